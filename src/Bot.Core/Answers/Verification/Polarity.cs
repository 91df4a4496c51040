using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Verification;

/// <summary>Which words of a sentence are denied: those that follow "not", "nobody", "instead of" and their like.</summary>
internal sealed partial class Polarity
{
    // A denial reaches the next two words of meaning: "could not [agree] on a [building]".
    private const int Reach = 2;

    private static readonly FrozenSet<string> _explicit = FrozenSet.ToFrozenSet(
        ["not", "no", "never", "nor", "neither", "none", "nobody", "nothing", "nowhere", "cannot", "without", "can't", "n't"]);

    // Words that deny without saying so, and states that only a denial describes.
    private static readonly FrozenSet<string> _implicit = FrozenSet.ToFrozenSet(
        ("fail fails failed failing refuse refuses refused refusing reject rejects rejected rejecting rejection deny denies denied denial decline declined unable lack lacks lacked lacking instead rather " +
        "barely hardly scarcely free abandon abandoned cancel cancelled canceled withdraw withdrew withdrawn suspend suspended stop stopped vacant closed unchanged remain remains remained " +
        "except save only missing outstanding pending yet still unresolved absent absence ban banned prohibit prohibited prevent prevented avoid avoided oppose opposed against wrong wrongly mistaken former formerly previously").Split(' '));

    private readonly HashSet<int> _denied = [];
    private readonly SentenceWords _words;

    /// <summary>Reads the denials of <paramref name="text"/>.</summary>
    public Polarity(string text, SentenceWords words)
    {
        _words = words;
        var apparent = Apparent().Matches(text).Select(match => new TextSpan(match.Index, match.Index + match.Length)).ToList();
        for (var at = 0; at < words.Tokens.Count; at++)
        {
            var token = words.Tokens[at];
            if (apparent.Exists(phrase => phrase.Overlaps(token.Span)))
            {
                continue;
            }

            var isExplicit = _explicit.Contains(token.Folded) || token.Folded.EndsWith("n't", StringComparison.Ordinal);
            Denies |= isExplicit;
            Hints |= isExplicit || _implicit.Contains(token.Folded) || Prefixed().IsMatch(token.Folded);
            if (isExplicit || (token.Folded is "instead" or "rather" && at + 1 < words.Tokens.Count && words.Tokens[at + 1].Folded is "of" or "than")
                || (token.Folded is "fail" or "fails" or "failed" or "refused" or "refuses" or "declined" or "unable" && at + 1 < words.Tokens.Count && words.Tokens[at + 1].Folded == "to"))
            {
                Deny(at);
            }
        }
    }

    /// <summary>Whether the sentence says "not" or one of its like.</summary>
    public bool Denies { get; }

    /// <summary>Whether anything in it may be a denial in other words.</summary>
    public bool Hints { get; }

    /// <summary>Stems that are denied.</summary>
    public IEnumerable<string> Denied => _denied.Select(at => _words.Tokens[at].Stem).Distinct();

    /// <summary>Whether the stem stands somewhere without being denied.</summary>
    public bool Affirms(string stem) => Enumerable.Range(0, _words.Tokens.Count).Any(at => _words.Tokens[at].Stem == stem && !_denied.Contains(at));

    /// <summary>Whether a word of the stretch is denied.</summary>
    public bool IsDenied(TextSpan span) => _denied.Any(at => span.Overlaps(_words.Tokens[at].Span));

    private void Deny(int cue)
    {
        var left = Reach;
        for (var at = cue + 1; at < _words.Tokens.Count && left > 0; at++)
        {
            if (_words.IsSplitBefore(at) && at > cue + 1)
            {
                break;
            }

            if (!_words.Tokens[at].IsFunction || char.IsDigit(_words.Tokens[at].Text[0]))
            {
                _denied.Add(at);
                left--;
            }
        }
    }

    // "not only", "no fewer than", "no doubt": no denials.
    [GeneratedRegex(
        @"\b(?:not (?:only|just|merely|least|simply)|no (?:doubt|less|fewer|more|later|earlier|sooner|longer than)\s?(?:than)?|not (?:less|fewer|more|later|earlier) than|nothing (?:but|less)|whether or not|without doubt|no\.\s?\d+)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Apparent();

    [GeneratedRegex(@"^(?:un|non-?|dis|in(?=complete|eligible|sufficient|valid|active|ability)|im(?=possible)).{4,}|.{3,}less$", RegexOptions.CultureInvariant)]
    private static partial Regex Prefixed();
}

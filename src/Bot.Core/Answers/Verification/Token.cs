using System.Text.RegularExpressions;
using ReleaseBot.Conversations;
using ReleaseBot.Embeddings;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Verification;

/// <summary>A word of a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Text">As written.</param>
/// <param name="Folded">In lower case without accents and without a possessive ending.</param>
/// <param name="Stem">Its stem.</param>
internal sealed partial record Token(int Start, int End, string Text, string Folded, string Stem)
{
    /// <summary>Where it stands.</summary>
    public TextSpan Span => new(Start, End);

    /// <summary>Whether it begins with a capital.</summary>
    public bool IsCapital => char.IsUpper(Text[0]);

    /// <summary>Whether it says whose something is: "Lusandra's".</summary>
    public bool IsPossessive => Text.EndsWith("'s", StringComparison.Ordinal) || Text.EndsWith("’s", StringComparison.Ordinal);

    /// <summary>Whether it is a word that any sentence may hold.</summary>
    public bool IsFunction { get; } = EnglishWords.IsFunction(Folded) || Folded.Length < 2;

    /// <summary>Its stem, and those of its parts: "flood-warning" shares one with "warning".</summary>
    public IReadOnlyList<string> Stems { get; } = Folded.Contains('-', StringComparison.Ordinal) ? [Stem, .. Folded.Split('-').Where(part => part.Length > 0).Select(Bm25Encoder.Stem)] : [Stem];

    /// <summary>The beginning of its stem: "ratified" and "ratification" have different stems and one root.</summary>
    public string Root => RootOf(Stem);

    /// <summary>The beginnings of its stems.</summary>
    public IEnumerable<string> Roots => Stems.Select(RootOf);

    /// <summary>The words of <paramref name="text"/>, in order; "flood-warning" and "3.42" are one.</summary>
    public static IReadOnlyList<Token> Of(string text)
    {
        var tokens = new List<Token>();
        foreach (var match in Form().EnumerateMatches(text))
        {
            var word = text.Substring(match.Index, match.Length);
            var folded = Folding.Fold(word);
            folded = folded.EndsWith("'s", StringComparison.Ordinal) ? folded[..^2] : folded.TrimEnd('\'');
            if (folded.Length > 0)
            {
                tokens.Add(new Token(match.Index, match.Index + match.Length, word, folded, Bm25Encoder.Stem(folded)));
            }
        }

        return tokens;
    }

    private static string RootOf(string stem) => stem.Length > 5 ? stem[..5] : stem;

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[’'.,&‑-](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}]+)*(?:’s?\b|'s?\b)?", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ReleaseBot.Answers.Types;
using ReleaseBot.Conversations;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Verification;

/// <summary>Finds the names a sentence uses.</summary>
internal static partial class NameClaims
{
    private static readonly FrozenSet<string> _small = FrozenSet.ToFrozenSet(
        ["of", "the", "for", "de", "du", "la", "le", "les", "des", "von", "van", "der", "den", "di", "da", "del", "zu", "and", "al", "y", "e", "d'", "&", "a", "an"]);

    private static readonly FrozenSet<string> _courtesies = FrozenSet.ToFrozenSet(["mr", "mrs", "ms", "miss", "madam", "sir"]);

    // Nouns and participles that open sentences of press releases; at the start of a sentence their capital makes no name.
    private static readonly FrozenSet<string> _openers = FrozenSet.ToFrozenSet((
        "access according activities additional agreement agreements aid aim air animals answers applicants applications approval around arrangements assistance authorities " +
        "average background bad based bathing bats beneficiaries benefits birds boats bodies bridges budget buildings buses business businesses candidates capacity cargo cars cases " +
        "cause causes ceremonies changes children cities citizens claims climate coal colleagues commercial committees companies compared compensation competent concerning concerns " +
        "conditions consequently construction consultations contracts contributions controls cooperation copies costs councils counties countries courses courts credits crews crops " +
        "customers damage data days deaths debate debates decisions deliveries delegates delegations demand details development dialogue differences discussions dredging drinking drivers " +
        "dry duties earlier early earnings economic education efforts elections electricity emergency emissions employees employers energy engineers enough entry environmental events " +
        "evidence exactly examples exhibitions expenditure expenses experts exports extra facilities families farmers fees ferries fewer figures films finally financial financing findings " +
        "fire fish fishermen flights floods flooding food foreign forests former four freight fuel funding funds further future gas goods government governments grants groundwater groups " +
        "growth guests half health heavy help high higher homes hospitals hotels hours households houses housing human hundreds imports improvements income individuals industry inflation " +
        "information infrastructure initial inspections inspectors interest interpretation investigations investigators investment investments investors islands jobs joint journalists " +
        "judges key land large last late later leaders legal lessons levels local locals lock locks long low lower main maintenance many materials measurements measures medicines meetings " +
        "members migration millions mining ministers money months motorists municipalities museums music national neighbouring nearly negotiations net networks new news next nitrate none " +
        "nobody nothing nuclear observers officers officials oil old operations operators opponents organisers overall owners parents parliamentarians participants participation parties " +
        "partners passenger passengers payments peace people permits personnel phosphorus pilots places plans planning plants police policies policy political pollution population ports " +
        "posts power preliminary preparations preparatory present previous prices private proceeds production products profits programmes progress projects property proposals prosecutors " +
        "protection public publication purchases questions radio rail railways rain rates regional registration regulations relations relief repairs reports representatives research " +
        "researchers residents responsibility results revenue revenues risks rivers roads rules safety salaries sales sanctions schools science scientists seats security seven several " +
        "shipping ships sites six small soldiers some spending staff state statements states stations steel stocks students studies subsidies summer support supporters surveys talks taxes " +
        "taxpayers teachers teams technical technology ten tests thanks therefore third thirty thousands three tickets tourism tourists towns trade traffic training trains transport travel " +
        "travellers treatment trees trials trust twelve twenty two unemployment unions universities users vaccines value vehicles vessels victims villages visitors visits volunteers voters " +
        "votes wages waste water weather wells whereas whether wind winners witnesses women wood work workers working works world writers years young youth asked besides founded headed led " +
        "signed held planned given opened named owing while global anglers").Split(' '));

    /// <summary>The names of <paramref name="text"/>, in order; dates should be made blank before.</summary>
    public static IReadOnlyList<NameClaim> Find(string text)
    {
        var found = new List<NameClaim>();
        foreach (var span in Names.Find(text))
        {
            foreach (var words in Parts(Token.Of(span.Of(text))))
            {
                var counted = words.Where(Counts).ToList();
                if (counted is [var first, ..] && first.Start == words[0].Start && OpensSentence(text, span.Start + first.Start) && IsCommon(first.Folded))
                {
                    counted.RemoveAt(0);
                }

                if (counted.Exists(word => char.IsLetter(word.Text[0])))
                {
                    var (start, end) = (span.Start + counted[0].Start, span.Start + words[^1].End);
                    found.Add(new NameClaim(new TextSpan(start, end), text[start..end], [.. counted.Select(word => word.Folded)]));
                }
            }
        }

        return found;
    }

    // "Zemyra's National Assembly", "the FDJP and the DDPS": two names each.
    private static IEnumerable<List<Token>> Parts(IReadOnlyList<Token> words)
    {
        var part = new List<Token>();
        foreach (var word in words)
        {
            if (word.Folded != "and")
            {
                part.Add(word);
            }

            if (part.Count > 0 && (word.Folded == "and" || (word.IsPossessive && word != words[^1])))
            {
                yield return part;
                part = [];
            }
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private static bool Counts(Token word) => !_small.Contains(word.Folded) && !_courtesies.Contains(word.Folded.TrimEnd('.'));

    /// <summary>Whether a capital here may be there only because a sentence begins.</summary>
    private static bool OpensSentence(string text, int at) => Opening().IsMatch(text[..at]);

    private static bool IsCommon(string word) => _openers.Contains(word) || EnglishWords.IsFunction(word) || NumberWords.Cardinals.ContainsKey(word.Split('-')[0])
        || NumberWords.Ordinals.ContainsKey(word) || CommonEnding().IsMatch(word);

    [GeneratedRegex(@"(?:^|[.!?:;]|\n)[\s“”""„«'‘’(\[–—•*-]*$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex Opening();

    // Endings that make common nouns, adverbs and participles of English.
    [GeneratedRegex(@"^.{3,}(?:tion|tions|sion|sions|ment|ments|ness|ing|ings|ity|ities|ance|ence|ship|ships|ism|ly|ed|able|ible|ful|less|ical|ology)$", RegexOptions.CultureInvariant)]
    private static partial Regex CommonEnding();
}

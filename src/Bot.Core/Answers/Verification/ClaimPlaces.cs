using System.Numerics;
using System.Text.RegularExpressions;

namespace ReleaseBot.Answers.Verification;

/// <summary>Where a claim stands in a list of sentences.</summary>
/// <param name="Alone">Sentences that hold it, a bit each.</param>
/// <param name="Runs">Runs of sentences that hold it together.</param>
/// <param name="IsInHeader">Whether a headline or the day of a release say it.</param>
internal sealed partial record ClaimPlaces(ulong Alone, IReadOnlyList<ulong> Runs, bool IsInHeader)
{
    private const int LongestRun = 4;

    /// <summary>Whether it stands anywhere.</summary>
    public bool IsAnywhere => IsInHeader || IsInSentence;

    /// <summary>Whether no sentence says it, only a headline or the day of a release.</summary>
    public bool NeedsHeader => !IsInSentence;

    private bool IsInSentence => Alone != 0 || Runs.Count > 0;

    /// <summary>Whether the sentences <paramref name="chosen"/> suffice for it. A header counts only where no sentence says it.</summary>
    public bool IsIn(ulong chosen) => IsInSentence ? (Alone & chosen) != 0 || Runs.Any(run => (run & chosen) == run) : IsInHeader;

    /// <summary>Finds <paramref name="claim"/> of <paramref name="sentence"/> among <paramref name="places"/>.</summary>
    public static ClaimPlaces Of(SentenceReading sentence, Claim claim, IReadOnlyList<EvidenceSentence> places)
    {
        var titles = places.Select(place => place.Evidence).Distinct().ToList();
        if (claim is QuotationClaim quotation)
        {
            return new ClaimPlaces(0, QuotationRuns(quotation, places), titles.Exists(evidence => evidence.Title is { } title && Quotations.Holds(Folding.Fold(title.Text), quotation)));
        }

        var isDenied = sentence.Polarity.IsDenied(claim.Span);
        var alone = 0UL;
        for (var at = 0; at < places.Count; at++)
        {
            alone |= Holds(places[at].Reading, claim, isDenied, places[at].Evidence) ? 1UL << at : 0;
        }

        return new ClaimPlaces(alone, [], titles.Exists(evidence => IsInHeaderOf(evidence, sentence, claim, isDenied)));
    }

    private static List<ulong> QuotationRuns(QuotationClaim quotation, IReadOnlyList<EvidenceSentence> places)
    {
        var runs = new List<ulong>();
        for (var from = 0; from < places.Count; from++)
        {
            var (text, run) = ("", 0UL);
            for (var to = from; to < places.Count && to < from + LongestRun && (to == from || places[to].Follows(places[to - 1])); to++)
            {
                text += Folding.Fold(places[to].Reading.Text) + " ";
                run |= 1UL << to;
                if (Quotations.Holds(text, quotation))
                {
                    runs.Add(run);
                    break;
                }
            }
        }

        var fewest = runs.Select(BitOperations.PopCount).DefaultIfEmpty(0).Min();
        return [.. runs.Where(run => BitOperations.PopCount(run) == fewest)];
    }

    private static bool IsInHeaderOf(EvidenceText evidence, SentenceReading sentence, Claim claim, bool isDenied) =>
        (evidence.Title is { } title && Holds(title, claim, isDenied, evidence)) || claim switch
        {
            DateClaim date => IsDayOfRelease(sentence, date, evidence),
            NameClaim name => NameMatching.Holds(evidence.IssuerAndPlace, name),
            _ => false,
        };

    // A figure that the passage denies ("and not 42") proves only a sentence that denies it too.
    private static bool Holds(SentenceReading reading, Claim claim, bool isDenied, EvidenceText evidence) => claim switch
    {
        NumberClaim number => reading.Numbers.Any(other => Matching.Same(number, other) && reading.Polarity.IsDenied(other.Span) == isDenied),
        DateClaim date => reading.Dates.Any(other => Matching.Same(date, other, evidence.Release.Date) && reading.Polarity.IsDenied(other.Span) == isDenied)
            || (date is { Month: null, Part: null, Weekday: null, Relative: null } && reading.Numbers.Any(other => other.Value == date.Year && other.Unit is null)),
        NameClaim name => NameMatching.Holds(reading.Words, name),
        _ => false,
    };

    // The release's own day dates what it reports: "visited … today", or the sentence says that it was said then.
    private static bool IsDayOfRelease(SentenceReading sentence, DateClaim date, EvidenceText evidence) =>
        evidence.Release.Date is { } day && Matching.IsDay(date, day) && (Reporting().IsMatch(sentence.Text) || evidence.Sentences.Any(part => Now().IsMatch(part.Reading.Text)));

    [GeneratedRegex(@"\b(?:announce[sd]?|said|says|stated|states|reported|reports|published|according|statement|release|bulletin|dated|informed|confirmed|as of|as at)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reporting();

    [GeneratedRegex(@"\b(?:today|tonight|now|this (?:morning|afternoon|evening|week|month|year)|currently|at present)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Now();
}

namespace ReleaseBot.Answers.Verification;

/// <summary>Whether a quotation is put into somebody else's mouth.</summary>
internal static class Attribution
{
    // Shorter ones are titles and scare quotes.
    private const int FewestWords = 4;

    // In sentences.
    private const int LongestQuotation = 5;

    private static readonly char[] _opening = ['“', '„', '«'];
    private static readonly char[] _closing = ['”', '»'];

    /// <summary>What is wrong; null when nothing is found.</summary>
    public static string? Fault(SentenceReading sentence, IReadOnlyList<EvidenceSentence> chosen, IReadOnlyList<EvidenceText> context)
    {
        foreach (var quotation in sentence.Quotations.Where(quotation => Token.Of(quotation.Text).Count >= FewestWords))
        {
            var named = Persons(sentence, quotation).ToHashSet(StringComparer.Ordinal);
            var place = chosen.FirstOrDefault(place => Quotations.Holds(Folding.Fold(place.Reading.Text), quotation)) ?? chosen[0];
            if (named.Count == 0)
            {
                continue;
            }

            // "…," said X. "…": the words after belong to the speaker before.
            var near = Speakers(place);
            near = near.Count > 0 ? near : Closing(place, context);
            near = near.Count > 0 ? near : [.. Words(Neighbour(place, context, -1)), .. Words(Neighbour(place, context, 1))];
            if (near.Count > 0 && !near.Overlaps(named))
            {
                return $"\"{quotation.Text}\" was said by somebody else";
            }
        }

        return null;
    }

    // Who is named beside the quotation in its own sentence.
    private static HashSet<string> Speakers(EvidenceSentence place) =>
        [.. place.Reading.Names.Where(name => !place.Reading.Quotations.Any(quotation => quotation.Span.Overlaps(name.Span)) && !IsInsideOpen(place, name)).SelectMany(Words)];

    // "… humanity. It …,” said X": a quotation of several sentences names its speaker where it ends.
    private static HashSet<string> Closing(EvidenceSentence place, IReadOnlyList<EvidenceText> context)
    {
        for (var step = 0; step <= LongestQuotation && Neighbour(place, context, step) is { } next; step++)
        {
            var end = next.Reading.Text.LastIndexOfAny(_closing);
            if (end >= 0 && (step > 0 || !next.Reading.Text.AsSpan(0, end).ContainsAny(_opening)))
            {
                return [.. next.Reading.Names.Where(name => name.Span.Start > end).SelectMany(Words)];
            }
        }

        return [];
    }

    // Behind a mark that opens and does not close in this sentence.
    private static bool IsInsideOpen(EvidenceSentence place, NameClaim name)
    {
        var open = place.Reading.Text.LastIndexOfAny(_opening);
        return open >= 0 && name.Span.Start > open && place.Reading.Text.IndexOfAny(_closing, open) < 0;
    }

    private static EvidenceSentence? Neighbour(EvidenceSentence place, IReadOnlyList<EvidenceText> context, int step)
    {
        var all = context.Where(text => text.Release.Id == place.Evidence.Release.Id).SelectMany(text => text.Sentences).DistinctBy(other => other.Span).OrderBy(other => other.Span.Start).ToList();
        return all.ElementAtOrDefault(all.FindIndex(other => other.Span == place.Span) + step);
    }

    private static IEnumerable<string> Persons(SentenceReading sentence, QuotationClaim quotation) =>
        sentence.Names.Where(name => !name.Span.Overlaps(quotation.Span)).SelectMany(Words);

    private static IEnumerable<string> Words(EvidenceSentence? place) => place is null ? [] : place.Reading.Names.SelectMany(Words);

    private static IEnumerable<string> Words(NameClaim name) => name.Words.Where(word => !NameMatching.IsRole(word));
}

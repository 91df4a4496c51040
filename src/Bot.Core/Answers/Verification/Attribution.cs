namespace ReleaseBot.Answers.Verification;

/// <summary>Whether a quotation is put into somebody else's mouth.</summary>
internal static class Attribution
{
    // Shorter ones are titles and scare quotes.
    private const int FewestWords = 4;

    /// <summary>What is wrong; null when nothing is found.</summary>
    public static string? Fault(SentenceReading sentence, IReadOnlyList<EvidenceSentence> chosen)
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
            var near = Speakers(place, 0);
            near = near.Count > 0 ? near : [.. Speakers(place, -1), .. Speakers(place, 1)];
            if (near.Count > 0 && !near.Overlaps(named))
            {
                return $"\"{quotation.Text}\" was said by somebody else";
            }
        }

        return null;
    }

    private static HashSet<string> Speakers(EvidenceSentence place, int step)
    {
        var neighbour = place.Evidence.Sentences.FirstOrDefault(other => other.Ordinal == place.Ordinal + step);
        return neighbour is null ? [] : [.. neighbour.Reading.Names.Where(name => step != 0 || !neighbour.Reading.Quotations.Any(quotation => quotation.Span.Overlaps(name.Span))).SelectMany(Words)];
    }

    private static IEnumerable<string> Persons(SentenceReading sentence, QuotationClaim quotation) =>
        sentence.Names.Where(name => !name.Span.Overlaps(quotation.Span)).SelectMany(Words);

    private static IEnumerable<string> Words(NameClaim name) => name.Words.Where(word => !NameMatching.IsRole(word));
}

using System.Collections.Frozen;

namespace ReleaseBot.Embeddings;

/// <summary>
/// English words that BM25 leaves out: NLTK's list, which Qdrant uses. Its forms with an apostrophe are not listed, since words are
/// split there ("don't" is "don" and "t", both on the list).
/// </summary>
internal static class StopWords
{
    private const string List = """
        a about above after again against ain all am an and any are aren as at be because been before being below between both but
        by can couldn d did didn do does doesn doing don down during each few for from further had hadn has hasn have haven having
        he her here hers herself him himself his how i if in into is isn it its itself just ll m ma me mightn more most mustn my
        myself needn no nor not now o of off on once only or other our ours ourselves out over own re s same shan she should
        shouldn so some such t than that the their theirs them themselves then there these they this those through to too under
        until up ve very was wasn we were weren what when where which while who whom why will with won wouldn y you your yours
        yourself yourselves
        """;

    private static readonly FrozenSet<string> Words =
        List.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Spans = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a word, in lower case, is left out.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => Spans.Contains(word);
}

using System.Collections.Immutable;
using ReleaseBot.Embeddings;
using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant.Reading;

/// <summary>
/// The IDF of a question's tokens as the server computes it: a search for one token alone, of weight 1, scores a passage with IDF times
/// the token's weight in it, and the weight comes with the passage.
/// </summary>
internal sealed class TokenIdf
{
    private readonly float?[] _idf;

    /// <summary>Reads the search of each token, in the question's order.</summary>
    public TokenIdf(SparseVector question, IReadOnlyList<Found> probes)
    {
        _idf = [.. question.Indices.Select((token, i) => Of(token, probes[i]))];
        Weights = new SparseVector(
            [.. question.Indices.Where((_, i) => _idf[i] is not null)],
            [.. question.Values.Zip(_idf).Where(pair => pair.Second is not null).Select(pair => pair.First * pair.Second!.Value)]);
    }

    /// <summary>Whether every token stands somewhere.</summary>
    public bool IsComplete => _idf.All(value => value is not null);

    /// <summary>Weight times IDF of the tokens that stand somewhere.</summary>
    public SparseVector Weights { get; }

    /// <summary>For each token; one that stands nowhere has df 0 among <paramref name="passages"/> with tokens.</summary>
    public ImmutableArray<float> Of(long passages) => [.. _idf.Select(value => value ?? (float)Math.Log(((passages + 0.5) / 0.5) + 1))];

    private static float? Of(uint token, Found probe)
    {
        if (probe.Points is not [{ Score: { } score, Vector.Text: { } text }, ..])
        {
            return null;
        }

        var at = text.Indices.IndexOf(token);
        return at < 0 || text.Values[at] == 0 ? null : score / text.Values[at];
    }
}

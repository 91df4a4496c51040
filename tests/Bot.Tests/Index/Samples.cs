using System.Collections.Immutable;
using System.Globalization;
using ReleaseBot.Embeddings;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Index;

/// <summary>Releases and vectors made up for tests of the index; the same seed makes the same.</summary>
internal sealed class Samples(int seed)
{
    // Not a multiple of any register's width.
    public const int Dimension = 41;

    public static readonly IndexSchema Schema = new("model-a", Dimension, Chunker.Version, "tokens-1");

    private static readonly string?[] Issuers = ["River Commission", "Ministry of Water; River Commission", "Harbour Board", null];

    private static readonly string?[] Languages = ["en", "kk", "en", null];

    private readonly Random _random = new(seed);

    public static Release Release(string id, params string[] sentences)
    {
        var text = string.Join(' ', sentences);
        return new Release
        {
            Id = id,
            Title = "Title of " + id,
            Text = text,
            Source = "/releases/" + id,
            ContentHash = "hash of " + text,
        };
    }

    /// <summary>A release with a passage for each sentence.</summary>
    public (Release Release, EmbeddedPassage[] Passages) Make(string id, int passages)
    {
        var number = _random.Next(1000);
        var release = Release(id, [.. Enumerable.Range(0, passages).Select(i => $"Sentence {i} of {id} says {_random.Next()}.")]) with
        {
            Date = number % 7 == 0 ? null : new DateOnly(2020, 1, 1).AddDays(number),
            Issuer = Issuers[number % Issuers.Length],
            Language = Languages[number / 3 % Languages.Length],
        };
        return (release, Embed(release));
    }

    /// <summary>Passages of one sentence each, with vectors of this seed.</summary>
    public EmbeddedPassage[] Embed(Release release)
    {
        var title = Sparse(3);
        var ends = release.Text.Index().Where(c => c.Item == '.').Select(c => c.Index + 1).ToList();
        return [.. ends.Select((end, i) =>
        {
            var start = i == 0 ? 0 : ends[i - 1] + 1;
            var span = new TextSpan(start, end);
            return Embed(release, span, i, Dense(), _random.Next(10) == 0 ? SparseVector.Empty : Sparse(12), title);
        })];
    }

    public static EmbeddedPassage Embed(Release release, TextSpan span, int ordinal, float[] dense, SparseVector sparse, SparseVector title)
    {
        var passage = new Passage
        {
            Id = PassageIds.Create(release.Id, Chunker.Version, ordinal),
            ReleaseId = release.Id,
            Ordinal = ordinal,
            Span = span,
            Text = span.Of(release.Text),
            Sentences = [span],
            Header = release.Title,
        };
        return new EmbeddedPassage(passage, dense, sparse, title, Schema.ModelId, $"{release.ContentHash}/{ordinal}");
    }

    /// <summary>A direction of length 1.</summary>
    public float[] Dense()
    {
        var vector = new float[Dimension];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = (float)(_random.NextDouble() + _random.NextDouble() + _random.NextDouble() - 1.5);
        }

        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / length)];
    }

    /// <summary>Some of 60 tokens, the smaller the commoner; ids spread over the whole range.</summary>
    public SparseVector Sparse(int draws)
    {
        var tokens = Enumerable.Range(0, draws).Select(_ => Token((int)(60 * Math.Pow(_random.NextDouble(), 2)))).Distinct().Order().ToImmutableArray();
        return new SparseVector(tokens, [.. tokens.Select(_ => 0.5f + _random.NextSingle())]);
    }

    public static uint Token(int number) => (uint)number * 71_582_789u;

    public PassageQuery Query(int limit, SearchFilter? filter = null)
    {
        var tokens = Enumerable.Range(0, 5).Select(_ => Token(_random.Next(64))).Distinct().Order().ToImmutableArray();
        return new PassageQuery(Dense(), new SparseVector(tokens, [.. tokens.Select((_, i) => i == 0 ? 2f : 1f)]), filter ?? SearchFilter.None, limit);
    }

    public static async Task<Dictionary<string, (Release Release, EmbeddedPassage[] Passages)>> FillAsync(
        IPassageIndex index,
        Samples samples,
        int releases,
        CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, (Release, EmbeddedPassage[])>(StringComparer.Ordinal);
        for (var i = 0; i < releases; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"release-{i}");
            var (release, passages) = all[id] = samples.Make(id, 1 + (i % 9));
            await index.WriteAsync(release, passages, cancellationToken);
        }

        return all;
    }
}

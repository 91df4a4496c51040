using System.Collections.Immutable;
using System.Globalization;
using ReleaseBot.Embeddings;
using ReleaseBot.Index;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Benchmarks;

/// <summary>
/// Made-up releases of 11 passages: topics on the sphere with passages around them, as embeddings cluster; words by Zipf's law, none
/// in more than about a tenth of the passages, as is so once stop words are out.
/// </summary>
internal sealed class SearchCorpus
{
    public const int Dimension = 384;

    private const int PassagesPerRelease = 11;
    private const int TokensPerPassage = 40;
    private const int Vocabulary = 60_000;

    private static readonly ImmutableArray<string> Words = [.. Enumerable.Range(0, 997).Select(i => $"w{i * 7919 % 100_003}")];

    private readonly Random _random = new(20240501);
    private readonly float[][] _topics;
    private readonly double[] _cumulative;

    public SearchCorpus()
    {
        _topics = [.. Enumerable.Range(0, 2000).Select(_ => Gaussian())];
        // Offset so that the commonest word takes 0.26 % of the draws, and 40 draws reach a tenth of the passages.
        var sum = 0.0;
        _cumulative = [.. Enumerable.Range(0, Vocabulary).Select(rank => sum += 1.0 / (rank + 50))];
    }

    public static IndexSchema Schema { get; } = new("made-up", Dimension, Chunker.Version, "made-up");

    public async Task FillAsync(IPassageIndex index, int passages, CancellationToken cancellationToken)
    {
        foreach (var (release, embedded) in Releases(passages))
        {
            await index.WriteAsync(release, embedded, cancellationToken);
        }
    }

    /// <summary>Releases with so many passages together.</summary>
    public IEnumerable<(Release Release, EmbeddedPassage[] Passages)> Releases(int passages)
    {
        for (var number = 0; passages > 0; number++)
        {
            var count = Math.Min(PassagesPerRelease, passages);
            yield return Make(number, count);
            passages -= count;
        }
    }

    /// <summary>A question: eight words and a vector near a topic.</summary>
    public PassageQuery Question() => new(Near(_topics[_random.Next(_topics.Length)], 0.8f), Sparse(8, weigh: false), SearchFilter.None, 100);

    private (Release Release, EmbeddedPassage[] Passages) Make(int number, int count)
    {
        var sentences = Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, 90).Select(_ => Words[_random.Next(Words.Length)])) + ".");
        var text = string.Join('\n', sentences);
        var id = string.Create(CultureInfo.InvariantCulture, $"release-{number}");
        var release = new Release
        {
            Id = id,
            Title = "Headline of " + id,
            Date = new DateOnly(2000, 1, 1).AddDays(number % 9000),
            Issuer = "Issuer " + (number % 5),
            Language = "en",
            Text = text,
            Source = id,
            ContentHash = id,
        };
        var (topic, title) = (_topics[_random.Next(_topics.Length)], Sparse(8, weigh: true));
        var (passages, start) = (new EmbeddedPassage[count], 0);
        for (var i = 0; i < count; i++)
        {
            var span = new TextSpan(start, text.IndexOf('.', start) + 1);
            start = span.End + 1;
            passages[i] = new EmbeddedPassage(
                new Passage
                {
                    Id = PassageIds.Create(id, Chunker.Version, i),
                    ReleaseId = id,
                    Ordinal = i,
                    Span = span,
                    Text = span.Of(text),
                    Sentences = [span],
                    Header = release.Title,
                },
                Near(topic, 1),
                Sparse(TokensPerPassage, weigh: true),
                title,
                Schema.ModelId,
                id + i);
        }

        return (release, passages);
    }

    private SparseVector Sparse(int draws, bool weigh)
    {
        var tokens = new SortedSet<uint>();
        for (var i = 0; i < draws; i++)
        {
            var rank = Array.BinarySearch(_cumulative, _random.NextDouble() * _cumulative[^1]);
            tokens.Add((uint)(rank < 0 ? ~rank : rank) * 71_582u);
        }

        return new SparseVector([.. tokens], [.. tokens.Select(_ => weigh ? 0.6f + _random.NextSingle() : 1f)]);
    }

    private float[] Near(float[] topic, float spread)
    {
        var noise = Gaussian();
        return Unit([.. topic.Select((value, i) => value + (spread * noise[i]))]);
    }

    private float[] Gaussian()
    {
        var vector = new float[Dimension];
        for (var i = 0; i < Dimension; i += 2)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble()));
            var (sine, cosine) = Math.SinCos(2 * Math.PI * _random.NextDouble());
            (vector[i], vector[i + 1]) = ((float)(radius * sine), (float)(radius * cosine));
        }

        return Unit(vector);
    }

    private static float[] Unit(float[] vector)
    {
        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / length)];
    }
}

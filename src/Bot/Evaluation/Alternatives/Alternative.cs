using System.Collections.Immutable;
using ReleaseBot.Answers;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Evaluation.Alternatives;

/// <summary>A simpler way to answer, measured beside the bot's own.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Description">What it does, for tables.</param>
internal abstract record Alternative(string Name, string Description)
{
    // As many as the bot keeps for itself; hits are counted in the first ten.
    private const int Enough = 50;

    // All candidates: what another order puts first may stand anywhere in ours.
    private const int Most = 300;

    /// <summary>All of them, in the order of tables.</summary>
    public static ImmutableArray<Alternative> All { get; } =
    [
        new Search("dense", "embedding similarity alone", RetrievalWeights("dense"), Enough, found => found),
        new Search("bm25", "BM25 alone", RetrievalWeights("bm25"), Enough, found => found),
        new Search("rrf", "reciprocal rank fusion of the two (k = 60)", tuning => tuning, Most, ReciprocalRankFusion.Rank),
        new Reading("best-sentence", "no reader: best sentence by search and words covered", WithoutReader, options => options),
        new Reading("first-passage", "reader on the first passage only", tuning => tuning, options => With(options, windows: 1)),
    ];

    /// <summary>The alternatives named in <paramref name="names"/>, separated by commas.</summary>
    /// <exception cref="FormatException">There is none of that name.</exception>
    public static ImmutableArray<Alternative> Named(string names)
    {
        var wanted = names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = wanted.Except(All.Select(alternative => alternative.Name), StringComparer.OrdinalIgnoreCase).ToArray();
        return unknown.Length == 0 && wanted.Count > 0
            ? [.. All.Where(alternative => wanted.Contains(alternative.Name))]
            : throw new FormatException($"There is nothing named \"{string.Join(", ", unknown)}\" to compare with; choose from {string.Join(",", All.Select(alternative => alternative.Name))}.");
    }

    /// <summary>Only searches; its passages are measured as found, without the second look.</summary>
    /// <param name="Name">See <see cref="Alternative"/>.</param>
    /// <param name="Description">See <see cref="Alternative"/>.</param>
    /// <param name="Weights">The weights it searches with, from ours.</param>
    /// <param name="Limit">How many passages it looks at.</param>
    /// <param name="Rank">Puts what was found in its order.</param>
    internal sealed record Search(
        string Name,
        string Description,
        Func<Retrieval.Tuning, Retrieval.Tuning> Weights,
        int Limit,
        Func<ImmutableArray<RetrievedPassage>, ImmutableArray<RetrievedPassage>> Rank) : Alternative(Name, Description);

    /// <summary>Answers as the bot does, with something taken away.</summary>
    /// <param name="Name">See <see cref="Alternative"/>.</param>
    /// <param name="Description">See <see cref="Alternative"/>.</param>
    /// <param name="Weights">The weights it answers with, from ours.</param>
    /// <param name="Settings">Its settings, from ours.</param>
    internal sealed record Reading(
        string Name,
        string Description,
        Func<Retrieval.Tuning, Retrieval.Tuning> Weights,
        Func<AnswerOptions, AnswerOptions> Settings) : Alternative(Name, Description);

    private static Func<Retrieval.Tuning, Retrieval.Tuning> RetrievalWeights(params string[] names) => tuning => tuning with
    {
        Retrieval = PassageFeatures.Names.ToDictionary(name => name, name => names.Contains(name) ? 1.0 : 0.0),
    };

    // The other weights stay as they were fitted beside the reader's: what is measured is what the reader adds to this bot.
    private static Retrieval.Tuning WithoutReader(Retrieval.Tuning tuning) => tuning with
    {
        Evidence = tuning.Evidence.ToDictionary(weight => weight.Key, weight => IsReaders(weight.Key) ? 0 : weight.Value),
        Confidence = tuning.Confidence.ToDictionary(weight => weight.Key, weight => IsReaders(weight.Key) ? 0 : weight.Value),
    };

    private static bool IsReaders(string feature) => feature.StartsWith("reader", StringComparison.Ordinal) || feature == "bestOfPassage";

    private static AnswerOptions With(AnswerOptions options, int windows) => new()
    {
        WindowsToRead = windows,
        PassagesToRank = options.PassagesToRank,
        MostSentences = options.MostSentences,
        NearestReleases = options.NearestReleases,
        Threshold = options.Threshold,
    };
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleaseBot.Evaluation;

/// <summary>What a run must reach; a file of <c>bot eval --floors</c>. Shares, 0 to 1; a figure left out is not asked for.</summary>
public sealed record QualityFloors
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Least share of answerable questions with a gold passage among the first five.</summary>
    public double? PassageHit5 { get; init; }

    /// <summary>The same by release.</summary>
    public double? ReleaseHit5 { get; init; }

    /// <summary>Least share of answerable questions whose shown text holds an accepted answer.</summary>
    public double? ShownRight { get; init; }

    /// <summary>The same of follow-ups.</summary>
    public double? FollowUpsRight { get; init; }

    /// <summary>Least share of citations that are right.</summary>
    public double? CitationPrecision { get; init; }

    /// <summary>Least share of unanswerable questions refused.</summary>
    public double? UnanswerableRefused { get; init; }

    /// <summary>Greatest share of answerable questions refused.</summary>
    public double? MostAnswerableRefused { get; init; }

    /// <summary>Reads a file of floors.</summary>
    /// <exception cref="FormatException">It is no such file; the message says what is wrong with it.</exception>
    public static QualityFloors Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<QualityFloors>(File.ReadAllText(path), _json) ?? throw new FormatException($"{path} is empty; it must name figures and what they must reach.");
        }
        catch (JsonException failure)
        {
            throw new FormatException($"{path} is no file of floors: {failure.Message} It may name passageHit5, releaseHit5, shownRight, followUpsRight, "
                + "citationPrecision, unanswerableRefused and mostAnswerableRefused, each a number from 0 to 1.", failure);
        }
    }

    /// <summary>Every figure that is asked for, with what was reached.</summary>
    public ImmutableArray<FloorCheck> Check(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var all = result.Overall;
        FloorCheck?[] checks =
        [
            Least("passage hit@5", PassageHit5, all.PassageHits[2]),
            Least("release hit@5", ReleaseHit5, all.ReleaseHits[2]),
            Least("shown answer right", ShownRight, all.ShownRight),
            Least("follow-ups right", FollowUpsRight, result.Groups.GetValueOrDefault("(follow-up)")?.ShownRight ?? 0),
            Least("citation precision", CitationPrecision, all.CitationPrecision),
            Least("unanswerable refused", UnanswerableRefused, all.UnanswerableRefused),
            MostAnswerableRefused is { } most ? new FloorCheck("answerable refused", all.AnswerableRefused, most, all.AnswerableRefused <= most) : null,
        ];
        return [.. checks.OfType<FloorCheck>()];
    }

    private static FloorCheck? Least(string figure, double? floor, double reached) =>
        floor is { } least ? new FloorCheck(figure, reached, least, reached >= least) : null;
}

/// <summary>A figure against its bound.</summary>
/// <param name="Figure">Its name.</param>
/// <param name="Reached">What this run reached.</param>
/// <param name="Bound">What it must reach, or stay below.</param>
/// <param name="Holds">Whether it does.</param>
public sealed record FloorCheck(string Figure, double Reached, double Bound, bool Holds)
{
    /// <summary>As a line of text.</summary>
    public override string ToString() => $"{(Holds ? "ok  " : "BAD ")} {Figure}: {Reached:F3}, bound {Bound:F3}";
}

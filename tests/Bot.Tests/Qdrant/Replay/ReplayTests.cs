namespace ReleaseBot.Qdrant;

/// <summary>The test server answers as a real Qdrant 1.19.0 did.</summary>
public sealed class ReplayTests(Replay replay, ITestOutputHelper output) : IClassFixture<Replay>
{
    /// <summary>Steps that are not held to the recording, with the reason. One that agrees after all must leave this list.</summary>
    private static readonly Dictionary<string, string> _notReplayed = new()
    {
        ["09-operations: snapshot"] = "snapshots are files of the real server",
        ["09-operations: snapshots"] = "snapshots are files of the real server",
        ["09-operations: delete snapshot"] = "snapshots are files of the real server",
        ["12-http: create collection named a%00b"] = "Kestrel refuses a NUL in the path before the application sees it",
    };

    public static TheoryData<string> Scenarios => [.. RecordedStep.Scenarios];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Scenario_is_answered_as_recorded(string scenario)
    {
        var steps = replay.Differences.Where(step => step.Key.StartsWith($"{scenario}: ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(steps);
        var wrong = steps
            .Where(step => !_notReplayed.ContainsKey(step.Key))
            .SelectMany(step => step.Value.Select(difference => $"{step.Key}: {difference}"))
            .ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Step_that_is_not_replayed_is_recorded_and_differs() =>
        Assert.All(_notReplayed.Keys, key => Assert.NotEmpty(replay.Differences[key]));

    [Fact]
    public void All_recorded_steps_are_sent()
    {
        output.WriteLine($"{replay.Differences.Count} steps sent, {replay.Differences.Count(step => step.Value.Count == 0)} answered as recorded, "
            + $"{_notReplayed.Count} not held to the recording.");
        Assert.Equal(448, replay.Differences.Count);
    }
}

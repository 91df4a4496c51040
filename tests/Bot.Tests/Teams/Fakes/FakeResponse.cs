using System.Text.Json;

namespace ReleaseBot.Teams.Fakes;

/// <summary>What the connector says to one.</summary>
internal sealed record FakeResponse(int Status, string Body)
{
    public string? RetryAfter { get; init; }

    public string? Location { get; init; }

    public bool Hangs { get; init; }

    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public static FakeResponse Error(int status, string code, string message) =>
        new(status, JsonSerializer.Serialize(new { error = new { code, message } }));
}

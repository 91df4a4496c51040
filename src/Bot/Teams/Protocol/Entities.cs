using System.Text.Json.Serialization;

namespace ReleaseBot.Teams.Protocol;

/// <summary>Marks an activity as part of a stream.</summary>
/// <param name="StreamType">informative, streaming or final.</param>
/// <param name="StreamId">Id the first activity was given.</param>
/// <param name="StreamSequence">1, 2, …; none on the final one.</param>
internal sealed record StreamInfo(string StreamType, string? StreamId, int? StreamSequence)
{
    public string Type => "streaminfo";
}

/// <summary>The one entity on an answer: the label and the citations.</summary>
internal sealed record MessageEntity(IReadOnlyList<Claim>? Citation)
{
    public string Type => "https://schema.org/Message";

    [JsonPropertyName("@type")]
    public string SchemaType => "Message";

    [JsonPropertyName("@context")]
    public string Context => "https://schema.org";

    public IReadOnlyList<string> AdditionalType => ["AIGeneratedContent"];
}

/// <summary>A citation; <paramref name="Position"/> is the n of the marker [n].</summary>
internal sealed record Claim(int Position, ClaimAppearance Appearance)
{
    [JsonPropertyName("@type")]
    public string SchemaType => "Claim";
}

/// <summary>What is shown of a source.</summary>
internal sealed record ClaimAppearance(string Name, string Abstract, string? Url, IReadOnlyList<string>? Keywords)
{
    [JsonPropertyName("@type")]
    public string SchemaType => "DigitalDocument";
}

/// <summary>Channel data of an answer: asks for thumbs up and down.</summary>
internal sealed record AnswerChannelData(FeedbackLoop FeedbackLoop);

/// <summary>The feedback form Teams brings along.</summary>
internal sealed record FeedbackLoop(string Type);

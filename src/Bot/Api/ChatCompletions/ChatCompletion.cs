using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using ReleaseBot.Answers;

namespace ReleaseBot.Api.ChatCompletions;

/// <summary>The answer to POST /v1/chat/completions.</summary>
internal sealed record ChatCompletion(
    string Id,
    string Object,
    [property: Description("Seconds since 1970.")] long Created,
    string Model,
    ImmutableArray<ChatChoice> Choices,
    ChatUsage Usage,
    [property: JsonPropertyName(ChatCompletion.Extension), Description("The answer as POST /api/ask gives it, with its citations.")] Answer ReleaseBot)
{
    /// <summary>Name of the field that OpenAI's API does not have.</summary>
    public const string Extension = "release_bot";

    /// <summary>Kind of a whole answer.</summary>
    public const string Kind = "chat.completion";
}

/// <summary>The one choice.</summary>
internal sealed record ChatChoice(
    int Index,
    ChatReply Message,
    [property: JsonPropertyName("finish_reason")] string FinishReason)
{
    /// <summary>The answer is whole.</summary>
    public const string Stop = "stop";
}

/// <summary>The message shown.</summary>
internal sealed record ChatReply(
    string Role,
    [property: Description("Markdown: the answer, and below it what it cites.")] string Content,
    string? Refusal,
    [property: Description("The citations that have an address, as OpenAI's API gives them.")] ImmutableArray<ChatAnnotation> Annotations)
{
    /// <summary>Who speaks.</summary>
    public const string Assistant = "assistant";
}

/// <summary>An annotation of the content.</summary>
internal sealed record ChatAnnotation(
    string Type,
    [property: JsonPropertyName("url_citation")] ChatUrlCitation UrlCitation);

/// <summary>What a marker such as [1] in the content refers to; the end is exclusive.</summary>
internal sealed record ChatUrlCitation(
    string Url,
    string Title,
    [property: JsonPropertyName("start_index")] int StartIndex,
    [property: JsonPropertyName("end_index")] int EndIndex);

/// <summary>Size in word pieces of the bot's own vocabulary; nothing is billed by it.</summary>
internal sealed record ChatUsage(
    [property: JsonPropertyName("prompt_tokens")] int PromptTokens,
    [property: JsonPropertyName("completion_tokens")] int CompletionTokens,
    [property: JsonPropertyName("total_tokens")] int TotalTokens);

/// <summary>One event of a stream.</summary>
internal sealed record ChatChunk(
    string Id,
    string Object,
    long Created,
    string Model,
    ImmutableArray<ChatChunkChoice> Choices)
{
    /// <summary>Kind of a part of an answer.</summary>
    public const string Kind = "chat.completion.chunk";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("In a last chunk without choices, when stream_options.include_usage is true.")]
    public ChatUsage? Usage { get; init; }

    [JsonPropertyName(ChatCompletion.Extension)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Description("In the chunk with the finish_reason: the answer as POST /api/ask gives it, with its citations.")]
    public Answer? ReleaseBot { get; init; }
}

/// <summary>The one choice of a chunk.</summary>
internal sealed record ChatChunkChoice(
    int Index,
    ChatDelta Delta,
    [property: JsonPropertyName("finish_reason")] string? FinishReason);

/// <summary>What a chunk adds to the message.</summary>
internal sealed record ChatDelta
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Role { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Content { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ChatAnnotation>? Annotations { get; init; }
}

/// <summary>The answer to GET /v1/models.</summary>
internal sealed record ChatModelList(string Object, ImmutableArray<ChatModel> Data);

/// <summary>The one model there is.</summary>
internal sealed record ChatModel(string Id, string Object, long Created, [property: JsonPropertyName("owned_by")] string OwnedBy)
{
    /// <summary>Its id.</summary>
    public const string Name = "release-bot";
}

/// <summary>An error in OpenAI's form.</summary>
internal sealed record ChatError(ChatErrorDetail Error);

/// <summary>What is wrong and what to do about it.</summary>
internal sealed record ChatErrorDetail(string Message, string Type, string? Param, string? Code);

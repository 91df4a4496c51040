using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc;
using ReleaseBot.Answers;
using ReleaseBot.Api.ChatCompletions;

namespace ReleaseBot.Api;

/// <summary>How the API writes and reads JSON; the command line prints the same.</summary>
internal static class ApiJson
{
    private const int Deepest = 16;

    /// <summary>The settings in use.</summary>
    public static JsonSerializerOptions Settings { get; } = CreateSettings();

    /// <summary>How <typeparamref name="T"/> is written and read.</summary>
    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Settings.GetTypeInfo(typeof(T));

    /// <summary>Gives <paramref name="options"/> the API's settings.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.MaxDepth = Deepest;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        // Releases are full of quotation marks and names with accents; the answers are never put into a page as text.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter<AnswerMode>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<SentenceOutcome>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<Index.Ingestion.IngestOutcome>(JsonNamingPolicy.CamelCase));
        options.TypeInfoResolverChain.Insert(0, ApiJsonContext.Default);
    }

    private static JsonSerializerOptions CreateSettings()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        // Release documents bring converters of their own room, which generated code cannot reach.
        options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        options.MakeReadOnly();
        return options;
    }
}

/// <summary>Code generated for the API's types.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(AskRequest))]
[JsonSerializable(typeof(SearchResponse))]
[JsonSerializable(typeof(ReleaseList))]
[JsonSerializable(typeof(ReleaseText))]
[JsonSerializable(typeof(StoredRelease))]
[JsonSerializable(typeof(About))]
[JsonSerializable(typeof(SuggestedQuestions))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(Readiness))]
[JsonSerializable(typeof(SearchingData))]
[JsonSerializable(typeof(DeltaData))]
[JsonSerializable(typeof(RestartedData))]
[JsonSerializable(typeof(NoAnswerData))]
[JsonSerializable(typeof(FailedData))]
[JsonSerializable(typeof(Access.Session))]
[JsonSerializable(typeof(FeedbackRequest))]
[JsonSerializable(typeof(AdminOverview))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatCompletion))]
[JsonSerializable(typeof(ChatChunk))]
[JsonSerializable(typeof(ChatModelList))]
[JsonSerializable(typeof(ChatError))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;

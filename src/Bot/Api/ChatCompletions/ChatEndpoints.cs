using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using ReleaseBot.Api.Access;
using ReleaseBot.Api.Documentation;
using ReleaseBot.Operations;

namespace ReleaseBot.Api.ChatCompletions;

/// <summary>POST /v1/chat/completions and GET /v1/models, as OpenAI's API has them, so that existing chat clients can ask.</summary>
internal static class ChatEndpoints
{
    /// <summary>What their addresses begin with.</summary>
    public const string Prefix = "/v1";

    /// <summary>Longest body, in bytes; it holds the whole conversation.</summary>
    private const int LongestBody = 1024 * 1024;

    // The tools a client describes, which are skipped, nest deeper than the API's own bodies.
    private const int Deepest = 64;

    private static readonly JsonTypeInfo<ChatRequest> _request =
        (JsonTypeInfo<ChatRequest>)new JsonSerializerOptions(ApiJson.Settings) { MaxDepth = Deepest }.GetTypeInfo(typeof(ChatRequest));

    /// <summary>Registers what they need; before AddProblemDetails, whose writer takes every problem.</summary>
    public static IServiceCollection AddChatCompletions(this IServiceCollection services) => services
        .AddSingleton<IProblemDetailsWriter, ChatErrorWriter>()
        .AddSingleton<ChatHistory>()
        .AddSingleton<ChatAnswering>();

    /// <summary>Maps them; what is added to the group applies to them all.</summary>
    public static RouteGroupBuilder MapChatCompletions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Prefix).RequireScope(Scopes.Ask).WithTags("Chat clients");
        group.MapPost("/chat/completions", CompleteAsync)
            .WithName("createChatCompletion")
            .Accepts<ChatRequest>("application/json")
            .Produces<ChatCompletion>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Answers the last message of a conversation")
            .WithDescription(
                "Compatible with OpenAI's API. Earlier messages are used to understand a follow-up. Where the releases do not say, the message says so " +
                "and release_bot.answered is false.")
            .WithRequestExample<ChatRequest>("chat-request", "A question")
            .WithRequestExample<ChatRequest>("chat-stream-request", "The same, streamed")
            .WithRequestExample<ChatRequest>("chat-follow-up-request", "A follow-up")
            .WithResponseExample<ChatCompletion>("chat-completion", "An answer")
            .WithEventStream(EventStreams.ChatDescription, EventStreams.Chat);
        group.MapGet("/models", () => TypedResults.Ok(new ChatModelList("list", [Model])))
            .WithName("listModels")
            .WithSummary("Lists the one model there is")
            .WithResponseExample<ChatModelList>("chat-models", "The list");
        group.MapGet("/models/{model}", (string model) => model == ChatModel.Name ? TypedResults.Ok(Model) : NoSuchModel())
            .WithName("getModel")
            .Produces<ChatModel>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Describes the model")
            .WithPathText("model", "Its id, as the list has it.", ChatModel.Name)
            .WithResponseExample<ChatModel>("chat-model", "The model");
        return group;
    }

    // Clients want a moment of creation; nothing depends on it.
    private static ChatModel Model { get; } = new(
        ChatModel.Name, "model", new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), "release-bot");

    private static async Task<IResult> CompleteAsync(
        HttpContext context,
        ChatAnswering chat,
        AnswerGate gate,
        IOptions<BotOptions> options,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await JsonBody.ReadAsync(context.Request, LongestBody, _request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var fields = new RequestFields();
        var dialogue = ChatDialogue.Of(body, fields, options.Value.MaxQuestionLength);
        if (fields.Problem is not null)
        {
            return fields.Problem;
        }

        if (body.Model != ChatModel.Name)
        {
            return NoSuchModel();
        }

        if (await gate.EnterAsync(context, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        context.Response.Headers.CacheControl = "no-store";
        return body.Stream == true
            ? await chat.StreamAsync(dialogue, body.StreamOptions?.IncludeUsage == true, cancellationToken)
            : await chat.AnswerAsync(dialogue, cancellationToken);
    }

    private static IResult NoSuchModel() => Problems.Of(
        StatusCodes.Status404NotFound, "There is no model of this name.", $"Set \"model\" to \"{ChatModel.Name}\".", "model");
}

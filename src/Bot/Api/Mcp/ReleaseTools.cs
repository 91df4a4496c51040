using System.ComponentModel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Server;
using ReleaseBot.Index;
using ReleaseBot.Operations;

namespace ReleaseBot.Api.Mcp;

/// <summary>What a model can do with the releases; nothing changes them.</summary>
[McpServerToolType]
internal sealed class ReleaseTools(
    PassageSearch search,
    AnswerQuestion answering,
    IPassageIndex index,
    AnswerGate gate,
    IHttpContextAccessor accessor,
    IAuthorizationService authorization,
    IOptions<BotOptions> options)
{
    private const int UsualPassages = 10;
    private const int LongestPart = 20_000;
    private const string DayFormat = "as 2024-03-31";

    [McpServerTool(
        Name = "search_releases", Title = "Search press releases",
        ReadOnly = true, Destructive = false, Idempotent = true, OpenWorld = false, UseStructuredContent = true)]
    [Description(
        "Finds passages of the organisation's press releases, best first, each verbatim with its release's id, title, date and address. " +
        "Dates in the query narrow or order the results; the result says how.")]
    public async Task<FoundPassages> SearchAsync(
        [Description("A question or key words, in words of the releases.")] string query,
        [Description("How many passages, 1 to 50.")] int limit = UsualPassages,
        [Description($"First day, {DayFormat}.")] string? from = null,
        [Description($"Last day, {DayFormat}.")] string? to = null,
        [Description("Only releases of this issuer: its whole name.")] string? issuer = null,
        [Description("Only releases in this language: its two letters of ISO 639-1, such as en.")] string? language = null,
        CancellationToken cancellationToken = default)
    {
        var fields = new RequestFields();
        var text = fields.Question("query", query, options.Value.MaxQuestionLength);
        var filter = fields.Filter(string.Empty, from, to, issuer, language);
        Check(fields);
        if (limit is < 1 or > PassageSearch.Most)
        {
            throw new McpException($"\"limit\" is {limit}. Give a number from 1 to {PassageSearch.Most}.");
        }

        using var turn = await EnterAsync(cancellationToken);
        var found = await search.FindAsync(text, filter, cancellationToken);
        return new FoundPassages([.. found.Passages.Take(limit).Select(QuotedPassage.Of)], found.Filters);
    }

    [McpServerTool(
        Name = "get_release", Title = "Read a press release",
        ReadOnly = true, Destructive = false, Idempotent = true, OpenWorld = false, UseStructuredContent = true)]
    [Description("Reads one press release whole: its facts and its text. A long text comes in parts; go on at nextOffset.")]
    public async Task<ReleasePart> GetAsync(
        [Description("The release's id, exactly as search_releases or ask_releases gave it.")] string id,
        [Description("Where to begin in the text, in UTF-16 code units: 0, or the nextOffset of the part before.")] int offset = 0,
        CancellationToken cancellationToken = default)
    {
        await index.OpenAsync(cancellationToken);
        var release = await index.GetReleaseAsync(id, cancellationToken)
            ?? throw new McpException("There is no release with this id. Find the id with search_releases and repeat it exactly.");
        return offset >= 0 && offset < release.Text.Length
            ? ReleasePart.Of(release, offset, LongestPart)
            : throw new McpException($"\"offset\" is {offset}, outside the text of {release.Text.Length} characters. Begin at 0.");
    }

    [McpServerTool(
        Name = "ask_releases", Title = "Ask the press releases",
        ReadOnly = true, Destructive = false, Idempotent = false, OpenWorld = false, UseStructuredContent = true)]
    [Description(
        "Answers a question from the organisation's press releases, with citations whose quotes are verbatim. When answered is false the releases " +
        "do not say: tell the user so, and do not answer from elsewhere as if they did.")]
    public async Task<CitedAnswer> AskAsync(
        [Description("The question, in the user's words.")] string question,
        [Description("For a follow-up: the conversationId of the answer before.")] string? conversationId = null,
        [Description($"Only releases from this day on, {DayFormat}.")] string? from = null,
        [Description($"Only releases up to this day, {DayFormat}.")] string? to = null,
        [Description("Only releases of this issuer: its whole name.")] string? issuer = null,
        [Description("Only releases in this language: its two letters of ISO 639-1, such as en.")] string? language = null,
        CancellationToken cancellationToken = default)
    {
        var fields = new RequestFields();
        var asked = new AskRequest
        {
            Question = question,
            ConversationId = conversationId,
            Filters = new AskFilters { From = from, To = to, Issuer = issuer, Language = language },
        }.ToQuestion(fields, options.Value, new ClockOptions());
        Check(fields);
        await CheckMayAskAsync();
        using var turn = await EnterAsync(cancellationToken);
        var outcome = await Outcome.OfAsync(answering(asked, cancellationToken));
        return outcome.Answer is { } answer
            ? CitedAnswer.Of(answer)
            : throw new McpException($"{outcome.Failure!.Reason} {outcome.Failure.Remedy}");
    }

    private static void Check(RequestFields fields)
    {
        if (fields.Problem?.ProblemDetails is { } problem)
        {
            throw new McpException($"{problem.Detail} {problem.Extensions["remedy"]}");
        }
    }

    private async Task CheckMayAskAsync()
    {
        var request = accessor.HttpContext ?? throw new InvalidOperationException("Tools are called over HTTP.");
        var allowed = await authorization.AuthorizeAsync(request.User, request, Scopes.Ask);
        if (!allowed.Succeeded)
        {
            throw new McpException($"This key may search and not ask: it lacks the scope \"{Scopes.Ask}\". Use search_releases and get_release.");
        }
    }

    private async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        var lease = await gate.EnterAsync(cancellationToken);
        return lease.IsAcquired ? lease : throw new McpException($"{AnswerGate.Refusal} {AnswerGate.Remedy}");
    }
}

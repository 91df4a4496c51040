using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Index;
using ReleaseBot.Operations;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Cli;

/// <summary><c>bot ask QUESTION</c>: one answer, or a chat.</summary>
internal static class AskCommand
{
    private static readonly Argument<string[]> _question = new("QUESTION")
    {
        Description = "What to ask",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> _json = new("--json") { Description = "Print the API's JSON and nothing else" };

    private static readonly Option<bool> _interactive = new("--interactive", "-i")
    {
        Description = "Chat: follow-up questions refer to what was said; an empty line ends it",
    };

    /// <summary>The command.</summary>
    public static Command Create(CommandRun run)
    {
        var command = new Command("ask", "Answers a question, with citations") { _question, _json, _interactive, CommonOptions.NoSamples };
        command.SetAction((parsed, cancellationToken) => AskAsync(run, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> AskAsync(CommandRun run, ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = run.Terminal;
        var typed = parsed.GetValue(_question) ?? [];
        CommonOptions.RefuseUnknownOptions(parsed, typed);
        var words = string.Join(' ', typed).Trim();
        var isChat = parsed.GetValue(_interactive);
        if (words.Length == 0 && !isChat)
        {
            throw new UsageException("Ask something, for example: bot ask \"Who headed the delegation?\" (or bot ask -i for a chat).");
        }

        await using var services = run.CreateServices(parsed);
        var longest = services.GetRequiredService<IOptions<BotOptions>>().Value.MaxQuestionLength;
        if (words.Length > 0 && QuestionRules.Fault(words, longest) is var (fault, remedy))
        {
            throw new UsageException($"The question {fault}. {remedy}");
        }

        _ = Warming.BeginAsync(services, DateExpressions.MayHoldDate(words), cancellationToken);
        await SampleStart.OpenAsync(services, terminal, parsed.GetValue(CommonOptions.NoSamples), cancellationToken);
        var answering = services.GetRequiredService<AnswerQuestion>();
        if (isChat)
        {
            var writer = new Chat(answering, terminal, parsed.GetValue(_json), longest);
            return await writer.RunAsync(words, cancellationToken);
        }

        var outcome = await ShowAsync(answering(new Question(words, null, SearchFilter.None), cancellationToken), terminal, parsed.GetValue(_json), cancellationToken);
        return outcome.Answer is null ? ExitCodes.Failed : ExitCodes.Done;
    }

    /// <summary>Shows what becomes of a question: for people as it comes, as JSON when it is complete.</summary>
    public static async Task<Outcome> ShowAsync(IAsyncEnumerable<AnswerEvent> events, Terminal terminal, bool json, CancellationToken cancellationToken)
    {
        var outcome = json ? await Outcome.OfAsync(events) : await AnswerPrinter.WriteAsync(events, terminal, cancellationToken);
        if (outcome.Answer is not { } answer)
        {
            await terminal.Error.WriteLineAsync(TerminalText.Clean($"{outcome.Failure?.Reason} {outcome.Failure?.Remedy}"));
        }
        else if (json)
        {
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(answer, ApiJson.TypeInfo<Answer>()));
        }

        return outcome;
    }
}

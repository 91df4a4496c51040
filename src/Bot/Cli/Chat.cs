using ReleaseBot.Answers;
using ReleaseBot.Index;
using ReleaseBot.Operations;

namespace ReleaseBot.Cli;

/// <summary>A conversation on the terminal.</summary>
internal sealed class Chat(AnswerQuestion answering, Terminal terminal, bool json, int longestQuestion)
{
    private string? _conversationId;

    /// <summary>Asks <paramref name="first"/> (unless empty), then whatever is typed, until an empty line, "exit" or the end of input.</summary>
    public async Task<int> RunAsync(string first, CancellationToken cancellationToken)
    {
        if (first.Length > 0)
        {
            await AskAsync(first, cancellationToken);
        }

        while (await ReadAsync(cancellationToken) is { Length: > 0 } question && !IsFarewell(question))
        {
            if (QuestionRules.Fault(question, longestQuestion) is var (fault, remedy))
            {
                await terminal.Error.WriteLineAsync($"The question {fault}. {remedy}");
                continue;
            }

            await AskAsync(question, cancellationToken);
        }

        return ExitCodes.Done;
    }

    // One failed question does not end a conversation.
    private async Task AskAsync(string question, CancellationToken cancellationToken)
    {
        var events = answering(new Question(question, _conversationId, SearchFilter.None), cancellationToken);
        var outcome = await AskCommand.ShowAsync(events, terminal, json, cancellationToken);
        _conversationId = outcome.Answer?.ConversationId ?? _conversationId;
    }

    // The prompt goes to standard error, so that --json keeps standard output to itself.
    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        await terminal.Error.WriteAsync("\n> ");
        await terminal.Error.FlushAsync(cancellationToken);
        // Console input cannot be cancelled; leave its thread behind when the user presses Ctrl-C.
        var line = await Task.Run(terminal.In.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        return line?.Trim();
    }

    private static bool IsFarewell(string line) =>
        line.Equals("exit", StringComparison.OrdinalIgnoreCase) || line.Equals("quit", StringComparison.OrdinalIgnoreCase);
}

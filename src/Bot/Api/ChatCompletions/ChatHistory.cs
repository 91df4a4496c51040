using System.Collections.Immutable;
using ReleaseBot.Answers;
using ReleaseBot.Conversations;

namespace ReleaseBot.Api.ChatCompletions;

/// <summary>
/// Chat clients keep the conversation and send it whole with every question. Turns the bot still remembers are used with their
/// sources; of the others, and of edited ones, the words are.
/// </summary>
internal sealed class ChatHistory(ConversationStore conversations)
{
    // More than any setting remembers.
    private const int MostTurns = 50;

    /// <summary>The turns behind the exchanges, oldest first.</summary>
    public async Task<ImmutableArray<Turn>> RecallAsync(ImmutableArray<ChatExchange> exchanges, CancellationToken cancellationToken)
    {
        var turns = new List<Turn>();
        foreach (var exchange in exchanges.TakeLast(MostTurns))
        {
            var kept = exchange.Shown is null ? null : await conversations.FindAsync(exchange.Question, exchange.Shown, cancellationToken);
            turns.Add(kept ?? OfWords(exchange, turns));
        }

        return [.. turns];
    }

    /// <summary>Remembers an answer by what was shown of it.</summary>
    public Task KeepAsync(Answer answer, string shown, CancellationToken cancellationToken) =>
        conversations.KeepAsync(answer.ToTurn(), shown, cancellationToken);

    private static Turn OfWords(ChatExchange exchange, List<Turn> before) => new(
        exchange.Question,
        FollowUps.Resolve(exchange.Question, before).Standalone,
        exchange.Shown is not null,
        exchange.Shown ?? string.Empty,
        [],
        [],
        []);
}

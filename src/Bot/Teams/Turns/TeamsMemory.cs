using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using ReleaseBot.Conversations;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Turns;

/// <summary>
/// What is remembered of a Teams conversation, in the cache all replicas share: which of the bot's own conversations it is, whether it
/// was welcomed, and which message holds which answer. A cache that is away costs the memory, never an answer.
/// </summary>
internal sealed class TeamsMemory(IDistributedCache cache, ConversationStore conversations, ILogger<TeamsMemory> logger)
{
    private static readonly DistributedCacheEntryOptions _aMonth = new() { SlidingExpiration = TimeSpan.FromDays(30) };

    /// <summary>The bot's conversation for that of an activity, or null.</summary>
    public Task<string?> ConversationAsync(Activity activity, CancellationToken cancellationToken) =>
        ReadAsync(Key("conversation", activity), cancellationToken);

    /// <summary>Notes which of the bot's conversations it is.</summary>
    public Task RememberConversationAsync(Activity activity, string conversationId, CancellationToken cancellationToken) =>
        WriteAsync(Key("conversation", activity), conversationId, cancellationToken);

    /// <summary>Forgets what was said in the conversation.</summary>
    public async Task ForgetConversationAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (await ConversationAsync(activity, cancellationToken) is { } conversation)
        {
            await TryAsync(
                async () =>
                {
                    await conversations.ForgetAsync(conversation, cancellationToken);
                    await cache.RemoveAsync(Key("conversation", activity), cancellationToken);
                },
                cancellationToken);
        }
    }

    /// <summary>Whether a conversation is to be welcomed; from then on it counts as welcomed.</summary>
    public async Task<bool> MayWelcomeAsync(Activity activity, CancellationToken cancellationToken)
    {
        var key = Key("welcomed", activity);
        if (await ReadAsync(key, cancellationToken) is not null)
        {
            return false;
        }

        await WriteAsync(key, "yes", cancellationToken);
        return true;
    }

    /// <summary>Forgets the conversation altogether, since the bot was removed from it.</summary>
    public async Task LeaveAsync(Activity activity, CancellationToken cancellationToken)
    {
        await ForgetConversationAsync(activity, cancellationToken);
        await TryAsync(() => cache.RemoveAsync(Key("welcomed", activity), cancellationToken), cancellationToken);
        await TryAsync(() => cache.RemoveAsync(Key("answer", activity), cancellationToken), cancellationToken);
    }

    /// <summary>Notes which answer belongs to messages (the question's and the answer's), and that it is the conversation's last.</summary>
    public async Task RememberAnswerAsync(
        Activity activity,
        IEnumerable<string?> messageIds,
        string answerId,
        CancellationToken cancellationToken)
    {
        await WriteAsync(Key("answer", activity), answerId, cancellationToken);
        foreach (var messageId in messageIds.Where(id => !string.IsNullOrEmpty(id)))
        {
            await WriteAsync(Key("answer", activity, messageId), answerId, cancellationToken);
        }
    }

    /// <summary>The answer that belongs to a message; without a message, the conversation's last.</summary>
    public Task<string?> AnswerAsync(Activity activity, string? messageId, CancellationToken cancellationToken) => ReadAsync(
        string.IsNullOrEmpty(messageId) ? Key("answer", activity) : Key("answer", activity, messageId), cancellationToken);

    // The channel's ids are hashed: they are long, foreign, and name people.
    private static string Key(string kind, Activity activity, string? messageId = null)
    {
        var name = $"{activity.ChannelId}\n{activity.Conversation?.Id}\n{messageId}";
        return $"teams:{kind}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}";
    }

    private async Task<string?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        string? value = null;
        await TryAsync(async () => value = await cache.GetStringAsync(key, cancellationToken), cancellationToken);
        return value;
    }

    private Task WriteAsync(string key, string value, CancellationToken cancellationToken) =>
        TryAsync(() => cache.SetStringAsync(key, value, _aMonth, cancellationToken), cancellationToken);

    private async Task TryAsync(Func<Task> use, CancellationToken cancellationToken)
    {
        try
        {
            await use();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.CacheFailed(logger, exception);
        }
    }
}

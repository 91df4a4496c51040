using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Conversations;

/// <summary>
/// Remembers the last turns of each conversation in the <see cref="IDistributedCache"/>, so that any replica can answer a follow-up.
/// A cache that is away costs the memory of conversations, never an answer.
/// </summary>
/// <remarks>Two questions of one conversation at the same time may cost it one of the two turns.</remarks>
public sealed class ConversationStore(IDistributedCache cache, IOptions<ConversationOptions> options, ILogger<ConversationStore> logger)
{
    private const int IdBytes = 16;
    private const int MaxItems = 10;
    private const string ConversationPrefix = "conversation:";
    private const string ExchangePrefix = "exchange:";

    /// <summary>The conversation of that id; a new one when the id is null, malformed, unknown or expired.</summary>
    public async Task<Conversation> OpenAsync(string? conversationId, CancellationToken cancellationToken)
    {
        if (!IsId(conversationId))
        {
            return New();
        }
        var turns = await ReadAsync(ConversationPrefix + conversationId, cancellationToken).ConfigureAwait(false);
        return turns.IsEmpty ? New() : new(conversationId!, turns);
    }

    /// <summary>A new conversation that goes on from turns known elsewhere, oldest first; what exceeds the bounds of the options is cut.</summary>
    public Conversation Continue(IEnumerable<Turn> turns) => New() with { Turns = [.. turns.TakeLast(options.Value.MaxTurns).Select(Bounded)] };

    /// <summary>Remembers one more turn and returns the conversation with it; what exceeds the bounds of the options is cut.</summary>
    public async Task<Conversation> AppendAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(turn);
        var key = ConversationPrefix + conversation.Id;
        var stored = await ReadAsync(key, cancellationToken).ConfigureAwait(false);
        var known = stored.IsEmpty ? conversation.Turns : stored;
        ImmutableArray<Turn> turns = [.. known.Append(Bounded(turn)).TakeLast(options.Value.MaxTurns)];
        await WriteAsync(key, turns, cancellationToken).ConfigureAwait(false);
        return conversation with { Turns = turns };
    }

    /// <summary>
    /// Remembers a turn by its own words, for clients that keep the conversation themselves and send it back as text:
    /// <paramref name="shown"/> is the whole answer as they saw it.
    /// </summary>
    public Task KeepAsync(Turn turn, string shown, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        return WriteAsync(ExchangeKey(turn.Question, shown), [Bounded(turn)], cancellationToken);
    }

    /// <summary>The turn that <see cref="KeepAsync"/> remembers under these words; null when it is unknown or expired.</summary>
    public async Task<Turn?> FindAsync(string question, string shown, CancellationToken cancellationToken) =>
        (await ReadAsync(ExchangeKey(question, shown), cancellationToken).ConfigureAwait(false)).LastOrDefault();

    /// <summary>Forgets a conversation; nothing happens when there is none.</summary>
    public Task ForgetAsync(string conversationId, CancellationToken cancellationToken) =>
        IsId(conversationId) ? cache.RemoveAsync(ConversationPrefix + conversationId, cancellationToken) : Task.CompletedTask;

    private static Conversation New() => new(RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true), []);

    private static bool IsId(string? id) => id is { Length: IdBytes * 2 } && id.All(char.IsAsciiHexDigitLower);

    // Clients trim what they keep; the length parts the two texts.
    private static string ExchangeKey(string question, string shown) => ExchangePrefix + Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{question.Trim().Length}:{question.Trim()}{shown.Trim()}")));

    private async Task<ImmutableArray<Turn>> ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var stored = await cache.GetAsync(key, cancellationToken).ConfigureAwait(false);
            return stored is null ? [] : [.. JsonSerializer.Deserialize(stored, TurnsJson.Default.TurnArray) ?? []];
        }
        catch (JsonException exception)
        {
            Log.Unreadable(logger, exception); // written by another version; the conversation begins anew
            return [];
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.CacheFailed(logger, exception);
            return [];
        }
    }

    private async Task WriteAsync(string key, ImmutableArray<Turn> turns, CancellationToken cancellationToken)
    {
        try
        {
            var json = JsonSerializer.SerializeToUtf8Bytes([.. turns], TurnsJson.Default.TurnArray);
            var expiry = new DistributedCacheEntryOptions { SlidingExpiration = options.Value.Expiry };
            await cache.SetAsync(key, json, expiry, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Log.CacheFailed(logger, exception);
        }
    }

    private Turn Bounded(Turn turn) => turn with
    {
        Question = Cut(turn.Question),
        StandaloneQuestion = Cut(turn.StandaloneQuestion),
        AnswerText = Cut(turn.AnswerText),
        Spans = Cut(turn.Spans),
        ReleaseTitles = Cut(turn.ReleaseTitles),
        ReleaseIds = turn.ReleaseIds.IsDefault ? [] : [.. turn.ReleaseIds.Take(MaxItems)],
    };

    private ImmutableArray<string> Cut(ImmutableArray<string> texts) => texts.IsDefault ? [] : [.. texts.Take(MaxItems).Select(Cut)];

    private string Cut(string text)
    {
        var max = options.Value.MaxTextLength;
        if (text.Length <= max)
        {
            return text;
        }
        return text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];
    }
}

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Turn[]))]
internal sealed partial class TurnsJson : JsonSerializerContext;

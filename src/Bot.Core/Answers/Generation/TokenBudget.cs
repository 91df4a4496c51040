using ReleaseBot.Diagnostics;

namespace ReleaseBot.Answers.Generation;

/// <summary>Counts calls and tokens by minute, by day and by conversation, and forbids a call that would exceed a limit.</summary>
internal sealed class TokenBudget(LlmOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Window _minute = new(TimeSpan.FromMinutes(1));
    private readonly Window _day = new(TimeSpan.FromDays(1));
    private readonly Dictionary<string, long> _conversations = new(StringComparer.Ordinal);

    /// <summary>Reserves one call of at most <paramref name="tokens"/> tokens.</summary>
    /// <exception cref="ModelFault">A limit would be exceeded; the message names it and when it frees up.</exception>
    public void Reserve(string conversationId, long tokens)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_day.Turn(now))
            {
                _conversations.Clear();
            }

            _minute.Turn(now);
            var used = _conversations.GetValueOrDefault(conversationId);
            Check(nameof(LlmOptions.CallsPerMinute), _minute.Calls + 1, options.CallsPerMinute, _minute.End);
            Check(nameof(LlmOptions.CallsPerDay), _day.Calls + 1, options.CallsPerDay, _day.End);
            Check(nameof(LlmOptions.TokensPerMinute), _minute.Tokens + tokens, options.TokensPerMinute, _minute.End);
            Check(nameof(LlmOptions.TokensPerDay), _day.Tokens + tokens, options.TokensPerDay, _day.End);
            Check(nameof(LlmOptions.TokensPerConversation), used + tokens, options.TokensPerConversation, _day.End);
            Add(conversationId, 1, tokens);
        }
    }

    /// <summary>Waits until this minute, or the next, has room for some calls of at most <paramref name="tokens"/> tokens together; the other limits are not waited for.</summary>
    public async Task WaitAsync(int calls, long tokens, CancellationToken cancellationToken)
    {
        while (FullUntil(calls, tokens) is { } end)
        {
            await Task.Delay(end, time, cancellationToken);
        }
    }

    /// <summary>Replaces what was reserved by what was used.</summary>
    public void Settle(string conversationId, long reserved, long promptTokens, long answerTokens)
    {
        lock (_lock)
        {
            Add(conversationId, 0, promptTokens + answerTokens - reserved);
        }

        LlmMetrics.Tokens.Add(promptTokens, new KeyValuePair<string, object?>("kind", "prompt"));
        LlmMetrics.Tokens.Add(answerTokens, new KeyValuePair<string, object?>("kind", "answer"));
    }

    // How long the minute goes on in which there is no room; null when there is. An empty minute has room for whatever is allowed at all.
    private TimeSpan? FullUntil(int calls, long tokens)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _minute.Turn(now);
            var isFull = (options.CallsPerMinute > 0 && _minute.Calls + calls > options.CallsPerMinute)
                || (options.TokensPerMinute > 0 && _minute.Tokens + tokens > options.TokensPerMinute);
            return isFull && _minute.Calls > 0 ? _minute.End - now : null;
        }
    }

    private void Add(string conversationId, int calls, long tokens)
    {
        _minute.Add(calls, tokens);
        _day.Add(calls, tokens);
        _conversations[conversationId] = Math.Max(0, _conversations.GetValueOrDefault(conversationId) + tokens);
    }

    private static void Check(string setting, long wanted, long limit, DateTimeOffset end)
    {
        if (limit == 0 || wanted <= limit)
        {
            return;
        }

        LlmMetrics.Refused.Add(1, new KeyValuePair<string, object?>("limit", setting));
        throw new ModelFault("budget", $"The limit Llm:{setting} ({limit}) is used up until {end:yyyy-MM-dd HH:mm:ss} UTC.");
    }

    /// <summary>A stretch of time that begins on a whole multiple of its length.</summary>
    private sealed class Window(TimeSpan length)
    {
        private DateTimeOffset _start;

        public long Calls { get; private set; }

        public long Tokens { get; private set; }

        public DateTimeOffset End => _start + length;

        /// <summary>Begins anew when its time is over; whether it did.</summary>
        public bool Turn(DateTimeOffset now)
        {
            if (now >= _start && now < End)
            {
                return false;
            }

            _start = new DateTimeOffset(now.Ticks - (now.Ticks % length.Ticks), TimeSpan.Zero);
            (Calls, Tokens) = (0, 0);
            return true;
        }

        public void Add(int calls, long tokens) => (Calls, Tokens) = (Calls + calls, Math.Max(0, Tokens + tokens));
    }
}

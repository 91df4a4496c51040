using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using ReleaseBot.Diagnostics;

namespace ReleaseBot.Answers.Generation;

public sealed class TokenBudgetTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 15, 12, 0, 30, TimeSpan.Zero));

    [Fact]
    public void Calls_of_a_minute_are_limited_until_the_minute_is_over()
    {
        var budget = Budget(options => options.CallsPerMinute = 2);
        budget.Reserve("a", 10);
        budget.Reserve("b", 10);

        var fault = Assert.Throws<ModelFault>(() => budget.Reserve("c", 10));
        Assert.Equal("budget", fault.Reason);
        Assert.Contains("Llm:CallsPerMinute (2) is used up until 2026-01-15 12:01:00 UTC", fault.Message, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Throws<ModelFault>(() => budget.Reserve("c", 10));
        _time.Advance(TimeSpan.FromSeconds(1));
        budget.Reserve("c", 10);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(0, 100)]
    public async Task Whoever_has_the_time_can_wait_for_the_next_minute(int calls, long tokens)
    {
        var budget = Budget(options => (options.CallsPerMinute, options.TokensPerMinute) = (calls, tokens));
        await budget.WaitAsync(2, 100, TestContext.Current.CancellationToken);
        budget.Reserve("a", 50);

        var waiting = budget.WaitAsync(2, 100, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        await waiting.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_no_minute_has_room_for_is_not_waited_for()
    {
        var budget = Budget(options => options.CallsPerMinute = 1);
        await budget.WaitAsync(2, 100, TestContext.Current.CancellationToken);
        budget.Reserve("a", 50);
        using var stop = new CancellationTokenSource();

        var waiting = budget.WaitAsync(2, 100, stop.Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        await waiting.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        budget.Reserve("a", 50);
        waiting = budget.WaitAsync(2, 100, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Theory]
    [InlineData("CallsPerDay", "2026-01-16 00:00:00")]
    [InlineData("TokensPerMinute", "2026-01-15 12:01:00")]
    [InlineData("TokensPerDay", "2026-01-16 00:00:00")]
    [InlineData("TokensPerConversation", "2026-01-16 00:00:00")]
    public void Every_limit_is_named_when_it_is_reached(string setting, string until)
    {
        var budget = Budget(options =>
        {
            options.CallsPerDay = setting == "CallsPerDay" ? 1 : 0;
            options.TokensPerMinute = setting == "TokensPerMinute" ? 100 : 0;
            options.TokensPerDay = setting == "TokensPerDay" ? 100 : 0;
            options.TokensPerConversation = setting == "TokensPerConversation" ? 100 : 0;
        });
        budget.Reserve("a", 100);

        var fault = Assert.Throws<ModelFault>(() => budget.Reserve("a", 1));
        Assert.Contains($"Llm:{setting} (", fault.Message, StringComparison.Ordinal);
        Assert.Contains(until, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_reserved_and_not_used_is_given_back()
    {
        var budget = Budget(options => options.TokensPerDay = 100);
        budget.Reserve("a", 100);
        budget.Settle("a", 100, 10, 5);

        budget.Reserve("a", 85);
        Assert.Throws<ModelFault>(() => budget.Reserve("a", 1));
    }

    [Fact]
    public void Conversation_pays_for_itself_alone_and_begins_anew_each_day()
    {
        var budget = Budget(options => options.TokensPerConversation = 100);
        budget.Reserve("a", 100);

        budget.Reserve("b", 100);
        Assert.Throws<ModelFault>(() => budget.Reserve("a", 1));
        _time.Advance(TimeSpan.FromHours(12));
        budget.Reserve("a", 100);
    }

    [Fact]
    public void No_limit_is_no_limit()
    {
        var budget = Budget(_ => { });

        for (var i = 0; i < 1000; i++)
        {
            budget.Reserve("a", 1_000_000);
        }
    }

    [Fact]
    public void Tokens_and_refusals_are_metrics()
    {
        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == Telemetry.Name && instrument.Name.StartsWith("bot.llm", StringComparison.Ordinal))
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            lock (seen)
            {
                var key = $"{instrument.Name} {tags[0].Value}";
                seen[key] = seen.GetValueOrDefault(key) + value;
            }
        });
        listener.Start();
        var budget = Budget(options => options.TokensPerDay = 123_457);
        budget.Reserve("a", 123_457);
        budget.Settle("a", 123_457, 123_400, 57);
        Assert.Throws<ModelFault>(() => budget.Reserve("a", 1));

        Assert.True(seen["bot.llm.tokens prompt"] >= 123_400);
        Assert.True(seen["bot.llm.tokens answer"] >= 57);
        Assert.True(seen["bot.llm.refused TokensPerDay"] >= 1);
    }

    private TokenBudget Budget(Action<LlmOptions> set)
    {
        var options = new LlmOptions { CallsPerMinute = 0, CallsPerDay = 0, TokensPerMinute = 0, TokensPerDay = 0, TokensPerConversation = 0 };
        set(options);
        return new TokenBudget(options, _time);
    }
}

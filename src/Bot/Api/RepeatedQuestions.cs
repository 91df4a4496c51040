using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers;

namespace ReleaseBot.Api;

/// <summary>
/// Lets a request that is sent again get the answer of the first: one that comes while the first is answered waits for it, and one
/// within <see cref="ApiOptions.RepeatWindow"/> after it gets the same events. What failed or was abandoned is not kept.
/// </summary>
internal sealed class RepeatedQuestions(IOptions<ApiOptions> options, TimeProvider time) : IDisposable
{
    // About 16 MB of text in all; past it, answers are forgotten early.
    private const long MostCharacters = 8 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, QuestionClaim> _running = new(StringComparer.Ordinal);
    private readonly MemoryCache _answered = new(new MemoryCacheOptions { SizeLimit = MostCharacters, Clock = new Clock(time) });

    /// <summary>Claims the key for the question; a request without a key is always the first.</summary>
    public async Task<QuestionClaim> ClaimAsync(string? key, Question question, CancellationToken cancellationToken)
    {
        var mine = new QuestionClaim(question, (claim, events) => Finish(key, claim, events));
        if (key is null)
        {
            return mine;
        }

        while (true)
        {
            var first = _running.GetOrAdd(key, mine);
            if (first == mine)
            {
                return Recall(key, mine);
            }

            if (first.Question != question)
            {
                return QuestionClaim.Conflict(question);
            }

            // Null when the first one failed or left; then the next in line takes its place.
            if (await first.Finished.WaitAsync(cancellationToken) is { } events)
            {
                return QuestionClaim.Repeat(question, events);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _answered.Dispose();

    private QuestionClaim Recall(string key, QuestionClaim mine)
    {
        if (!_answered.TryGetValue(key, out Kept? kept) || kept is null)
        {
            return mine;
        }

        mine.Dispose();
        return kept.Question == mine.Question ? QuestionClaim.Repeat(mine.Question, kept.Events) : QuestionClaim.Conflict(mine.Question);
    }

    private void Finish(string? key, QuestionClaim claim, ImmutableArray<AnswerEvent>? events)
    {
        if (key is null)
        {
            return;
        }

        // Kept before it leaves the running ones, so that no request falls between the two.
        if (events is { } all)
        {
            _answered.Set(key, new Kept(claim.Question, all), new MemoryCacheEntryOptions
            {
                AbsoluteExpirationRelativeToNow = options.Value.RepeatWindow,
                Size = all.Sum(Characters),
            });
        }

        _running.TryRemove(KeyValuePair.Create(key, claim));
    }

    private static long Characters(AnswerEvent happened) => 256 + happened switch
    {
        AnswerEvent.TextDelta delta => delta.Text.Length,
        AnswerEvent.Cited cited => cited.Citation.Quote.Length,
        AnswerEvent.Completed completed => completed.Answer.Text.Length,
        _ => 0,
    };

    private sealed record Kept(Question Question, ImmutableArray<AnswerEvent> Events);

    private sealed class Clock(TimeProvider time) : ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}

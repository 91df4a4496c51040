using System.Collections.Immutable;
using Dapper;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers;

namespace ReleaseBot.Operations;

/// <summary>
/// Answers remembered by id for <see cref="FeedbackOptions.Retention"/>, and what people thought of them. Nothing older is ever given
/// out, whether it is deleted already or not.
/// </summary>
/// <exception cref="OperationsException">Every member throws it when the file cannot be used.</exception>
internal sealed class FeedbackStore(OperationsFile file, IOptions<FeedbackOptions> options, TimeProvider time)
{
    /// <summary>Whether anything is remembered at all.</summary>
    public bool IsOn => options.Value.Retention > TimeSpan.Zero;

    private long OldestKept => (time.GetUtcNow() - options.Value.Retention).ToUnixTimeMilliseconds();

    /// <summary>Remembers an answer, so that it can be rated; the same id again replaces what was remembered.</summary>
    public async Task RememberAsync(Answer answer, CancellationToken cancellationToken)
    {
        if (IsOn)
        {
            await file.UseAsync(
                connection => connection.ExecuteAsync(new CommandDefinition(
                    """
                    INSERT INTO answers VALUES (@Id, @Asked, @Question, @Standalone, @Answered, @Shown, @Releases, @Clock)
                    ON CONFLICT(id) DO UPDATE SET asked = @Asked, question = @Question, standalone = @Standalone, answered = @Answered,
                        shown = @Shown, releases = @Releases, clock = @Clock
                    """,
                    AnswerRow.Of(answer, time.GetLocalNow()),
                    cancellationToken: cancellationToken)),
                cancellationToken);
        }
    }

    /// <summary>Keeps a rating, in place of an earlier one of the same answer; false when no such answer is remembered.</summary>
    public async Task<bool> AddAsync(Feedback feedback, CancellationToken cancellationToken) => IsOn && 0 < await file.UseAsync(
        connection => connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO feedback SELECT id, @Channel, @Helpful, @Comment, @Time FROM answers WHERE id = @AnswerId AND asked >= @OldestKept
            ON CONFLICT(answer_id) DO UPDATE SET channel = @Channel, helpful = @Helpful, comment = @Comment, time = @Time
            """,
            new
            {
                feedback.AnswerId,
                feedback.Channel,
                feedback.Helpful,
                Comment = Bounded(feedback.Comment),
                Time = feedback.Time.ToUnixTimeMilliseconds(),
                OldestKept,
            },
            cancellationToken: cancellationToken)),
        cancellationToken);

    /// <summary>Questions without an answer, the last asked first; the same words count as one question.</summary>
    public async Task<ImmutableArray<UnansweredQuestion>> ListUnansweredAsync(int limit, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync<AnswerRow, long, UnansweredQuestion>(
            $"""
            SELECT {AnswerRow.Columns}, a.times FROM (
                SELECT *, count(*) OVER (PARTITION BY lower(standalone)) AS times,
                    row_number() OVER (PARTITION BY lower(standalone) ORDER BY asked DESC, id) AS place
                FROM answers WHERE answered = 0 AND asked >= @OldestKept) a
            WHERE a.place = 1 ORDER BY a.asked DESC LIMIT @limit
            """,
            limit,
            "times",
            (row, times) => new UnansweredQuestion(row.ToAnswer(), (int)times),
            cancellationToken);
        return [.. rows];
    }

    /// <summary>Answers with a thumbs-down, the last rated first.</summary>
    public async Task<ImmutableArray<RatedAnswer>> ListLowRatedAsync(int limit, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync<AnswerRow, FeedbackRow, RatedAnswer>(
            $"""
            SELECT {AnswerRow.Columns}, f.channel, f.helpful, f.comment, f.time
            FROM answers a JOIN feedback f ON f.answer_id = a.id
            WHERE f.helpful = 0 AND a.asked >= @OldestKept ORDER BY f.time DESC LIMIT @limit
            """,
            limit,
            "channel",
            (row, rating) => new RatedAnswer(row.ToAnswer(), rating.ToFeedback(row.Id)),
            cancellationToken);
        return [.. rows];
    }

    /// <summary>Forgets an answer, the same question without an answer asked at other times, and their ratings; false when there is none.</summary>
    public async Task<bool> ForgetAsync(string answerId, CancellationToken cancellationToken) => file.Exists && 0 < await file.UseAsync(
        connection => connection.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM answers WHERE id = @answerId OR (answered = 0 AND lower(standalone) =
                (SELECT lower(standalone) FROM answers WHERE id = @answerId AND answered = 0))
            """,
            new { answerId },
            cancellationToken: cancellationToken)),
        cancellationToken);

    /// <summary>Deletes what is older than the retention, and what exceeds <see cref="FeedbackOptions.MaxAnswers"/>; returns how many answers.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken) => !file.Exists ? 0 : await file.UseAsync(
        connection => connection.ExecuteAsync(new CommandDefinition(
            """
            DELETE FROM answers WHERE asked < @OldestKept;
            DELETE FROM answers WHERE id IN (
                SELECT a.id FROM answers a LEFT JOIN feedback f ON f.answer_id = a.id ORDER BY f.answer_id IS NULL, a.asked DESC
                LIMIT -1 OFFSET @MaxAnswers);
            """,
            new { OldestKept, options.Value.MaxAnswers },
            cancellationToken: cancellationToken)),
        cancellationToken);

    private async Task<IEnumerable<TResult>> QueryAsync<TFirst, TSecond, TResult>(
        string sql,
        int limit,
        string splitOn,
        Func<TFirst, TSecond, TResult> combine,
        CancellationToken cancellationToken) => !file.Exists ? [] : await file.UseAsync(
        connection => connection.QueryAsync(
            new CommandDefinition(sql, new { OldestKept, limit }, cancellationToken: cancellationToken), combine, splitOn),
        cancellationToken);

    private static string? Bounded(string? comment) =>
        string.IsNullOrWhiteSpace(comment) ? null
        : comment.Length <= Feedback.LongestComment ? comment
        : comment[..Feedback.LongestComment];

    private sealed record FeedbackRow(string Channel, long Helpful, string? Comment, long Time)
    {
        public Feedback ToFeedback(string answerId) => new(answerId, Channel, Helpful != 0, Comment, DateTimeOffset.FromUnixTimeMilliseconds(Time));
    }
}

using System.Globalization;
using ReleaseBot.Answers;

namespace ReleaseBot.Operations;

/// <summary>A remembered answer as the table has it; times are Unix milliseconds, releases one a line.</summary>
internal sealed record AnswerRow(
    string Id,
    long Asked,
    string Question,
    string Standalone,
    long Answered,
    string Shown,
    string Releases,
    string? Clock)
{
    /// <summary>The columns, in the order of the parameters.</summary>
    public const string Columns = "a.id, a.asked, a.question, a.standalone, a.answered, a.shown, a.releases, a.clock";

    /// <summary>The row of <paramref name="answer"/>, given at <paramref name="now"/>.</summary>
    public static AnswerRow Of(Answer answer, DateTimeOffset now)
    {
        var releases = answer.Answered ? answer.Citations.Select(citation => citation.ReleaseId) : answer.Nearest.Select(release => release.Id);
        var speaksOfDates = answer.Filters.Latest || !answer.Filters.Words.IsDefaultOrEmpty;
        return new AnswerRow(
            answer.Id,
            now.ToUnixTimeMilliseconds(),
            answer.Question,
            answer.StandaloneQuestion,
            answer.Answered ? 1 : 0,
            answer.Text,
            string.Join('\n', releases.Distinct(StringComparer.Ordinal)),
            speaksOfDates ? DateOnly.FromDateTime(now.Date).ToString("O", CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The answer of the row.</summary>
    public RememberedAnswer ToAnswer() => new(
        Id,
        DateTimeOffset.FromUnixTimeMilliseconds(Asked),
        Question,
        Standalone,
        Answered != 0,
        Shown,
        [.. Releases.Split('\n', StringSplitOptions.RemoveEmptyEntries)],
        Clock is null ? null : DateOnly.ParseExact(Clock, "O", CultureInfo.InvariantCulture));
}

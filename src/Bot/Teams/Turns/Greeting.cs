using System.Globalization;
using ReleaseBot.Index;
using ReleaseBot.Operations;
using ReleaseBot.Teams.Protocol;
using ReleaseBot.Teams.Replies;

namespace ReleaseBot.Teams.Turns;

/// <summary>What the bot says of itself: as a welcome, and when asked for help.</summary>
internal sealed class Greeting(IPassageIndex index, ExampleQuestions examples, ILogger<Greeting> logger)
{
    private const string Introduction =
        "I answer questions from the organisation's press releases. Each answer is quoted from a release and says which; where the releases do not say, I say so.";

    /// <summary>The greeting, with questions to try in a personal chat.</summary>
    public async Task<Activity> ToAsync(Activity activity, CancellationToken cancellationToken)
    {
        var (stored, questions) = await AboutAsync(cancellationToken);
        List<string> lines = [$"**Hello!** {Introduction}"];
        if (stored is { Releases: > 0 })
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"I know {stored.Releases:N0} releases{Range(stored)}."));
        }

        lines.Add(activity.IsPersonal()
            ? "Ask in your own words; a follow-up question may refer to the one before. Say **start over** to change the subject, **latest** for the newest releases, **help** for this."
            : "Mention me with your question; a follow-up in the same thread may refer to the one before. Mention me with **start over**, **latest** or **help** for those.");
        return AnswerMessages.Plain(string.Join("\n\n", lines), activity, questions);
    }

    private static string Range(IndexStatistics stored) => stored is { Oldest: { } oldest, Newest: { } newest }
        ? string.Create(CultureInfo.InvariantCulture, $" from {oldest:d MMMM yyyy} to {newest:d MMMM yyyy}")
        : string.Empty;

    // A greeting without figures is better than none.
    private async Task<(IndexStatistics? Stored, IReadOnlyList<string> Questions)> AboutAsync(CancellationToken cancellationToken)
    {
        try
        {
            await index.OpenAsync(cancellationToken);
            return (await index.GetStatisticsAsync(cancellationToken), await examples.ListAsync(cancellationToken));
        }
        catch (IndexException exception)
        {
            Log.NotAnswered(logger, exception.Message);
            return (null, []);
        }
    }
}

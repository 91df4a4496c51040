using System.Collections.Immutable;

namespace ReleaseBot.Retrieval;

/// <summary>
/// Reads the dates of a question. A date excludes releases only where the question speaks of publication ("the March 2024 press
/// release", "what was announced in 2023") or of a state of knowledge ("as of June 2022"); every other date is a preference,
/// for the matter is announced before it happens and reported after.
/// </summary>
public sealed class DateExpressions
{
    // an event is announced at most about this far ahead, in days; later dates ("the 2030 Agenda") are goals
    private const int Ahead = 400;

    // months a yearless or bare date can be shifted by must stay inside the calendar
    private static readonly DateOnly Earliest = new(3, 1, 1);
    private static readonly DateOnly Latest = new(9990, 1, 1);

    private readonly Recognizer _recognizer = new();

    /// <summary>
    /// Whether <see cref="Read"/> would need the recognizer for this question; the first time that costs some hundred milliseconds,
    /// so a host that answers a single question warms only then.
    /// </summary>
    public static bool MayHoldDate(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return DateWords.MayHoldDate().IsMatch(question);
    }

    /// <summary>Builds the recognizer ahead of the first question; blocks for some hundred milliseconds, best on a thread of its own.</summary>
    public void Warm() => _recognizer.Warm();

    /// <summary>
    /// The limits that the question's words set, as seen on <paramref name="today"/>. <see cref="AppliedFilters.Preference"/> is true
    /// when the dates only rank; with it false, <see cref="AppliedFilters.From"/> and <see cref="AppliedFilters.To"/> exclude.
    /// Never throws on any text.
    /// </summary>
    public AppliedFilters Read(string question, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(question);
        today = today < Earliest ? Earliest : today > Latest ? Latest : today;
        var latest = LatestWords.In(question).ToImmutableArray();
        var filters = AppliedFilters.None with { Latest = latest.Length > 0, Words = latest };
        if (!MayHoldDate(question))
        {
            return filters;
        }
        var chosen = DateMentions.Find(_recognizer, question, today)
            .Where(mention => mention.Range.From <= today.AddDays(Ahead))
            .Select(mention => (Mention: mention, Hard: mention.Relation == DateRelation.AsOf || PublicationCues.Present(question, mention)))
            .OrderByDescending(candidate => candidate.Hard)
            .ThenBy(candidate => candidate.Mention.Relation is DateRelation.Before or DateRelation.After or DateRelation.Since)
            .ThenBy(candidate => candidate.Mention.Range.Days)
            .ThenByDescending(candidate => candidate.Mention.Start)
            .FirstOrDefault();
        return chosen.Mention is null ? filters : Apply(filters, question, chosen.Mention, chosen.Hard);
    }

    private static AppliedFilters Apply(AppliedFilters filters, string question, DateMention mention, bool hard)
    {
        var (from, to) = mention.Relation switch
        {
            DateRelation.AsOf => ((DateOnly?)null, (DateOnly?)mention.Range.To),
            DateRelation.Before => (null, mention.Range.From.AddDays(-1)),
            DateRelation.After => (mention.Range.To.AddDays(1), null),
            DateRelation.Since => (mention.Range.From, null),
            _ => (mention.Range.From, mention.Range.To),
        };
        var words = question[mention.Start..mention.End].Trim();
        return filters with { From = from, To = to, Preference = !hard, Words = filters.Words.Add(words) };
    }
}

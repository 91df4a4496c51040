using System.Text.RegularExpressions;

namespace ReleaseBot.Retrieval;

/// <summary>Finds the dates of a question with the words that say how they are meant.</summary>
internal static class DateMentions
{
    // a decade or a century is what something is about
    private const int MaxDays = (3 * 366) + 1;

    /// <summary>The dates, in order of appearance, those that say nothing about when a release came out left aside.</summary>
    public static IReadOnlyList<DateMention> Find(Recognizer recognizer, string question, DateOnly today)
    {
        var seasons = Seasons(question, today);
        var masked = Mask(question, seasons);
        var dates = recognizer.Find(masked, today).Select(date => new DateMention(date.Start, date.End, date.Range, date.HasYear));
        var atoms = seasons.Concat(dates)
            .OrderBy(atom => atom.Start)
            .Select(atom => WithPart(question, atom))
            .Where(atom => !IsAmount(question, atom))
            .ToList();
        return [.. Join(question, atoms)
            .Where(atom => atom.Range.Days <= MaxDays && (atom.HasYear || DateWords.YearlessLead().IsMatch(question[..atom.Start])))
            .Select(atom => WithRelation(question, atom))
            .Where(atom => atom.Relation != DateRelation.Deadline)];
    }

    private static List<DateMention> Seasons(string question, DateOnly today)
    {
        var found = new List<DateMention>();
        foreach (Match match in DateWords.Season().Matches(question))
        {
            var month = match.Groups["name"].Value.ToUpperInvariant() switch { "SPRING" => 3, "SUMMER" => 6, "WINTER" => 12, _ => 9 };
            if (match.Groups["year"].Success)
            {
                var year = int.Parse(match.Groups["year"].Value);
                found.Add(new(match.Groups["name"].Index, match.Index + match.Length, DateRange.Season(month, year), true));
            }
            else if (match.Groups["when"].Success && today.Year > 1)
            {
                var range = DateRange.Season(month, today.Year);
                range = range.From <= today ? range : DateRange.Season(month, today.Year - 1);
                found.Add(new(match.Index, match.Index + match.Length, range, true));
            }
            else if (NextYear(question, match.Index + match.Length) is { } borrowed)
            {
                found.Add(new(match.Index, match.Index + match.Length, DateRange.Season(month, borrowed), true));
            }
        }
        return found;
    }

    // "between spring and autumn 2023": the first season takes the year of the second
    private static int? NextYear(string question, int after)
    {
        var next = DateWords.Season().Match(question, after);
        return next.Success && next.Groups["year"].Success && DateWords.Joint().IsMatch(question[after..next.Index])
            ? int.Parse(next.Groups["year"].Value)
            : null;
    }

    private static string Mask(string question, List<DateMention> seasons)
    {
        var masked = question.ToCharArray();
        void Hide(int start, int length) => masked.AsSpan(start, length).Fill(' ');
        foreach (var season in seasons)
        {
            Hide(season.Start, season.End - season.Start);
        }
        foreach (var pattern in new[] { DateWords.YearSpan(), DateWords.Cues(), DateWords.Verbs() })
        {
            foreach (var match in pattern.EnumerateMatches(question))
            {
                Hide(match.Index, match.Length);
            }
        }
        return new string(masked);
    }

    private static DateMention WithPart(string question, DateMention mention)
    {
        var part = DateWords.Part().Match(question[..mention.Start]);
        if (!part.Success)
        {
            return mention;
        }
        var which = part.Groups["early"].Success ? 0 : part.Groups["mid"].Success ? 1 : 2;
        return mention with { Start = part.Index, Range = mention.Range.Third(which) };
    }

    private static bool IsAmount(string question, DateMention mention)
    {
        var words = question.AsSpan(mention.Start, mention.End - mention.Start).Trim();
        if (words.Length == 4 && words.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return DateWords.NoYearBefore().IsMatch(question[..mention.Start]) || DateWords.NoYearAfter().IsMatch(question[mention.End..]);
        }
        // "the previous year" counts from a date in the question, "the last few years" from nowhere
        return words.StartsWith("previous", StringComparison.OrdinalIgnoreCase) || words.Contains("few", StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<DateMention> Join(string question, List<DateMention> atoms)
    {
        for (var i = 0; i < atoms.Count; i++)
        {
            var mention = atoms[i];
            while (i + 1 < atoms.Count && DateWords.Joint().IsMatch(question[mention.End..Math.Max(mention.End, atoms[i + 1].Start)]))
            {
                mention = Merge(mention, atoms[++i]);
            }
            yield return mention;
        }
    }

    private static DateMention Merge(DateMention first, DateMention second)
    {
        var range = first.Range;
        if (!first.HasYear && second.HasYear)
        {
            var years = second.Range.To.Year - range.From.Year;
            years = range.From.AddYears(years) > second.Range.To ? years - 1 : years; // "December and January 2024"
            range = new(range.From.AddYears(years), range.To.AddYears(years));
        }
        return new(first.Start, second.End, range.Union(second.Range), first.HasYear || second.HasYear);
    }

    private static DateMention WithRelation(string question, DateMention mention)
    {
        var cue = DateWords.Relation().Match(question[..mention.Start]);
        if (!cue.Success || (cue.Groups["the"].Success && DateWords.Name().IsMatch(question[mention.Start..])))
        {
            return mention;
        }
        var onwards = cue.Groups["from"].Success ? DateWords.Onwards().Match(question[mention.End..]) : Match.Empty;
        var relation = cue switch
        {
            _ when cue.Groups["asof"].Success => DateRelation.AsOf,
            _ when cue.Groups["since"].Success || onwards.Success => DateRelation.Since,
            _ when cue.Groups["before"].Success => DateRelation.Before,
            _ when cue.Groups["after"].Success => DateRelation.After,
            _ when cue.Groups["deadline"].Success => DateRelation.Deadline,
            _ => DateRelation.Within,
        };
        return mention with { Start = cue.Index, End = mention.End + onwards.Length, Relation = relation };
    }
}

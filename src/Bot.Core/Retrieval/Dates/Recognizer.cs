using System.Globalization;
using Microsoft.Recognizers.Text;
using Microsoft.Recognizers.Text.DateTime;

namespace ReleaseBot.Retrieval;

/// <summary>A date as the recognizer found it, without cue words.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">After the last character.</param>
/// <param name="Range">The days named.</param>
/// <param name="HasYear">Whether the words say the year, outright or as in "last year".</param>
internal readonly record struct RecognizedDate(int Start, int End, DateRange Range, bool HasYear);

/// <summary>Microsoft.Recognizers.Text, English, day before month where digits leave it open ("03/04/2024" is 3 April).</summary>
/// <remarks>
/// Waking it takes a few hundred milliseconds and about 40 MB, so it is woken by the first question that may hold a date, or ahead
/// of time by <see cref="Warm"/>. Safe to use from several threads: the model is built once, under a lock, and keeps no state.
/// </remarks>
internal sealed class Recognizer
{
    // the longest stretch of text in which a date is looked for, in characters: the library's patterns are not linear
    private const int MaxLength = 1000;

    private readonly Lazy<DateTimeModel> _model = new(
        () => new DateTimeRecognizer(Culture.EnglishOthers, DateTimeOptions.None, lazyInitialization: false)
            .GetDateTimeModel(Culture.EnglishOthers));

    /// <summary>Builds the model and runs it once over the common forms.</summary>
    public void Warm() => Find("in March 2024, last year, two weeks ago, the last three months, first half of 2023", new DateOnly(2024, 1, 1));

    /// <summary>The dates in <paramref name="text"/>, in order; relative ones count from <paramref name="today"/>.</summary>
    public IReadOnlyList<RecognizedDate> Find(string text, DateOnly today)
    {
        var read = text.Length <= MaxLength ? text : text[..MaxLength];
        var found = new List<RecognizedDate>();
        foreach (var result in Parse(read, today))
        {
            var start = Math.Clamp(result.Start, 0, read.Length);
            var end = Math.Clamp(result.End + 1, start, read.Length);
            if (Resolve(result, today) is { } range)
            {
                found.Add(new(start, end, range, !Timex(result).Contains("XXXX", StringComparison.Ordinal)));
            }
        }
        return found;
    }

    private List<ModelResult> Parse(string text, DateOnly today)
    {
        try
        {
            return _model.Value.Parse(text, today.ToDateTime(TimeOnly.MinValue));
        }
        catch (ArgumentException)
        {
            return []; // the library computes dates outside the calendar ("in 9000 years") and throws; such a date limits nothing
        }
    }

    private static DateRange? Resolve(ModelResult result, DateOnly today)
    {
        var ranges = Values(result).Select(Range).OfType<DateRange>().ToList();
        // "in July" has two readings, the last and the next; releases speak of the past
        return ranges.Count == 0 ? null : ranges.Where(range => range.From <= today).DefaultIfEmpty(ranges[0]).MaxBy(range => range.From);
    }

    private static DateRange? Range(IReadOnlyDictionary<string, string> value)
    {
        var kind = value.GetValueOrDefault("type");
        if (kind is "date" or "datetime" && !(value.GetValueOrDefault("timex") ?? "").EndsWith("_REF", StringComparison.Ordinal))
        {
            return Day(value, "value") is { } day ? new DateRange(day, day) : null;
        }
        return kind is "daterange" or "datetimerange" && Day(value, "start") is { } from && Day(value, "end") is { } end
            ? new DateRange(from, end > from ? end.AddDays(-1) : from)
            : null;
    }

    private static DateOnly? Day(IReadOnlyDictionary<string, string> value, string key) =>
        value.TryGetValue(key, out var text) && text.Length >= 10
        && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private static IEnumerable<Dictionary<string, string>> Values(ModelResult result) =>
        result.Resolution?.GetValueOrDefault("values") as List<Dictionary<string, string>> ?? [];

    private static string Timex(ModelResult result) => Values(result).FirstOrDefault()?.GetValueOrDefault("timex") ?? "";
}

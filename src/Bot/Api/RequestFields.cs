using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ReleaseBot.Index;
using ReleaseBot.Operations;

namespace ReleaseBot.Api;

/// <summary>Reads fields one by one and keeps the first problem. Empty and missing fields are alike.</summary>
internal sealed class RequestFields
{
    private const int LongestName = 200;

    /// <summary>The first thing wrong, or null.</summary>
    public ProblemHttpResult? Problem { get; private set; }

    /// <summary>Notes a problem, unless there is one already.</summary>
    public void Refuse(string field, string detail, string remedy) => Problem ??= Problems.Field(field, detail, remedy);

    /// <summary>A day as 2024-03-31.</summary>
    public DateOnly? Date(string field, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Refuse(field, $"\"{field}\" is no date.", "Write a day of the calendar as 2024-03-31.");
        return null;
    }

    /// <summary>A whole number between two bounds.</summary>
    public int Number(string field, string? text, int least, int most, int otherwise)
    {
        if (string.IsNullOrEmpty(text))
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(field, $"\"{field}\" is not a whole number from {least} to {most}.", $"Leave it out for {otherwise}.");
        return otherwise;
    }

    /// <summary>A question, trimmed.</summary>
    public string Question(string field, string? text, int longest)
    {
        var question = text?.Trim() ?? string.Empty;
        if (QuestionRules.Fault(question, longest) is var (fault, remedy))
        {
            Refuse(field, $"\"{field}\" {fault}.", remedy);
        }

        return question;
    }

    /// <summary>Limits on releases; <paramref name="prefix"/> is what the fields' names begin with, such as "filters.".</summary>
    public SearchFilter Filter(string prefix, string? from, string? to, string? issuer, string? language)
    {
        var first = Date(prefix + "from", from);
        var last = Date(prefix + "to", to);
        if (first > last)
        {
            Refuse(prefix + "from", $"\"{prefix}from\" is later than \"{prefix}to\".", "Exchange the two.");
        }

        return new SearchFilter(first, last, Name(prefix + "issuer", issuer), Language(prefix + "language", language));
    }

    private string? Name(string field, string? text)
    {
        if (text?.Length > LongestName)
        {
            Refuse(field, $"\"{field}\" is {text.Length} characters long.", $"Give a name of at most {LongestName} characters.");
        }

        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private string? Language(string field, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Length != 2 || !text.All(char.IsAsciiLetter))
        {
            Refuse(field, $"\"{field}\" is no language code.", "Use the two letters of ISO 639-1, such as en.");
        }

        return text.ToLowerInvariant();
    }
}

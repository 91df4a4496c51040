using System.Globalization;

namespace ReleaseBot.Answers.Verification;

/// <summary>Digits with their separators as values.</summary>
internal static class NumberText
{
    /// <summary>What the digits may mean; more than one value where the separator is used both ways.</summary>
    /// <param name="written">Digits with points, commas, apostrophes or spaces inside.</param>
    /// <param name="isEnglish">A point is decimal, a comma before three digits groups.</param>
    public static List<decimal> Values(string written, bool isEnglish)
    {
        var marks = written.Where(letter => !char.IsAsciiDigit(letter)).ToArray();
        var bare = new string([.. written.Where(letter => char.IsAsciiDigit(letter) || letter is '.' or ',')]);
        var last = bare.LastIndexOfAny(['.', ',']);
        if (last < 0)
        {
            return Parse(bare);
        }

        var groups = bare.Length - last == 4 && last <= 3 || marks.Count(mark => mark == bare[last]) > 1;
        var decimalPoint = bare[..last].Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal) + "." + bare[(last + 1)..];
        var whole = bare.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        if (marks.Count(mark => mark == bare[last]) > 1)
        {
            return Parse(whole);
        }

        // Two kinds of marks: the last one is decimal.
        if (marks.Distinct().Count() > 1 || !groups)
        {
            return Parse(decimalPoint);
        }

        return isEnglish ? Parse(bare[last] == ',' ? whole : decimalPoint) : [.. Parse(whole), .. Parse(decimalPoint)];
    }

    private static List<decimal> Parse(string digits) =>
        digits.Length <= 24 && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? [value] : [];
}

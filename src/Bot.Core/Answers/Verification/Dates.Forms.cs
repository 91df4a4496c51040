using System.Text.RegularExpressions;

namespace ReleaseBot.Answers.Verification;

/// <summary>The forms dates take.</summary>
internal static partial class Dates
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>2024-01-25, 25.01.2024.</summary>
    [GeneratedRegex(@"(?<![\d.-])(?:(?<year>\d{4})-(?<number>[01]\d)-(?<day>[0-3]\d)|(?<day>[0-3]?\d)\.\s?(?<number>[01]?\d)\.\s?(?<year>\d{4}))(?![\d-])", Options)]
    private static partial Regex Numeric();

    /// <summary>25/01/2024, 1/25/2024.</summary>
    [GeneratedRegex(@"(?<![\d/])(?<other>(?<day>[0-3]?\d)/(?<number>[0-3]?\d)/(?<year>\d{4}))(?![\d/])", Options)]
    private static partial Regex Slashed();

    /// <summary>25 January 2024, 8 to 10 October, the 9th of May.</summary>
    [GeneratedRegex($@"\b(?:{OtherDay})?{DayNumber}\s*(?:of\s+)?{MonthOnly}{InYear}", Options)]
    private static partial Regex DayMonth();

    /// <summary>January 25, 2024; October 8–10.</summary>
    [GeneratedRegex($@"\b{MonthOnly}\s+(?:{OtherDay})?{DayNumber}(?!\d|[.,]\d|\s*(?:%|per|million|billion))(?:,?\s+{YearNumber})?", Options)]
    private static partial Regex MonthDay();

    /// <summary>January 2024.</summary>
    [GeneratedRegex($@"\b{MonthOnly},?\s+(?:of\s+)?(?:the\s+year\s+)?{YearNumber}", Options)]
    private static partial Regex MonthYear();

    /// <summary>The spring of 2028, Q2 2024, the first half of 2025; a season alone too.</summary>
    [GeneratedRegex($@"\b(?:(?<part>spring|summer|autumn|fall(?=\s+(?:of\s+)?\d{{4}})|winter|(?:first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter|(?:first|second|1st|2nd)[\s-]half(?=\s+(?:of\s+)?(?:the\s+year\s+)?\d{{4}}))|(?<part>[QH][1-4]))\b{InYear}", Options)]
    private static partial Regex Part();

    /// <summary>2025–2028, 2022/23.</summary>
    [GeneratedRegex($@"(?<![\d.,/-]){YearNumber}\s?[-–—/]\s?(?<last>(?:1[5-9]|2[01])\d\d|\d\d)(?![\d/-])", Options)]
    private static partial Regex Span();

    /// <summary>The 1990s.</summary>
    [GeneratedRegex(@"\b(?<part>(?:1[5-9]|20)\d0s)\b", Options)]
    private static partial Regex Decade();

    /// <summary>2024.</summary>
    [GeneratedRegex($@"(?<![\p{{L}}\d.,/’'-]|mid[\s-]){YearNumber}(?![\p{{L}}/]|[.,]\d)|(?<=\bmid[\s-]){YearNumber}", Options)]
    private static partial Regex YearAlone();

    /// <summary>A month alone, after a word that shows it is none of the verbs "may" and "march".</summary>
    [GeneratedRegex($@"(?<=\b(?:in|since|until|till|by|of|during|early|late|mid|from|to|and|last|next|this|before|after|between|through|on)[\s-]+(?:the\s+)?){MonthOnly}(?!\s+(?:be|have|not|also)\b)", Options)]
    private static partial Regex MonthAlone();

    /// <summary>Monday.</summary>
    [GeneratedRegex(@"\b(?<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b", Options)]
    private static partial Regex Weekday();

    /// <summary>What counts from the day of the release.</summary>
    [GeneratedRegex(@"\b(?<relative>today|yesterday|tomorrow|tonight|(?:last|next|this|the\s+(?:previous|following|current|coming))\s+(?:year|month|week|quarter|spring|summer|autumn|winter))\b", Options)]
    private static partial Regex Relative();

    /// <summary>What stands before a date and says how it stands to the matter.</summary>
    [GeneratedRegex(
        @"\b(?:(?<before>before|prior to|ahead of|earlier than|not later than)|(?<after>after|following|later than)|(?<since>since)|(?<until>until|till|by|up to|through))\s+(?:the\s+)?(?:(?:end|beginning|start|early|late|middle)\s+(?:of\s+)?)?(?:the\s+)?$",
        Options | RegexOptions.RightToLeft)]
    private static partial Regex Cue();
}

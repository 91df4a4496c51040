using System.Text.RegularExpressions;

namespace ReleaseBot.Retrieval;

/// <summary>The words by which dates are found and read; English.</summary>
internal static partial class DateWords
{
    private const string Month =
        "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

    /// <summary>Whether the text may hold a date at all: a cheap look before the recognizer, which takes long to wake.</summary>
    [GeneratedRegex(
        $@"\b(?:(?:19|20)\d\d|{Month}|spring|summer|autumn|fall|winter|(?:this|last|next|past|coming)\s+(?:\w+\s+){{0,2}}(?:year|month|week|quarter|weekend|day|half)s?|(?:first|second|third|fourth|last)\s+(?:quarter|half)|q[1-4]|h[12]|today|yesterday|ago|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\d[./]\d",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex MayHoldDate();

    /// <summary>
    /// Words that are read here and hidden from the recognizer, which loses the year of "end of March 2023" and the last
    /// month of "between January and March 2024".
    /// </summary>
    [GeneratedRegex(
        @"\b(?:as (?:of|at)|since|before|prior to|after|following|until|till|up to|by|between|from|to|through|early|late|mid|(?:the )?(?:very )?(?:beginning|start|end|close|middle) of)\b|[–—]|(?<=mid)-",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Cues();

    /// <summary>"may" and "march" where they are verbs: hidden from the recognizer, which takes "from 2024, may one …" for May 2024.</summary>
    [GeneratedRegex(
        @"(?<!\b(?:in|on|of|and|to|since|during|last|this|by|until|till|before|after|from|between|early|late|mid)(?:\s+|-)|\b\d\d?(?:st|nd|rd|th)?\s+|[/–-])\b(?:may|march)\b(?!\.?,?\s+(?:of\s+)?\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Verbs();

    /// <summary>"2025-2028", "2022/23": a period that something covers, not when it was written of.</summary>
    [GeneratedRegex(@"\b(?:19|20)\d\d\s?[-–—/]\s?(?:(?:19|20)\d\d|\d\d)\b(?![-./]\d)", RegexOptions.CultureInvariant)]
    public static partial Regex YearSpan();

    /// <summary>"autumn 2022", "last summer"; the recognizer does not resolve seasons.</summary>
    [GeneratedRegex(
        @"\b(?:(?<when>last|this|in)\s+)?(?:the\s+)?(?<name>spring|summer|autumn|fall|winter)(?:(?:\s+of)?,?\s+(?<year>(?:19|20)\d\d))?\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Season();

    /// <summary>Which part of the date that follows: early, mid or late.</summary>
    [GeneratedRegex(
        @"\b(?:(?<early>early|(?:the )?(?:very )?(?:beginning|start) of)|(?<mid>mid|(?:the )?middle of)|(?<late>late|(?:the )?(?:very )?(?:end|close) of))(?:\s+in)?[\s-]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    public static partial Regex Part();

    /// <summary>What stands before a date and says how it stands to the matter.</summary>
    [GeneratedRegex(
        @"\b(?:(?<asof>as (?:of|at))|(?<since>since)|(?<before>(?:before|prior to))|(?<after>after|following)|(?<deadline>until|till|up to|by|through)|(?<from>from|starting|effective|beginning)|(?:between|in|on|during|at|for|of|dated))(?:\s+(?<the>the))?\s+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    public static partial Regex Relation();

    /// <summary>
    /// A date that names something when an article stands before it: "after the August 2023 extension" is of August, while "after
    /// the summer of 2023" is not of the summer.
    /// </summary>
    [GeneratedRegex($@"^(?:\d|(?:{Month})\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Name();

    /// <summary>"from 2019 on".</summary>
    [GeneratedRegex(@"^\s+(?:on|onwards?)\b(?!\s+\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Onwards();

    /// <summary>What joins two dates into one range.</summary>
    [GeneratedRegex(@"^\s*(?:,|and|to|until|till|through|[-–—])\s*(?:the\s+)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Joint();

    /// <summary>A date without a year counts only after one of these: "may" and "march" are also verbs, "7 October" may name an event.</summary>
    [GeneratedRegex(
        @"\b(?:in|on|since|during|last|this|past|early|late|mid|before|after|until|by|from|between|as of|(?:end|close|beginning|start|middle) of)(?:\s+the)?[\s-]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    public static partial Regex YearlessLead();

    /// <summary>Before four digits that are an amount or part of a name: "CHF 2000", "more than 2000", "Agenda 2030".</summary>
    [GeneratedRegex(
        @"(?:[\p{Sc}#§]|\b(?:CHF|EUR|USD|GBP|JPY|KZT|RUB|about|around|some|over|under|than|least|most|nearly|almost|approximately|roughly|exactly|only|number|no\.?|nr\.?|article|resolution|agenda|horizon|vision|strategy|roadmap|type|model|mark|route|flight|iso)\s*)$|[\w'’.,/-]$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    public static partial Regex NoYearBefore();

    /// <summary>After four digits that are an amount or part of a name: "2000 francs", "2030 Agenda".</summary>
    [GeneratedRegex(
        @"^(?:\s?(?:%|[\p{Sc}°])|[-\s]?(?:CHF|EUR|USD|GBP|francs?|euros?|dollars?|per ?cent|percent|million|billion|people|persons|men|women|children|soldiers|troops|employees|jobs|copies|times|hours|minutes|days|months|years|k?m|mm|cm|kg|tonnes?|tons?|met(?:er|re)s?|kilomet(?:er|re)s?|miles|litres?|square|agenda|goals|vision|strategy|targets?)\b|[\w]|['’.,]\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex NoYearAfter();
}

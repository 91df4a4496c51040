using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Verification;

/// <summary>What a sentence says that can be looked up in a passage.</summary>
/// <param name="Span">Where it stands in the sentence.</param>
/// <param name="Text">Its words.</param>
internal abstract record Claim(TextSpan Span, string Text);

/// <summary>A name.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">Its words.</param>
/// <param name="Words">Its words that count, folded.</param>
internal sealed record NameClaim(TextSpan Span, string Text, IReadOnlyList<string> Words) : Claim(Span, Text)
{
    /// <summary>The preposition before it; empty where there is none.</summary>
    public string Link { get; init; } = "";

    /// <summary>Whether it is not said there, but a word such as "it" may stand for it.</summary>
    public bool IsReferred { get; init; }
}

/// <summary>Words in quotation marks.</summary>
/// <param name="Span">Where they stand, marks included.</param>
/// <param name="Text">The words between the marks.</param>
internal sealed record QuotationClaim(TextSpan Span, string Text) : Claim(Span, Text);

/// <summary>Which side of a number is meant.</summary>
internal enum Bound
{
    /// <summary>The number itself.</summary>
    None,

    /// <summary>"more than", "at least".</summary>
    AtLeast,

    /// <summary>"less than", "up to".</summary>
    AtMost,
}

/// <summary>A number with what it counts.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">Its words.</param>
/// <param name="Value">Its value, "million" multiplied out.</param>
/// <param name="Unit">"%", "pp", "ordinal", "fraction", "times", "vague", "clock", an ISO currency code, a measure; null for a bare number.</param>
/// <param name="Bound">Which side is meant.</param>
internal sealed record NumberClaim(TextSpan Span, string Text, decimal Value, string? Unit, Bound Bound) : Claim(Span, Text);

/// <summary>How a date stands to the matter.</summary>
internal enum Relation
{
    /// <summary>Not said, or "on", "in".</summary>
    At,

    /// <summary>"before".</summary>
    Before,

    /// <summary>"after".</summary>
    After,

    /// <summary>"since".</summary>
    Since,

    /// <summary>"until", "by".</summary>
    Until,
}

/// <summary>A date, as far as it is said.</summary>
internal sealed record DateClaim(TextSpan Span, string Text) : Claim(Span, Text)
{
    /// <summary>The year; null when not said.</summary>
    public int? Year { get; init; }

    /// <summary>The month, 1 to 12.</summary>
    public int? Month { get; init; }

    /// <summary>The day of the month.</summary>
    public int? Day { get; init; }

    /// <summary>Part of the year: "spring", "q2", "h1"; a decade as "1990s".</summary>
    public string? Part { get; init; }

    /// <summary>Day of the week.</summary>
    public DayOfWeek? Weekday { get; init; }

    /// <summary>"today", "last year": what only the day of the release makes a date.</summary>
    public string? Relative { get; init; }

    /// <summary>How it stands to the matter.</summary>
    public Relation Relation { get; init; }
}

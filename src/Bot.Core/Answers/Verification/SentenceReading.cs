namespace ReleaseBot.Answers.Verification;

/// <summary>A sentence taken apart: its words, what it claims, what it denies.</summary>
internal sealed class SentenceReading
{
    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">The sentence, without markers.</param>
    /// <param name="isEnglish">How its numbers are written.</param>
    public SentenceReading(string text, bool isEnglish)
    {
        Text = text;
        Words = new SentenceWords(text);
        Polarity = new Polarity(text, Words);
        Quotations = [.. Verification.Quotations.Find(text)];
        Dates = Verification.Dates.Find(text);
        var undated = Verification.Quotations.Blank(text, Dates.Select(date => (date.Span.Start, date.Span.Length)));
        Numbers = Verification.Numbers.Find(undated, isEnglish);
        Names = NameClaims.Find(undated);
        Claims = [.. Quotations, .. Dates, .. Numbers.Where(Counts), .. Names];
        var claimed = Claims.Where(claim => claim is not QuotationClaim).ToList();
        Plain = [.. Words.Tokens.Where(token => !token.IsFunction && !claimed.Exists(claim => claim.Span.Overlaps(token.Span)))];
    }

    /// <summary>The sentence.</summary>
    public string Text { get; }

    /// <summary>The sentence without accents, capitals and what ends it: two that agree in it say the same.</summary>
    public string Folded => field ??= Folding.Fold(Text).Trim(' ', '.');

    /// <summary>Its words.</summary>
    public SentenceWords Words { get; }

    /// <summary>What it denies.</summary>
    public Polarity Polarity { get; }

    /// <summary>Words in quotation marks.</summary>
    public IReadOnlyList<QuotationClaim> Quotations { get; }

    /// <summary>Dates.</summary>
    public IReadOnlyList<DateClaim> Dates { get; }

    /// <summary>Numbers.</summary>
    public IReadOnlyList<NumberClaim> Numbers { get; }

    /// <summary>Names.</summary>
    public IReadOnlyList<NameClaim> Names { get; }

    /// <summary>Everything that can be looked up.</summary>
    public IReadOnlyList<Claim> Claims { get; }

    /// <summary>Words of meaning that are part of no claim.</summary>
    public IReadOnlyList<Token> Plain { get; }

    // "one of them", "the two": words for reference, no figures.
    private bool Counts(NumberClaim number)
    {
        if (number.Unit is not null || number.Bound != Bound.None)
        {
            return true;
        }

        var word = Folding.Fold(number.Text);
        var before = Text[..number.Span.Start].TrimEnd();
        return !(word == "one" || (word is "two" or "three" && before.EndsWith(" the", StringComparison.OrdinalIgnoreCase)) || (word is "two" && before.Equals("the", StringComparison.OrdinalIgnoreCase)));
    }
}

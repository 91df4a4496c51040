namespace ReleaseBot.Answers.Verification;

/// <summary>Numbers in words: "forty-eight", "a third of", "twice", "twenty-first".</summary>
internal sealed partial class NumberReading
{
    private List<decimal> Words()
    {
        var word = _pieces[_end].Folded;
        if (NumberWords.Multiples.TryGetValue(word, out var times) || NumberWords.Vague.Contains(word))
        {
            _end++;
            Unit = times > 0 ? "times" : "vague " + word;
            return [times];
        }

        return Fraction() ?? Cardinal() ?? Ordinal() ?? [];
    }

    // "half", "a third of", "two thirds", "three-quarters"
    private List<decimal>? Fraction()
    {
        var at = _end;
        var many = Word(at) is "a" or "an" ? 1 : NumberWords.Cardinals.GetValueOrDefault(Word(at)!);
        at += many > 0 ? 1 : 0;
        if (Word(at) is not { } part || !NumberWords.Fractions.TryGetValue(part, out var whole) || (many > 0 && !Touches(at)))
        {
            return null;
        }

        var isHalf = whole == 2;
        if (!isHalf && (many == 0 || (many == 1 && Word(at + 1) is not "of")))
        {
            return null;
        }

        _end = at + 1;
        _end += isHalf && Word(_end) is "a" or "an" && Word(_end + 1) is { } next && NumberWords.Scales.ContainsKey(next) ? 1 : 0;
        Unit = "fraction";
        return [Math.Round(Math.Max(many, 1m) / whole, 6)];
    }

    private List<decimal>? Cardinal()
    {
        var at = _end;
        if (Word(at) is "a" or "an" && Word(at + 1) is { } scale && NumberWords.Scales.ContainsKey(scale))
        {
            _end = at + 1;
            return [1];
        }

        if (!NumberWords.Cardinals.TryGetValue(Word(at)!, out var value))
        {
            return null;
        }

        _end++;
        if (value >= 20 && Touches(_end) && NumberWords.Cardinals.TryGetValue(Word(_end)!, out var one) && one is > 0 and < 10)
        {
            _end++;
            return [value + one];
        }

        if (value >= 20 && Touches(_end) && NumberWords.Ordinals.TryGetValue(Word(_end)!, out var last) && last is > 0 and < 10)
        {
            _end++;
            Unit = "ordinal";
            return [value + last];
        }

        return [value];
    }

    private List<decimal>? Ordinal()
    {
        if (!NumberWords.Ordinals.TryGetValue(Word(_end)!, out var value))
        {
            return null;
        }

        _end++;
        Unit = "ordinal";
        return [value];
    }
}

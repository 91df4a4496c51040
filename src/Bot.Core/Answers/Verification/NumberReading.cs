using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Verification;

/// <summary>Reads one number from a run of pieces: currency, digits or words, scale, unit.</summary>
internal sealed partial class NumberReading
{
    private readonly string _text;
    private readonly IReadOnlyList<NumberPiece> _pieces;
    private readonly bool _isEnglish;
    private int _end;

    /// <summary>Reads at piece <paramref name="at"/>; without a number there, <see cref="Values"/> is empty and <see cref="Next"/> one further.</summary>
    public NumberReading(string text, IReadOnlyList<NumberPiece> pieces, int at, bool isEnglish)
    {
        (_text, _pieces, _isEnglish, _end) = (text, pieces, isEnglish, at);
        var currency = Currency(at);
        Values = pieces[at].Kind switch
        {
            PieceKind.Digits => Digits(),
            PieceKind.Word => Words(),
            _ => Sign(),
        };
        if (Values.Count == 0)
        {
            Next = at + 1;
            return;
        }

        if (Unit is null or "fraction")
        {
            Scale(currency);
            Unit = Unit ?? currency ?? UnitAfter();
        }

        Next = _end;
        Span = new TextSpan(pieces[at].Start, pieces[_end - 1].End);
    }

    /// <summary>The readings of its value.</summary>
    public IReadOnlyList<decimal> Values { get; private set; }

    /// <summary>What it counts; see <see cref="NumberClaim.Unit"/>.</summary>
    public string? Unit { get; private set; }

    /// <summary>Where it stands.</summary>
    public TextSpan Span { get; }

    /// <summary>The piece after it.</summary>
    public int Next { get; }

    private NumberPiece? Piece(int at) => at >= 0 && at < _pieces.Count ? _pieces[at] : null;

    private string? Word(int at) => Piece(at)?.Folded;

    // Nothing but a space or hyphen stands between the two.
    private bool Touches(int at) => at > 0 && at < _pieces.Count && _text[_pieces[at - 1].End.._pieces[at].Start].Trim() is "" or "-" or "‑" or "–";

    private string? Currency(int at) => Touches(at) && Piece(at - 1) is { } before
        && (before.Kind == PieceKind.Sign || before.Text.All(letter => char.IsUpper(letter) || letter == '$'))
        && NumberWords.Currencies.TryGetValue(before.Folded, out var code) ? code : null;

    private List<decimal> Digits()
    {
        var written = _pieces[_end++].Text;
        if (Piece(_end) is { } suffix && suffix.Start == _pieces[_end - 1].End && suffix.Folded is "st" or "nd" or "rd" or "th")
        {
            _end++;
            Unit = "ordinal";
        }

        return NumberText.Values(written, _isEnglish);
    }

    private List<decimal> Sign()
    {
        var value = _pieces[_end].Text switch { "½" => 0.5m, "¼" => 0.25m, "¾" => 0.75m, _ => 0 };
        if (value == 0)
        {
            return [];
        }

        _end++;
        Unit = "fraction";
        return [value];
    }

    // "248 million", "two hundred and forty-eight thousand", "one and a half million", "5m" of money
    private void Scale(string? currency)
    {
        var total = 0m;
        var values = Values;
        if (Touches(_end) && Word(_end) == "and" && Word(_end + 1) == "a" && Word(_end + 2) == "half")
        {
            values = [.. values.Select(value => value + 0.5m)];
            _end += 3;
        }

        while (Touches(_end) && Word(_end) is { } word)
        {
            if (NumberWords.OrdinalScales.TryGetValue(word, out var rank))
            {
                (values, Unit) = ([.. values.Select(value => value * rank)], "ordinal");
                _end++;
                break;
            }

            if (NumberWords.Scales.TryGetValue(word, out var scale) || (currency is not null && Piece(_end)!.Start == _pieces[_end - 1].End && NumberWords.Letters.TryGetValue(word, out scale)))
            {
                values = [.. values.Select(value => value * scale)];
                Unit = null;
                _end++;
            }
            else if (values is [>= 100 and var whole] && Unit is null && Tail(word == "and" ? _end + 1 : _end) is var (tail, end))
            {
                total += whole >= 1000 ? whole : 0;
                values = [whole >= 1000 ? tail : whole + tail];
                _end = end;
            }
            else
            {
                break;
            }
        }

        Values = [.. values.Select(value => value + total)];
    }

    private (decimal Value, int End)? Tail(int at)
    {
        if (!Touches(at) || Piece(at)?.Kind != PieceKind.Word || _pieces[_end - 1].Kind != PieceKind.Word || !NumberWords.Cardinals.TryGetValue(Word(at)!, out var value))
        {
            return null;
        }

        return value >= 20 && Touches(at + 1) && NumberWords.Cardinals.TryGetValue(Word(at + 1)!, out var one) && one is > 0 and < 10
            ? (value + one, at + 2)
            : (value, at + 1);
    }

    private string? UnitAfter()
    {
        if (!Touches(_end) || Word(_end) is not { } word)
        {
            return null;
        }

        var (unit, length) = word switch
        {
            "%" or "prozent" => ("%", 1),
            "percent" or "pct" => Word(_end + 1) is "point" or "points" ? ("pp", 2) : ("%", 1),
            "percentage" when Word(_end + 1) is "point" or "points" => ("pp", 2),
            "per" when Word(_end + 1) is "cent" => ("%", 2),
            _ when NumberWords.Currencies.TryGetValue(word, out var code) && word is not ("try" or "real") => (code, 1),
            _ when NumberWords.Measures.TryGetValue(word, out var measure) => (measure, 1),
            _ => (null, 0),
        };
        // "a 54-year-old engineer" is 54; "54," after a name says no more.
        if (unit == "year" && Word(_end + length) == "old")
        {
            _end += length + 1;
            return null;
        }

        _end += length;
        return unit is "m" && Word(_end - 1) == "m" && Piece(_end - 1)!.Text == "M" ? null : unit;
    }
}

namespace ReleaseBot.Qdrant.Server;

/// <summary>Finds what is wrong with a JSON text and says it as the server's parser does.</summary>
internal ref partial struct JsonSyntax
{
    private readonly ReadOnlySpan<byte> _text;
    private int _at;
    private string? _error;

    private JsonSyntax(ReadOnlySpan<byte> text) => _text = text;

    /// <summary>The first error with its place, or null.</summary>
    public static string? ErrorIn(ReadOnlySpan<byte> text)
    {
        var syntax = new JsonSyntax(text);
        syntax.Value();
        if (syntax._error is null && syntax.Peek() >= 0)
        {
            syntax.Fail("trailing characters");
        }

        return syntax._error;
    }

    /// <summary>" at line 1 column 12" for the end of a text.</summary>
    public static string EndOf(ReadOnlySpan<byte> text) => Place(text, text.Length);

    private static string Place(ReadOnlySpan<byte> text, int length)
    {
        var before = text[..Math.Min(length, text.Length)];
        return $" at line {before.Count((byte)'\n') + 1} column {length - (before.LastIndexOf((byte)'\n') + 1)}";
    }

    /// <summary>Fails at the byte just looked at.</summary>
    private bool Fail(string message)
    {
        _error ??= message + Place(_text, _at < _text.Length ? _at + 1 : _text.Length);
        return false;
    }

    private int Peek()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : -1;
    }

    private bool Value() => Peek() switch
    {
        -1 => Fail("EOF while parsing a value"),
        '{' => Members('}', "an object"),
        '[' => Members(']', "a list"),
        '"' => String(),
        't' => Word("true"),
        'f' => Word("false"),
        'n' => Word("null"),
        '-' or (>= '0' and <= '9') => Number(),
        _ => Fail("expected value"),
    };

    private bool Members(char end, string what)
    {
        _at++;
        for (var first = true; ; first = false)
        {
            var next = Peek();
            if (next == end && first)
            {
                _at++;
                return true;
            }

            if (next < 0)
            {
                return Fail($"EOF while parsing {what}");
            }

            if (!(end == '}' ? Member() : Value()))
            {
                return false;
            }

            switch (Peek())
            {
                case ',':
                    _at++;
                    if (Peek() == end)
                    {
                        return Fail("trailing comma");
                    }

                    break;
                case var found when found == end:
                    _at++;
                    return true;
                case -1:
                    return Fail($"EOF while parsing {what}");
                default:
                    return Fail($"expected `,` or `{end}`");
            }
        }
    }

    private bool Member()
    {
        if (Peek() != '"')
        {
            return Fail("key must be a string");
        }

        if (!String())
        {
            return false;
        }

        if (Peek() != ':')
        {
            return Fail(_at < _text.Length ? "expected `:`" : "EOF while parsing an object");
        }

        _at++;
        return Value();
    }
}

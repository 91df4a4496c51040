using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace ReleaseBot.Qdrant.Server;

/// <content>Strings, numbers and words.</content>
internal ref partial struct JsonSyntax
{
    private bool String()
    {
        var start = ++_at;
        while (_at < _text.Length)
        {
            switch (_text[_at])
            {
                case (byte)'"':
                    return Utf8.IsValid(_text[start.._at]) ? ++_at > 0 : Fail("invalid unicode code point");
                case (byte)'\\':
                    if (!Escape())
                    {
                        return false;
                    }

                    break;
                case < 0x20:
                    return Fail("control character (\\u0000-\\u001F) found while parsing a string");
                default:
                    _at++;
                    break;
            }
        }

        return Fail("EOF while parsing a string");
    }

    private bool Escape()
    {
        _at++;
        if (_at >= _text.Length || !"\"\\/bfnrtu"u8.Contains(_text[_at]))
        {
            return Fail(_at < _text.Length ? "invalid escape" : "EOF while parsing a string");
        }

        if (_text[_at++] != 'u')
        {
            return true;
        }

        return Hex(out var unit) && (!char.IsSurrogate((char)unit) || LowSurrogate((char)unit));
    }

    private bool LowSurrogate(char high)
    {
        if (!char.IsHighSurrogate(high))
        {
            return Fail("lone leading surrogate in hex escape");
        }

        if (_at + 1 >= _text.Length || _text[_at] != '\\' || _text[_at + 1] != 'u')
        {
            return Fail("unexpected end of hex escape");
        }

        _at += 2;
        return Hex(out var low) && (char.IsLowSurrogate((char)low) || Fail("lone leading surrogate in hex escape"));
    }

    private bool Hex(out int unit)
    {
        var digits = _text[_at..Math.Min(_at + 4, _text.Length)];
        if (digits.Length < 4 || !int.TryParse(Encoding.ASCII.GetString(digits), NumberStyles.AllowHexSpecifier, null, out unit))
        {
            unit = 0;
            return Fail("invalid escape");
        }

        _at += 4;
        return true;
    }

    private bool Word(string word)
    {
        foreach (var letter in word)
        {
            if (_at >= _text.Length || _text[_at] != letter)
            {
                return Fail(_at < _text.Length ? "expected ident" : "EOF while parsing a value");
            }

            _at++;
        }

        return true;
    }

    private bool Number()
    {
        var start = _at;
        while (_at < _text.Length && "+-.eE0123456789"u8.Contains(_text[_at]))
        {
            _at++;
        }

        var number = _text[start.._at];
        var digits = number[0] == '-' ? number[1..] : number;
        var wrong = digits.IsEmpty || !char.IsAsciiDigit((char)digits[0]) || (digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit((char)digits[1]))
            || !double.TryParse(number, CultureInfo.InvariantCulture, out _) || !char.IsAsciiDigit((char)number[^1]);
        return !wrong || Fail("invalid number");
    }
}

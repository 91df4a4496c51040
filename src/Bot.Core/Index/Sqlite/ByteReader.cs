using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Sqlite;

/// <summary>Reads what <see cref="BinaryWriter"/> wrote, without copying it first.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The next bytes.</summary>
    /// <exception cref="InvalidDataException">There are fewer: the bytes are not what was written.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            throw new InvalidDataException("A stored text ends early.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    /// <summary>A number of 7 bits a byte, the lowest first.</summary>
    public int Number()
    {
        var (number, at) = (0u, 0);
        byte next;
        do
        {
            next = at < Math.Min(_rest.Length, 5) ? _rest[at] : throw new InvalidDataException("A stored number ends early.");
            number |= (next & 0x7Fu) << (7 * at++);
        }
        while (next > 0x7F);
        _rest = _rest[at..];
        return (int)number;
    }

    /// <summary>A text with its length in bytes before it.</summary>
    public string Text() => Encoding.UTF8.GetString(Take(Number()));

    /// <summary>A span, relative to <paramref name="origin"/>.</summary>
    public TextSpan Span(int origin)
    {
        var start = origin + Number();
        return new TextSpan(start, start + Number());
    }

    /// <summary>Spans, each relative to the end of the one before, the first to <paramref name="origin"/>.</summary>
    public ImmutableArray<TextSpan> Spans(int origin)
    {
        var spans = new TextSpan[Number()];
        for (var i = 0; i < spans.Length; i++)
        {
            spans[i] = Span(origin);
            origin = spans[i].End;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(spans);
    }

    /// <summary>Passes over what <see cref="Spans"/> would read.</summary>
    public void SkipSpans()
    {
        for (var numbers = 2 * Number(); numbers > 0; numbers--)
        {
            Number();
        }
    }
}

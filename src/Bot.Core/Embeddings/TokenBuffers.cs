using System.Collections.Immutable;
using System.Text;
using ReleaseBot.Releases;

namespace ReleaseBot.Embeddings;

/// <summary>The word being read: its folded letters, and for each the original characters it came from.</summary>
internal sealed class WordBuffer
{
    private readonly StringBuilder _letters = new();
    private readonly List<TextSpan> _origins = [];

    public string Letters => _letters.ToString();

    /// <summary>UTF-16 code units of <see cref="Letters"/>.</summary>
    public int Length => _letters.Length;

    /// <summary>Code points of <see cref="Letters"/>.</summary>
    public int Runes { get; private set; }

    public void Add(Rune letter, TextSpan origin)
    {
        Span<char> units = stackalloc char[2];
        var count = letter.EncodeToUtf16(units);
        _letters.Append(units[..count]);
        _origins.AddRange(Enumerable.Repeat(origin, count));
        Runes++;
    }

    /// <summary>Lets the last letter reach to <paramref name="end"/>: a combining mark follows it.</summary>
    public void Extend(int end)
    {
        for (var (i, start) = (_origins.Count - 1, _origins.Count > 0 ? _origins[^1].Start : 0); i >= 0 && _origins[i].Start == start; i--)
        {
            _origins[i] = new TextSpan(start, end);
        }
    }

    /// <summary>The original characters of the letters from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public TextSpan SpanOf(int start, int end) => new(_origins[start].Start, _origins[end - 1].End);

    public void Clear()
    {
        _letters.Clear();
        _origins.Clear();
        Runes = 0;
    }
}

/// <summary>The tokens found so far, up to a limit.</summary>
internal sealed class TokenBuffer(int limit)
{
    private readonly ImmutableArray<int>.Builder _ids = ImmutableArray.CreateBuilder<int>();
    private readonly ImmutableArray<TextSpan>.Builder _spans = ImmutableArray.CreateBuilder<TextSpan>();

    /// <summary>Whether a token was turned away.</summary>
    public bool Full { get; private set; }

    public void Add(int id, TextSpan span)
    {
        if (_ids.Count == limit)
        {
            Full = true;
            return;
        }

        _ids.Add(id);
        _spans.Add(span);
    }

    public TokenSequence ToSequence() => new(_ids.ToImmutable(), _spans.ToImmutable(), Full);
}

namespace ReleaseBot.Releases.Formats;

/// <summary>Splits a stream into lines without holding more than one of them.</summary>
internal sealed class LineReader(Stream stream, int longestLine)
{
    private byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Number of the line last returned, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>
    /// The next line without its end, valid until the next call; null after the last one. <c>TooLong</c> says that the line
    /// exceeds the limit and was skipped.
    /// </summary>
    public async ValueTask<(Memory<byte> Bytes, bool TooLong)?> NextAsync(CancellationToken cancellationToken)
    {
        var tooLong = false;
        for (var searched = 0; ;)
        {
            var newline = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (newline >= 0)
                return Take(searched + newline, 1, tooLong);
            searched = _end - _start;
            if (searched > longestLine)
            {
                tooLong = true;
                (_start, _end, searched) = (0, 0, 0);
            }

            if (_ended)
                return searched > 0 || tooLong ? Take(searched, 0, tooLong) : null;
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private (Memory<byte> Bytes, bool TooLong) Take(int length, int newline, bool tooLong)
    {
        var line = _buffer.AsMemory(_start, length);
        _start += length + newline;
        Number++;
        if (line.Span is [.., (byte)'\r'])
            line = line[..^1];
        if (Number == 1 && line.Span.StartsWith("\uFEFF"u8))
            line = line[3..];
        return (tooLong ? Memory<byte>.Empty : line, tooLong || line.Length > longestLine);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _ended = read == 0;
        _end += read;
    }
}

using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReleaseBot.Releases.Formats;

namespace ReleaseBot.Releases;

/// <summary>
/// Files and folders → releases. Every file, and every line of a jsonl file, gives one result; a bad one is an error result
/// and the rest goes on. Holds one release at a time in memory.
/// </summary>
/// <exception cref="OptionsValidationException">The options are out of range.</exception>
public sealed partial class ReleaseReader
{
    // A file none of whose first lines are JSON is not jsonl.
    private const int MostBadLines = 100;

    private readonly ILogger<ReleaseReader> _logger;
    private readonly FileWalk _walk;
    private readonly int _maxBytes;

    /// <summary>A reader with these limits.</summary>
    public ReleaseReader(IOptions<ReleasesOptions> options, ILogger<ReleaseReader> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Value.Validate() is { } complaint)
            throw new OptionsValidationException(ReleasesOptions.Section, typeof(ReleasesOptions), [complaint]);
        _maxBytes = options.Value.MaxReleaseBytes;
        _logger = logger;
        _walk = new FileWalk(logger);
    }

    /// <summary>
    /// Reads files (txt, md, markdown, html, htm, jsonl) and folders with all below them, in ordinal order. Files of other types
    /// are skipped in folders and are an error when named.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing else is thrown.</exception>
    public async IAsyncEnumerable<ReadResult> ReadAsync(IReadOnlyList<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paths);
        foreach (var file in _walk.Find(paths, cancellationToken))
        {
            if (file.Error is not null)
                yield return Failed(file.Path, file.Error);
            else if (file.Format != FileFormat.JsonLines)
                yield return await ReadDocumentAsync(file, cancellationToken).ConfigureAwait(false);
            else
            {
                await foreach (var result in ReadLinesAsync(file, cancellationToken).ConfigureAwait(false))
                    yield return result;
            }
        }
    }

    /// <summary>
    /// How many results <see cref="ReadAsync"/> will give for these paths: one a file, one a line that is not blank in jsonl files.
    /// A quick look, for the total of a progress bar; files that change meanwhile make it an estimate.
    /// </summary>
    public async Task<int> CountAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var count = 0;
        foreach (var file in _walk.Find(paths, cancellationToken))
            count += file is { Error: null, Format: FileFormat.JsonLines } ? await CountLinesAsync(file.Path, cancellationToken).ConfigureAwait(false) : 1;
        return count;
    }

    private async Task<ReadResult> ReadDocumentAsync(FoundFile file, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await ReadBoundedAsync(file.Path, cancellationToken).ConfigureAwait(false);
            var text = FileText.Decode(bytes.Span, file.Format == FileFormat.Html ? DeclaredEncoding(bytes.Span) : null);
            var draft = file.Format switch
            {
                FileFormat.Markdown => MarkdownPage.Read(text, cancellationToken),
                FileFormat.Html => HtmlPage.Read(text, cancellationToken),
                _ => PlainText.Read(text),
            };
            return Read(ReleaseAssembly.Complete(draft, file.Path, file.Id, Path.GetFileName(file.Path)));
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Failed(file.Path, Complaint(file.Path, error));
        }
    }

    private async IAsyncEnumerable<ReadResult> ReadLinesAsync(FoundFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (stream, openError) = Open(file.Path);
        if (stream is null)
        {
            yield return Failed(file.Path, openError!);
            yield break;
        }

        await using var closing = stream.ConfigureAwait(false);
        var lines = new LineReader(stream, _maxBytes);
        var (good, bad) = (0, 0);
        while (await NextResultAsync(lines, file.Path, cancellationToken).ConfigureAwait(false) is { } result)
        {
            yield return result;
            (good, bad) = result.Release is null ? (good, bad + 1) : (good + 1, bad);
            if (result is { Release: null, Line: null })
                yield break;
            if (good > 0 || bad < MostBadLines)
                continue;
            yield return Failed(file.Path, $"The first {MostBadLines} lines are not releases; the rest was not read. Check that this is a jsonl file.");
            yield break;
        }

        if (good + bad == 0)
            yield return Failed(file.Path, "The file is empty. Remove it, or write one JSON object per line.");
    }

    // The result of the next line that is not blank; null at the end. An error without a line number ends the file.
    private async ValueTask<ReadResult?> NextResultAsync(LineReader lines, string path, CancellationToken cancellationToken)
    {
        try
        {
            while (await lines.NextAsync(cancellationToken).ConfigureAwait(false) is var (bytes, tooLong))
            {
                if (tooLong)
                    return Failed(path, TooLarge("The line"), lines.Number);
                if (bytes.Span.Trim(" \t\r"u8).IsEmpty)
                    continue;
                if (lines.Number == 1 && bytes.Span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
                    return Failed(path, "The file is UTF-16. Save it as UTF-8 and try again.");
                return Read(JsonLine.Read(bytes, path), lines.Number);
            }

            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Failed(path, Complaint(path, error), error is IOException ? null : lines.Number);
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadBoundedAsync(string path, CancellationToken cancellationToken)
    {
        var (stream, error) = Open(path);
        if (stream is null)
            throw new ReleaseFormatException(error!);
        await using var closing = stream.ConfigureAwait(false);
        if (stream.Length > _maxBytes)
            throw new ReleaseFormatException(TooLarge("The file"));
        var bytes = new byte[stream.Length];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return bytes.AsMemory(0, read);
    }

    private static async Task<int> CountLinesAsync(string path, CancellationToken cancellationToken)
    {
        var (stream, _) = Open(path);
        if (stream is null)
            return 1;
        await using var closing = stream.ConfigureAwait(false);
        var (count, hasWords) = (0, false);
        var buffer = new byte[1 << 16];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                (count, hasWords) = CountLines(buffer.AsSpan(0, read), count, hasWords);
        }
        catch (IOException)
        {
            // Reading will meet the same failure and report it.
        }

        return Math.Max(1, count + (hasWords ? 1 : 0));
    }

    private static (int Count, bool HasWords) CountLines(ReadOnlySpan<byte> bytes, int count, bool hasWords)
    {
        for (var newline = bytes.IndexOf((byte)'\n'); newline >= 0; newline = bytes.IndexOf((byte)'\n'))
        {
            count += hasWords || bytes[..newline].IndexOfAnyExcept(" \t\r"u8) >= 0 ? 1 : 0;
            bytes = bytes[(newline + 1)..];
            hasWords = false;
        }

        return (count, hasWords || bytes.IndexOfAnyExcept(" \t\r"u8) >= 0);
    }
}

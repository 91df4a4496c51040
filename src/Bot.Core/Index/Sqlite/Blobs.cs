using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using ReleaseBot.Embeddings;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Sqlite;

/// <summary>Vectors and spans as bytes, little-endian.</summary>
internal static class Blobs
{
    /// <summary>Floats as they lie in memory.</summary>
    public static byte[] Dense(ReadOnlySpan<float> vector) => MemoryMarshal.AsBytes(vector).ToArray();

    /// <summary>All ids, then all weights.</summary>
    public static byte[] Sparse(SparseVector vector) =>
        [.. MemoryMarshal.AsBytes(vector.Indices.AsSpan()), .. MemoryMarshal.AsBytes(vector.Values.AsSpan())];

    /// <summary>The ids of a stored sparse vector.</summary>
    public static ReadOnlySpan<uint> Tokens(ReadOnlySpan<byte> sparse) => MemoryMarshal.Cast<byte, uint>(sparse[..(sparse.Length / 2)]);

    /// <summary>The weights of a stored sparse vector.</summary>
    public static ReadOnlySpan<float> Weights(ReadOnlySpan<byte> sparse) => MemoryMarshal.Cast<byte, float>(sparse[(sparse.Length / 2)..]);

    /// <summary>Title, headings and boilerplate of a release.</summary>
    public static byte[] Spans(Release release) => Write(writer =>
    {
        writer.Span(release.TitleSpan, 0);
        writer.Spans(release.Headings, 0);
        writer.Spans(release.Boilerplate, 0);
    });

    /// <summary>Undoes <see cref="Spans(Release)"/>.</summary>
    public static (TextSpan Title, ImmutableArray<TextSpan> Headings, ImmutableArray<TextSpan> Boilerplate) Spans(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        return (reader.Span(0), reader.Spans(0), reader.Spans(0));
    }

    /// <summary>Everything of a release's passages but their words, which are the release's, found there by byte.</summary>
    public static byte[] Passages(IReadOnlyList<EmbeddedPassage> passages, string text) => Write(writer =>
    {
        var header = string.Empty;
        foreach (var (passage, _, _, _, _, _) in passages)
        {
            var changed = passage.Header != header;
            header = passage.Header;
            writer.Write(changed);
            if (changed)
            {
                writer.Write(header);
            }

            writer.Write(passage.Id.ToByteArray());
            writer.Write7BitEncodedInt(passage.Ordinal);
            writer.Write7BitEncodedInt(Encoding.UTF8.GetByteCount(text.AsSpan(0, passage.Span.Start)));
            writer.Write7BitEncodedInt(Encoding.UTF8.GetByteCount(passage.Text));
            writer.Span(passage.Span, 0);
            writer.Spans(passage.Sentences, passage.Span.Start);
        }
    });

    /// <summary>Some passages of a release.</summary>
    /// <param name="bytes">What <see cref="Passages(IReadOnlyList{EmbeddedPassage}, string)"/> gave.</param>
    /// <param name="releaseId">The release.</param>
    /// <param name="text">Its text, in UTF-8.</param>
    /// <param name="positions">Which, ascending, without repetition.</param>
    public static Passage[] Passages(ReadOnlySpan<byte> bytes, string releaseId, ReadOnlySpan<byte> text, ReadOnlySpan<int> positions)
    {
        var reader = new ByteReader(bytes);
        var passages = new Passage[positions.Length];
        var header = string.Empty;
        for (var (position, found) = (0, 0); found < positions.Length; position++)
        {
            header = reader.Take(1)[0] != 0 ? reader.Text() : header;
            if (position == positions[found])
            {
                passages[found++] = Read(ref reader, releaseId, text, header);
            }
            else
            {
                Skip(ref reader);
            }
        }

        return passages;
    }

    private static Passage Read(ref ByteReader reader, string releaseId, ReadOnlySpan<byte> text, string header)
    {
        var id = new Guid(reader.Take(16));
        var ordinal = reader.Number();
        var words = Encoding.UTF8.GetString(text.Slice(reader.Number(), reader.Number()));
        var span = reader.Span(0);
        return new Passage
        {
            Id = id,
            ReleaseId = releaseId,
            Ordinal = ordinal,
            Span = span,
            Text = words,
            Sentences = reader.Spans(span.Start),
            Header = header,
        };
    }

    private static void Skip(ref ByteReader reader)
    {
        reader.Take(16);
        for (var numbers = 5; numbers > 0; numbers--)
        {
            reader.Number();
        }

        reader.SkipSpans();
    }

    private static byte[] Write(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    // Distances from the end before are small, and small numbers take one byte.
    private static void Spans(this BinaryWriter writer, ImmutableArray<TextSpan> spans, int origin)
    {
        writer.Write7BitEncodedInt(spans.Length);
        foreach (var span in spans)
        {
            writer.Span(span, origin);
            origin = span.End;
        }
    }

    private static void Span(this BinaryWriter writer, TextSpan span, int origin)
    {
        writer.Write7BitEncodedInt(span.Start - origin);
        writer.Write7BitEncodedInt(span.Length);
    }
}

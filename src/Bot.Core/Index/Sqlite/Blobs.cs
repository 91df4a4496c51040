using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ReleaseBot.Embeddings;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Index.Sqlite;

/// <summary>Vectors and spans as bytes, little-endian.</summary>
internal static class Blobs
{
    /// <summary>Bytes of one token of a sparse vector: its id, then its weight.</summary>
    public const int TokenBytes = sizeof(uint) + sizeof(float);

    /// <summary>Floats as they lie in memory; every platform of .NET 10 is little-endian but one, which is not ours.</summary>
    public static byte[] Dense(ReadOnlySpan<float> vector) => MemoryMarshal.AsBytes(vector).ToArray();

    /// <summary>All ids, then all weights.</summary>
    public static byte[] Sparse(SparseVector vector)
    {
        var bytes = new byte[vector.Indices.Length * TokenBytes];
        MemoryMarshal.AsBytes(vector.Indices.AsSpan()).CopyTo(bytes);
        MemoryMarshal.AsBytes(vector.Values.AsSpan()).CopyTo(bytes.AsSpan(vector.Indices.Length * sizeof(uint)));
        return bytes;
    }

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
    public static (TextSpan Title, ImmutableArray<TextSpan> Headings, ImmutableArray<TextSpan> Boilerplate) Spans(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        return (reader.Span(0), reader.Spans(0), reader.Spans(0));
    }

    /// <summary>Everything of a release's passages but their words, which are the release's.</summary>
    public static byte[] Passages(IReadOnlyList<EmbeddedPassage> passages) => Write(writer =>
    {
        writer.Write7BitEncodedInt(passages.Count);
        var header = string.Empty;
        foreach (var (passage, _, _, _, _, _) in passages)
        {
            writer.Write(passage.Id.ToByteArray());
            writer.Write7BitEncodedInt(passage.Ordinal);
            writer.Span(passage.Span, 0);
            writer.Spans(passage.Sentences, passage.Span.Start);
            writer.Write(passage.Header != header);
            if (passage.Header != header)
            {
                header = passage.Header;
                writer.Write(header);
            }
        }
    });

    /// <summary>Undoes <see cref="Passages(IReadOnlyList{EmbeddedPassage})"/>.</summary>
    public static Passage[] Passages(byte[] bytes, string releaseId, string text)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var passages = new Passage[reader.Read7BitEncodedInt()];
        var header = string.Empty;
        for (var i = 0; i < passages.Length; i++)
        {
            var id = new Guid(reader.ReadBytes(16));
            var ordinal = reader.Read7BitEncodedInt();
            var span = reader.Span(0);
            var sentences = reader.Spans(span.Start);
            header = reader.ReadBoolean() ? reader.ReadString() : header;
            passages[i] = new Passage
            {
                Id = id,
                ReleaseId = releaseId,
                Ordinal = ordinal,
                Span = span,
                Text = span.Of(text),
                Sentences = sentences,
                Header = header,
            };
        }

        return passages;
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

    private static ImmutableArray<TextSpan> Spans(this BinaryReader reader, int origin)
    {
        var spans = new TextSpan[reader.Read7BitEncodedInt()];
        for (var i = 0; i < spans.Length; i++)
        {
            spans[i] = reader.Span(origin);
            origin = spans[i].End;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(spans);
    }

    private static void Span(this BinaryWriter writer, TextSpan span, int origin)
    {
        writer.Write7BitEncodedInt(span.Start - origin);
        writer.Write7BitEncodedInt(span.Length);
    }

    private static TextSpan Span(this BinaryReader reader, int origin)
    {
        var start = origin + reader.Read7BitEncodedInt();
        return new TextSpan(start, start + reader.Read7BitEncodedInt());
    }
}

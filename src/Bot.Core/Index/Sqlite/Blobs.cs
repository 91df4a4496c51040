using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ReleaseBot.Embeddings;
using ReleaseBot.Releases;

namespace ReleaseBot.Index;

/// <summary>How vectors and spans are written into BLOB columns. Numbers are little-endian, as on every platform .NET 10 supports.</summary>
internal static class Blobs
{
    /// <summary>Single-precision numbers, bit for bit.</summary>
    public static byte[] Write(ReadOnlySpan<float> vector) => MemoryMarshal.AsBytes(vector).ToArray();

    /// <summary>The numbers of a dense vector, where they lie.</summary>
    public static ReadOnlySpan<float> ReadDense(ReadOnlySpan<byte> blob) => MemoryMarshal.Cast<byte, float>(blob);

    /// <summary>All token ids, then all weights, 4 bytes each.</summary>
    public static byte[] Write(SparseVector vector) =>
        [.. MemoryMarshal.AsBytes(vector.Indices.AsSpan()), .. MemoryMarshal.AsBytes(vector.Values.AsSpan())];

    /// <summary>The token ids and weights of a sparse vector, where they lie.</summary>
    public static SparseSpan ReadSparse(ReadOnlySpan<byte> blob)
    {
        int half = blob.Length / 2;
        return new SparseSpan(MemoryMarshal.Cast<byte, uint>(blob[..half]), MemoryMarshal.Cast<byte, float>(blob[half..]));
    }

    /// <summary>Spans as pairs of distance from the span before (at first from <paramref name="origin"/>) and length, seven bits a byte.</summary>
    public static byte[] Write(ImmutableArray<TextSpan> spans, int origin)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        foreach (TextSpan span in spans.IsDefault ? [] : spans)
        {
            int distance = span.Start - origin;
            // Zigzag, because windows may overlap: 0, −1, 1, −2, … become 0, 1, 2, 3, …
            writer.Write7BitEncodedInt((distance << 1) ^ (distance >> 31));
            writer.Write7BitEncodedInt(span.Length);
            origin = span.End;
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>The spans, read back.</summary>
    public static ImmutableArray<TextSpan> ReadSpans(byte[] blob, int origin)
    {
        var spans = ImmutableArray.CreateBuilder<TextSpan>();
        using var reader = new BinaryReader(new MemoryStream(blob));
        while (reader.BaseStream.Position < blob.Length)
        {
            int zigzag = reader.Read7BitEncodedInt();
            int start = origin + ((int)((uint)zigzag >> 1) ^ -(zigzag & 1));
            origin = start + reader.Read7BitEncodedInt();
            spans.Add(new TextSpan(start, origin));
        }

        return spans.ToImmutable();
    }
}

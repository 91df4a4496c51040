using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ReleaseBot.Index.Sqlite;

/// <summary>Dot products of rows of signed bytes, with what the processor has.</summary>
internal static class Int8Kernel
{
    // The widest step of the loops below, in components.
    private const int Step = 32;

    private const float Greatest = 127;

    /// <summary>A row's length: the dimension, up to the next step.</summary>
    public static int Padded(int dimension) => (dimension + Step - 1) / Step * Step;

    /// <summary>Rounds a vector to −127…127 and returns what one unit stands for; 0 for the zero vector.</summary>
    public static float Quantize(ReadOnlySpan<float> vector, Span<sbyte> bytes)
    {
        var scale = Math.Abs(TensorPrimitives.MaxMagnitude(vector)) / Greatest;
        if (!(scale > 0))
        {
            return 0;
        }

        for (var i = 0; i < vector.Length; i++)
        {
            bytes[i] = (sbyte)MathF.Round(vector[i] / scale);
        }

        return scale;
    }

    /// <summary>The dot product of <paramref name="question"/> with each row of <paramref name="rows"/>, in units of both scales.</summary>
    public static void Dot(ReadOnlySpan<sbyte> rows, ReadOnlySpan<short> question, Span<float> scores)
    {
        ref var row = ref MemoryMarshal.GetReference(rows);
        ref var other = ref MemoryMarshal.GetReference(question);
        var length = (nuint)question.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length, scores.Length * question.Length);
        for (var i = 0; i < scores.Length; i++)
        {
            var start = (nuint)i * length;
            scores[i] = Avx512BW.IsSupported ? Wide(ref row, start, ref other, length)
                : Avx2.IsSupported ? Half(ref row, start, ref other, length)
                : Portable(ref row, start, ref other, length);
        }
    }

    /// <summary>One row, with 512-bit registers (AVX-512BW).</summary>
    internal static int Wide(ref sbyte row, nuint start, ref short question, nuint length)
    {
        var sum = Vector512<int>.Zero;
        for (nuint i = 0; i < length; i += 32)
        {
            var stored = Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref row, start + i));
            sum += Avx512BW.MultiplyAddAdjacent(stored, Vector512.LoadUnsafe(ref question, i));
        }

        return Vector512.Sum(sum);
    }

    /// <summary>One row, with 256-bit registers (AVX2).</summary>
    internal static int Half(ref sbyte row, nuint start, ref short question, nuint length)
    {
        var (even, odd) = (Vector256<int>.Zero, Vector256<int>.Zero);
        for (nuint i = 0; i < length; i += 32)
        {
            var first = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref row, start + i));
            var second = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref row, start + i + 16));
            even += Avx2.MultiplyAddAdjacent(first, Vector256.LoadUnsafe(ref question, i));
            odd += Avx2.MultiplyAddAdjacent(second, Vector256.LoadUnsafe(ref question, i + 16));
        }

        return Vector256.Sum(even + odd);
    }

    /// <summary>One row, with the 128-bit registers every processor has.</summary>
    /// <remarks>A product of two bytes fits 16 bits, two of them summed do as well: 2 · 127² = 32258.</remarks>
    internal static int Portable(ref sbyte row, nuint start, ref short question, nuint length)
    {
        var sum = Vector128<int>.Zero;
        for (nuint i = 0; i < length; i += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref row, start + i));
            var products = (low * Vector128.LoadUnsafe(ref question, i)) + (high * Vector128.LoadUnsafe(ref question, i + 8));
            var (first, second) = Vector128.Widen(products);
            sum += first + second;
        }

        return Vector128.Sum(sum);
    }
}

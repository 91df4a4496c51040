using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ReleaseBot.Index;

/// <summary>
/// Dot products of 8-bit vectors with a 16-bit question, in integers, so every instruction set gives the same number. The question keeps
/// 16 bits because its error would widen every passage's margin, and the scan waits for memory, not for the wider multiplication.
/// </summary>
internal static class Int8Dot
{
    /// <summary>Scores consecutive vectors: <c>scores[i] = codes[i] · query</c>, in real units.</summary>
    public static void Score(ReadOnlySpan<sbyte> codes, ReadOnlySpan<float> scales, QuantizedQuery query, Span<float> scores)
    {
        ReadOnlySpan<short> question = query.Codes;
        if (Avx512BW.IsSupported) ScoreAvx512(codes, question, scores);
        else if (Avx2.IsSupported) ScoreAvx2(codes, question, scores);
        else ScorePortable(codes, question, scores);
        for (int i = 0; i < scores.Length; i++) scores[i] *= scales[i] * query.Scale;
    }

    internal static void ScoreAvx512(ReadOnlySpan<sbyte> codes, ReadOnlySpan<short> query, Span<float> scores)
    {
        int stride = query.Length;
        ref sbyte vector = ref MemoryMarshal.GetReference(codes);
        ref short question = ref MemoryMarshal.GetReference(query);
        for (int i = 0; i < scores.Length; i++)
        {
            Vector512<int> sum = Vector512<int>.Zero;
            for (int j = 0; j < stride; j += Vector256<sbyte>.Count)
            {
                Vector512<short> wide = Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref vector, (nuint)j));
                sum += Avx512BW.MultiplyAddAdjacent(wide, Vector512.LoadUnsafe(ref question, (nuint)j));
            }

            scores[i] = Vector512.Sum(sum);
            vector = ref Unsafe.Add(ref vector, stride);
        }
    }

    internal static void ScoreAvx2(ReadOnlySpan<sbyte> codes, ReadOnlySpan<short> query, Span<float> scores)
    {
        int stride = query.Length;
        ref sbyte vector = ref MemoryMarshal.GetReference(codes);
        ref short question = ref MemoryMarshal.GetReference(query);
        for (int i = 0; i < scores.Length; i++)
        {
            Vector256<int> even = Vector256<int>.Zero, odd = Vector256<int>.Zero;
            for (int j = 0; j < stride; j += 2 * Vector128<sbyte>.Count)
            {
                nuint next = (nuint)(j + Vector128<sbyte>.Count);
                Vector256<short> first = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref vector, (nuint)j));
                Vector256<short> second = Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref vector, next));
                even += Avx2.MultiplyAddAdjacent(first, Vector256.LoadUnsafe(ref question, (nuint)j));
                odd += Avx2.MultiplyAddAdjacent(second, Vector256.LoadUnsafe(ref question, next));
            }

            scores[i] = Vector256.Sum(even + odd);
            vector = ref Unsafe.Add(ref vector, stride);
        }
    }

    internal static void ScorePortable(ReadOnlySpan<sbyte> codes, ReadOnlySpan<short> query, Span<float> scores)
    {
        int stride = query.Length;
        for (int i = 0; i < scores.Length; i++)
        {
            Vector128<int> sum = Vector128<int>.Zero;
            ref sbyte vector = ref MemoryMarshal.GetReference(codes[(i * stride)..]);
            for (int j = 0; j < stride; j += Vector128<sbyte>.Count)
            {
                (Vector128<short> low, Vector128<short> high) = Vector128.Widen(Vector128.LoadUnsafe(ref vector, (nuint)j));
                sum += Products(low, query[j..]) + Products(high, query[(j + Vector128<short>.Count)..]);
            }

            scores[i] = Vector128.Sum(sum);
        }
    }

    private static Vector128<int> Products(Vector128<short> codes, ReadOnlySpan<short> query)
    {
        (Vector128<int> low, Vector128<int> high) = Vector128.Widen(codes);
        (Vector128<int> queryLow, Vector128<int> queryHigh) = Vector128.Widen(Vector128.Create(query));
        return low * queryLow + high * queryHigh;
    }
}

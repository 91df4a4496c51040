using System.Numerics.Tensors;

namespace ReleaseBot.Index;

/// <summary>
/// The dense vectors of a segment as 8-bit integers, one scale a vector, in one stretch of memory: a quarter of the bytes to read,
/// which is what a scan waits for. The exact vectors stay on disk and settle the order of the best.
/// </summary>
/// <param name="codes">Codes in vectors of <paramref name="stride"/>, zero-padded.</param>
/// <param name="scales">Value of a code of 1, by vector.</param>
/// <param name="errors">Euclidean norm of what quantising lost, by vector.</param>
/// <param name="stride">Codes a vector.</param>
internal sealed class QuantizedVectors(sbyte[] codes, float[] scales, float[] errors, int stride)
{
    /// <summary>Codes lie between −127 and 127.</summary>
    public const int LargestCode = 127;

    /// <summary>Vectors are padded to a multiple of this many codes, so that kernels have no remainder.</summary>
    public const int Lane = 32;

    /// <summary>Value of a code of 1, by vector.</summary>
    public float[] Scales => scales;

    /// <summary>Euclidean norm of what quantising lost, by vector.</summary>
    public float[] Errors => errors;

    /// <summary>Codes a vector of this dimension takes.</summary>
    public static int StrideOf(int dimension) => (dimension + Lane - 1) / Lane * Lane;

    /// <summary>The codes of the vectors from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public ReadOnlySpan<sbyte> Codes(int start, int end) => codes.AsSpan(start * stride, (end - start) * stride);

    /// <summary>Quantises one vector; <paramref name="target"/> has the stride's length and is zero.</summary>
    public static (float Scale, float Error) Quantize(ReadOnlySpan<float> vector, Span<sbyte> target)
    {
        float scale = Math.Abs(TensorPrimitives.MaxMagnitude(vector)) / LargestCode;
        if (scale == 0) return (0, TensorPrimitives.Norm(vector));
        double error = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            target[i] = (sbyte)Math.Clamp(MathF.Round(vector[i] / scale), -LargestCode, LargestCode);
            double difference = vector[i] - (double)scale * target[i];
            error += difference * difference;
        }

        return (scale, (float)Math.Sqrt(error));
    }
}

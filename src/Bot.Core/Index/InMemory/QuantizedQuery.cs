using System.Numerics.Tensors;

namespace ReleaseBot.Index;

/// <summary>
/// A question's vector in 16-bit integers, with what is needed to bound how far a scanned score can be from the exact one.
/// </summary>
internal sealed class QuantizedQuery
{
    private readonly float norm;
    private readonly float reach;

    /// <summary>Quantises a question's vector of any length but 0.</summary>
    public QuantizedQuery(ReadOnlySpan<float> vector)
    {
        // Largest code for which a dot product with codes of ±127 cannot overflow 32 bits.
        int largest = Math.Min(short.MaxValue, int.MaxValue / (QuantizedVectors.LargestCode * vector.Length) - 1);
        Codes = new short[QuantizedVectors.StrideOf(vector.Length)];
        Scale = Math.Abs(TensorPrimitives.MaxMagnitude(vector)) / largest;
        double error = 0;
        for (int i = 0; i < vector.Length && Scale > 0; i++)
        {
            Codes[i] = (short)Math.Clamp(MathF.Round(vector[i] / Scale), -largest, largest);
            double difference = vector[i] - (double)Scale * Codes[i];
            error += difference * difference;
        }

        norm = TensorPrimitives.Norm(vector);
        // Rounding of a single-precision dot product: at most about length · 2⁻²⁴ of the product of the norms.
        double rounding = 2 * vector.Length * Math.Pow(2, -24) * norm;
        reach = (float)((Math.Sqrt(error) + rounding) * QuantizedVectors.LargestCode * Math.Sqrt(vector.Length));
    }

    /// <summary>The codes, zero-padded to the stride.</summary>
    public short[] Codes { get; }

    /// <summary>Value of a code of 1.</summary>
    public float Scale { get; }

    /// <summary>
    /// Most by which a scanned score can differ from the exact dot product. With u = û + f and v = v̂ + e (ˆ: as quantised),
    /// u·v − û·v̂ = u·e + f·v̂, hence by Cauchy–Schwarz at most ‖u‖‖e‖ + ‖f‖‖v̂‖, and ‖v̂‖ ≤ scale · 127 · √dimension.
    /// </summary>
    /// <param name="scale">The passage's scale.</param>
    /// <param name="error">The passage's ‖e‖.</param>
    public float Margin(float scale, float error) => norm * error + reach * scale;
}

using System.Numerics.Tensors;

namespace ReleaseBot.Index.Sqlite;

/// <summary>
/// Dense vectors as signed bytes, each with its own scale (greatest magnitude / 127), in one block; for small indexes the floats
/// too. The bytes find the best, the floats say how good they are.
/// </summary>
internal sealed class QuantizedVectors
{
    private readonly int _dimension;
    private readonly int _stride;
    private readonly sbyte[] _bytes;
    private readonly float[] _scales;
    private readonly float[]? _exact;

    private QuantizedVectors(int dimension, sbyte[] bytes, float[] scales, float[]? exact)
    {
        _dimension = dimension;
        _stride = Int8Kernel.Padded(dimension);
        _bytes = bytes;
        _scales = scales;
        _exact = exact;
    }

    /// <summary>Bytes of floats kept.</summary>
    public long ExactBytes => (_exact?.LongLength ?? 0) * sizeof(float);

    /// <summary>The quantised vectors, as far as they are scanned.</summary>
    public ReadOnlySpan<sbyte> Bytes => _bytes;

    /// <summary>A vector's floats, where they are kept.</summary>
    public bool TryGetExact(int index, out ReadOnlySpan<float> vector)
    {
        vector = _exact is null ? default : _exact.AsSpan(index * _dimension, _dimension);
        return _exact is not null;
    }

    /// <summary>About the dot products of vectors from <paramref name="first"/> on with a question.</summary>
    public void Dot(QuantizedQuestion question, int first, Span<float> scores)
    {
        Int8Kernel.Dot(_bytes.AsSpan(first * _stride, scores.Length * _stride), question.Components, scores);
        TensorPrimitives.Multiply(scores, _scales.AsSpan(first, scores.Length), scores);
        TensorPrimitives.Multiply(scores, question.Scale, scores);
    }

    /// <summary>Collects vectors.</summary>
    public sealed class Builder(int dimension, int expected, bool keepExact)
    {
        private readonly int _stride = Int8Kernel.Padded(dimension);
        private sbyte[] _bytes = new sbyte[expected * Int8Kernel.Padded(dimension)];
        private float[] _scales = new float[expected];
        private float[] _exact = keepExact ? new float[expected * dimension] : [];
        private int _count;

        /// <summary>Adds one.</summary>
        public void Add(ReadOnlySpan<float> vector)
        {
            if (_count == _scales.Length)
            {
                Resize(Math.Max(16, _count * 2));
            }

            _scales[_count] = Int8Kernel.Quantize(vector, _bytes.AsSpan(_count * _stride, dimension));
            if (keepExact)
            {
                vector.CopyTo(_exact.AsSpan(_count * dimension));
            }

            _count++;
        }

        /// <summary>The vectors.</summary>
        public QuantizedVectors Build()
        {
            if (_count != _scales.Length)
            {
                Resize(_count);
            }

            return new QuantizedVectors(dimension, _bytes, _scales, keepExact ? _exact : null);
        }

        private void Resize(int count)
        {
            Array.Resize(ref _bytes, count * _stride);
            Array.Resize(ref _scales, count);
            if (keepExact)
            {
                Array.Resize(ref _exact, count * dimension);
            }
        }
    }
}

/// <summary>A question's vector as signed numbers and their scale.</summary>
internal sealed class QuantizedQuestion
{
    /// <summary>Quantises a vector.</summary>
    public QuantizedQuestion(ReadOnlySpan<float> vector)
    {
        var bytes = new sbyte[Int8Kernel.Padded(vector.Length)];
        Scale = Int8Kernel.Quantize(vector, bytes);
        Components = Array.ConvertAll(bytes, value => (short)value);
    }

    /// <summary>Components −127 to 127, padded with zeros.</summary>
    public short[] Components { get; }

    /// <summary>What one unit stands for.</summary>
    public float Scale { get; }
}

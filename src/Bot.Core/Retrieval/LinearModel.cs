using System.Collections.Immutable;

namespace ReleaseBot.Retrieval;

/// <summary>A weighted sum of named features.</summary>
public sealed class LinearModel
{
    private readonly ImmutableArray<double> _weights;
    private readonly double _bias;

    private LinearModel(ImmutableArray<double> weights, double bias)
    {
        _weights = weights;
        _bias = bias;
    }

    /// <summary>Name under which the constant term is stored.</summary>
    public const string Bias = "bias";

    /// <summary>Reads the weights of <paramref name="names"/> from <paramref name="weights"/>, in the order of <paramref name="names"/>.</summary>
    /// <exception cref="TuningException">A weight is missing, unknown or not finite.</exception>
    public static LinearModel Read(string section, IReadOnlyDictionary<string, double> weights, ImmutableArray<string> names)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var unknown = weights.Keys.Except(names).Where(name => name != Bias).ToArray();
        var missing = names.Where(name => !weights.ContainsKey(name)).ToArray();
        if (unknown.Length > 0 || missing.Length > 0)
        {
            throw new TuningException($"Section \"{section}\" of the tuning file does not fit this version: missing [{string.Join(", ", missing)}], "
                + $"unknown [{string.Join(", ", unknown)}]. Run `bot eval --tune` again, or restore Models/tuning.json.");
        }

        if (weights.Values.Any(weight => !double.IsFinite(weight)))
        {
            throw new TuningException($"Section \"{section}\" of the tuning file holds a weight that is not a finite number. Restore Models/tuning.json.");
        }

        return new LinearModel([.. names.Select(name => weights[name])], weights.GetValueOrDefault(Bias));
    }

    /// <summary>Bias plus the sum of weight times feature; <paramref name="features"/> in the order of the names.</summary>
    public double Score(ReadOnlySpan<double> features)
    {
        var score = _bias;
        for (var i = 0; i < _weights.Length; i++)
        {
            score += _weights[i] * features[i];
        }

        return score;
    }
}

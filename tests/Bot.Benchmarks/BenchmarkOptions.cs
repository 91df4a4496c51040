using System.Globalization;

namespace ReleaseBot.Benchmarks;

/// <summary>The words after a command's name: "--name value" pairs.</summary>
internal sealed class BenchmarkOptions(IReadOnlyList<string> words)
{
    /// <summary>The value of <paramref name="name"/>; null when it is not given.</summary>
    public string? Find(string name)
    {
        var at = words.ToList().IndexOf(name);
        return at >= 0 && at + 1 < words.Count ? words[at + 1] : null;
    }

    /// <summary>The value of an option that must be given.</summary>
    public string Require(string name) => Find(name) ?? throw new ArgumentException($"Give {name} and a value.");

    /// <summary>The same with one more pair.</summary>
    public BenchmarkOptions With(string name, string value) => new([.. words, name, value]);

    /// <summary>A number, or <paramref name="fallback"/>.</summary>
    public int Number(string name, int fallback) =>
        Find(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
}

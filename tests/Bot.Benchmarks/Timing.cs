using System.Diagnostics;
using System.Globalization;

namespace ReleaseBot.Benchmarks;

/// <summary>Wall and processor time of something, in milliseconds. Neighbours on a busy machine stretch the first more than the second.</summary>
internal readonly record struct Timing(double Wall, double Processor)
{
    /// <summary>Times <paramref name="work"/>, all threads of this process counted.</summary>
    public static async Task<(Timing Timing, T Result)> OfAsync<T>(Func<Task<T>> work)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        var wall = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return (new Timing(wall, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds), result);
    }

    /// <summary>Times work without a result.</summary>
    public static async Task<Timing> OfAsync(Action work)
    {
        var (timing, _) = await OfAsync(() =>
        {
            work();
            return Task.FromResult(0);
        });
        return timing;
    }
}

/// <summary>Figures of a sample.</summary>
internal static class Sample
{
    /// <summary>The value below which <paramref name="share"/> of the sample lies, by nearest rank.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var ordered = values.Order().ToArray();
        return ordered[Math.Clamp((int)Math.Ceiling(share * ordered.Length) - 1, 0, ordered.Length - 1)];
    }

    /// <summary>The middle one.</summary>
    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    /// <summary>With so many digits after the point.</summary>
    public static string Text(double value, int digits = 1) => value.ToString("F" + digits, CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ReleaseBot.Qdrant;

namespace ReleaseBot.Benchmarks;

/// <summary>A client that sends all its points each time it is asked to.</summary>
internal sealed class UpsertingProcess : IDisposable
{
    private readonly Process _process;

    private UpsertingProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = false;
        _process = Process.Start(start)!;
    }

    /// <summary>This program's client.</summary>
    public static UpsertingProcess Ours(Uri url, string file, int streams)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        foreach (var argument in new[] { "qdrant-client", "--url", url.ToString(), "--file", file, "--in-flight", Text(streams) })
        {
            start.ArgumentList.Add(argument);
        }

        return new UpsertingProcess(start);
    }

    /// <summary>Qdrant's own client for JavaScript.</summary>
    public static UpsertingProcess Theirs(Uri url, string file, int streams) =>
        new(NodeScript.Starting(["upsert.mjs", url.ToString(), file, Text(streams)]));

    /// <summary>Sends all points; milliseconds it took, and of this client's processor time.</summary>
    public async Task<(double Wall, double Processor)> SendAsync(CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync("go".AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var printed = await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException("The client ended; see its error above.");
        var times = JsonSerializer.Deserialize<double[]>(printed)!;
        return (times[0], times[1]);
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

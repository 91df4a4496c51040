using System.Diagnostics;

namespace ReleaseBot.Benchmarks;

/// <summary>The built executable, started as a user starts it.</summary>
internal sealed class BotProcess : IDisposable
{
    private readonly Process _process;
    private readonly long _started = Stopwatch.GetTimestamp();

    private BotProcess(Process process) => _process = process;

    /// <summary>Milliseconds since the start.</summary>
    public double Elapsed => Stopwatch.GetElapsedTime(_started).TotalMilliseconds;

    /// <summary>What it prints.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Most and present resident memory so far, in bytes, and processor time in milliseconds; null when it has ended.</summary>
    public (long Peak, long Now, double Processor)? Usage
    {
        get
        {
            try
            {
                _process.Refresh();
                return (_process.PeakWorkingSet64, _process.WorkingSet64, _process.TotalProcessorTime.TotalMilliseconds);
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }
    }

    /// <summary>Starts it with these arguments.</summary>
    public static BotProcess Start(params string[] arguments)
    {
        var name = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "bot.exe" : "bot");
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false },
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                Console.Error.WriteLine(line.Data);
            }
        };
        var bot = new BotProcess(process);
        process.Start();
        process.BeginErrorReadLine();
        return bot;
    }

    /// <summary>Waits for its end; throws where it failed.</summary>
    public async Task ExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        if (_process.ExitCode != 0)
        {
            throw new InvalidOperationException($"bot ended with {_process.ExitCode}.");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}

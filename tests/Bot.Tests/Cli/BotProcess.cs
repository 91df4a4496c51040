using System.Diagnostics;
using System.Globalization;
using ReleaseBot.Architecture;

namespace ReleaseBot.Cli;

/// <summary>The bot as a process of its own, with the real models.</summary>
internal sealed class BotProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;

    private BotProcess(Process process) => _process = process;

    public static BotProcess Start(params string[] args) => Start(AppContext.BaseDirectory, [Path.Combine(AppContext.BaseDirectory, "bot.dll"), .. args]);

    /// <summary>As the README says it: "dotnet run" in the repository's root.</summary>
    public static async Task<CliRun> RunProjectAsync(params string[] args)
    {
        var configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
        using var bot = Start(RepositoryFiles.Root, ["run", "--no-build", "--configuration", configuration, "--project", "src/Bot", "--", .. args]);
        return await bot.EndAsync();
    }

    private static BotProcess Start(string folder, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet", args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        return new BotProcess(Process.Start(start)!);
    }

    public static async Task<CliRun> RunAsync(params string[] args)
    {
        using var bot = Start(args);
        return await bot.EndAsync();
    }

    /// <summary>Reads standard error (or output) up to the first line that holds <paramref name="words"/>.</summary>
    public async Task<string> ReadUntilAsync(string words, bool error)
    {
        var reader = error ? _process.StandardError : _process.StandardOutput;
        var seen = new List<string>();
        using var limit = new CancellationTokenSource(_patience);
        while (await reader.ReadLineAsync(limit.Token) is { } line)
        {
            seen.Add(line);
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The process ended without \"{words}\": {string.Join('\n', seen)}");
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What Ctrl-C sends.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<CliRun> EndAsync()
    {
        using var limit = new CancellationTokenSource(_patience);
        var output = _process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = _process.StandardError.ReadToEndAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
        return new CliRun(_process.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}

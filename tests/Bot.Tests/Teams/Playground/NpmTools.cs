using System.Diagnostics;
using ReleaseBot.Architecture;

namespace ReleaseBot.Teams.Playground;

/// <summary>Programs of tests/tools/teams, which .ci/run installs with npm.</summary>
internal static class NpmTools
{
    public static string Folder { get; } = Path.Combine(RepositoryFiles.Root, "tests", "tools", "teams");

    /// <summary>Skips the test where they are not installed; with CI=true that is a failure.</summary>
    public static void SkipUnlessInstalled(params string[] more)
    {
        var missing = new[] { Path.Combine(Folder, "node_modules", "@microsoft", "m365agentsplayground") }.Concat(more).FirstOrDefault(path => !Path.Exists(path));
        if (missing is null)
        {
            return;
        }

        var reason = $"{missing} is missing. Run: npm ci --prefix tests/tools/teams (and install chromium).";
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Fail(reason);
    }

    /// <summary>Starts a Node.js program there.</summary>
    public static Process Start(string workingDirectory, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = workingDirectory,
        };
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a script to its end and returns what it printed; its error output is in the failure.</summary>
    public static async Task<string> RunAsync(string script, string input, params string[] args)
    {
        using var process = Start(Folder, new Dictionary<string, string>(), [script, .. args]);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        try
        {
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}: {await error}{output}");
            return output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}

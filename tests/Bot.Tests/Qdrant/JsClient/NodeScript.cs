using System.ComponentModel;
using System.Diagnostics;
using ReleaseBot.Architecture;

namespace ReleaseBot.Qdrant;

/// <summary>Scripts in tests/qdrant-js, run by Node.js with the client that Qdrant publishes.</summary>
internal static class NodeScript
{
    private static string Folder { get; } = Path.Combine(RepositoryFiles.Root, "tests", "qdrant-js");

    /// <summary>Version of Node.js; null where it is not installed.</summary>
    public static string? Version { get; } = FindVersion();

    /// <summary>Why scripts cannot run, with the remedy; null where they can.</summary>
    public static string? Missing =>
        !Directory.Exists(Path.Combine(Folder, "node_modules", "@qdrant", "js-client-rest")) ? "@qdrant/js-client-rest is not installed: run `npm ci` in tests/qdrant-js."
        : Version is null ? "Node.js is not installed: `node` is on no path."
        : null;

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">File name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string script, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var node = Process.Start(Starting([script, .. arguments]))!;
        try
        {
            var errors = node.StandardError.ReadToEndAsync(cancellationToken);
            var output = await node.StandardOutput.ReadToEndAsync(cancellationToken);
            await node.WaitForExitAsync(cancellationToken);
            return (node.ExitCode, output, await errors);
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }
    }

    private static string? FindVersion()
    {
        try
        {
            using var node = Process.Start(Starting(["--version"]))!;
            return node.StandardOutput.ReadToEnd().Trim();
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>How Node.js is started in the scripts' folder.</summary>
    public static ProcessStartInfo Starting(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}

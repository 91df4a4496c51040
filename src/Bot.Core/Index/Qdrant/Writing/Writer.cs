using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ReleaseBot.Index.Qdrant.Writing;

/// <summary>Who writes, as one line: computer, process, its start, and a number of its own for each write.</summary>
internal static class Writer
{
    private static readonly string _process = string.Create(
        CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{Started(Process.GetCurrentProcess())}");

    // Writes of this process that failed and could not be undone; nobody works on them any more.
    private static readonly ConcurrentDictionary<string, bool> _abandoned = new();

    /// <summary>A name for one write.</summary>
    public static string Create(TimeProvider time) => $"{_process}/{Guid.CreateVersion7(time.GetUtcNow())}";

    /// <summary>Notes that this process has given a write up and left it as it is.</summary>
    public static void Abandon(string writer) => _abandoned[writer] = true;

    /// <summary>Whether a writer surely is no more: given up by this process, or of a process of this computer that has ended.</summary>
    public static bool IsGone(string writer)
    {
        if (_abandoned.ContainsKey(writer))
        {
            return true;
        }

        if (writer.Split('/') is not [var machine, var id, var started, _] || machine != Environment.MachineName || !int.TryParse(id, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(number);
            return Started(process) is not "" and var now && now != started;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    // Ids of processes are used again, most of all in containers, where the first is always 1.
    private static string Started(Process process)
    {
        try
        {
            return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception or NotSupportedException)
        {
            return "";
        }
    }
}

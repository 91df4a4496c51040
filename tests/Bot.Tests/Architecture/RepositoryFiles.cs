namespace ReleaseBot.Architecture;

/// <summary>The repository's own source files, found upwards from the test's output.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<SourceFile> Sources(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(path => new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllLines(path)))
        .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal))
        .OrderBy(file => file.Path, StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Bot.sln is in no folder above the tests.");
    }
}

internal sealed record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    /// <summary>Namespaces named by its using lines.</summary>
    public IEnumerable<string> Usings => Lines
        .Select(line => line.Trim())
        .Where(line => line.StartsWith("using ", StringComparison.Ordinal) || line.StartsWith("global using ", StringComparison.Ordinal))
        .Where(line => line.EndsWith(';') && !line.Contains('(', StringComparison.Ordinal))
        .Select(line => line.TrimEnd(';').Split(' ')[^1]);

    /// <summary>The room it lies in: the folder below the project.</summary>
    public string Room => Path.Split('/') is [_, "Bot", ..] ? "Bot" : Path.Split('/') is [_, _, var room, _, ..] ? room : string.Empty;

    /// <summary>Rooms it names, by using lines or by full name.</summary>
    public IEnumerable<string> RoomsUsed => Lines
        .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
        .SelectMany(line => line.Split("ReleaseBot.").Skip(1))
        .Select(rest => new string([.. rest.TakeWhile(char.IsLetter)]))
        .Where(room => room != Room)
        .Distinct();
}

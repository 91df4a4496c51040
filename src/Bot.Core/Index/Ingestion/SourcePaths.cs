namespace ReleaseBot.Index.Ingestion;

/// <summary>Comparing the places releases were read from, as the file system would.</summary>
internal static class SourcePaths
{
    private static readonly StringComparison _comparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Compares as <see cref="Same"/> does.</summary>
    public static StringComparer Comparer { get; } = StringComparer.FromComparison(_comparison);

    /// <summary>Whether both name one file.</summary>
    public static bool Same(string left, string right) => string.Equals(left, right, _comparison);

    /// <summary>Whether <paramref name="source"/> is <paramref name="path"/> or lies below it.</summary>
    public static bool IsUnder(string source, string path)
    {
        var folder = Path.TrimEndingDirectorySeparator(path);
        return Same(source, folder)
            || (source.StartsWith(folder, _comparison)
                && (Path.EndsInDirectorySeparator(folder) || IsSeparator(source[folder.Length])));
    }

    private static bool IsSeparator(char character) =>
        character == Path.DirectorySeparatorChar || character == Path.AltDirectorySeparatorChar;
}

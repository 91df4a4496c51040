namespace ReleaseBot.Operations;

/// <summary>A folder that is removed with what is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private TemporaryFolder(string path) => Path = path;

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>Makes one in the system's folder for such.</summary>
    public static TemporaryFolder Create() => new(Directory.CreateTempSubdirectory("release-bot-").FullName);

    /// <inheritdoc />
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}

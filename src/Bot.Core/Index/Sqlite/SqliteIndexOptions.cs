namespace ReleaseBot.Index;

/// <summary>Settings of the embedded index, section "Index:Sqlite".</summary>
public sealed class SqliteIndexOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Index:Sqlite";

    /// <summary>How long a write waits for another process's write to end; 0 to 10 minutes, default 30 seconds.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest size of the index file, in MiB, 1 to 16,777,216; a write beyond it fails as on a full disk. Default: none.</summary>
    public int? MaxMebibytes { get; set; }
}

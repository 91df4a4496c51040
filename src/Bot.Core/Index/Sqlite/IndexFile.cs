using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ReleaseBot.Index.Sqlite;

/// <summary>The file index.db: whose it is, its tables, and connections to it.</summary>
internal sealed class IndexFile
{
    /// <summary>"RBOT", in the file's header, by which SQLite files of other programs are told apart.</summary>
    public const int ApplicationId = 0x52424F54;

    /// <summary>Version of the tables below.</summary>
    public const int FormatVersion = 1;

    // Passages take about 2 kB; eight to a page waste little, and the page is what a vector costs to read.
    private const int PageBytes = 16_384;

    // Of pages, for each connection.
    private const int CacheKilobytes = 4096;

    private const string Tables = """
        CREATE TABLE schema(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE state(one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL, forgotten INTEGER NOT NULL);
        INSERT INTO state VALUES (1, 0, 0);
        CREATE TABLE releases(
            key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, passages INTEGER NOT NULL, title TEXT NOT NULL,
            date INTEGER, place TEXT, issuer TEXT, language TEXT, url TEXT, title_sparse BLOB NOT NULL,
            time INTEGER, source TEXT NOT NULL, content_hash TEXT NOT NULL, spans BLOB NOT NULL);
        CREATE TABLE bodies(key INTEGER PRIMARY KEY, passages BLOB NOT NULL, text TEXT NOT NULL);
        CREATE TABLE passages(key INTEGER PRIMARY KEY, id BLOB NOT NULL, sparse BLOB NOT NULL, dense BLOB NOT NULL, hash TEXT NOT NULL);
        CREATE TABLE removals(revision INTEGER PRIMARY KEY, key INTEGER NOT NULL);
        """;

    private readonly string _folder;
    private readonly TimeSpan _patience;

    /// <summary>Names the file; nothing is opened yet.</summary>
    public IndexFile(string folder, TimeSpan patience)
    {
        _folder = System.IO.Path.GetFullPath(folder);
        _patience = patience;
        Path = System.IO.Path.Combine(_folder, "index.db");
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Creates the file where there is none, and refuses one that is not an index filled as <paramref name="schema"/> says.</summary>
    public void Prepare(IndexSchema schema)
    {
        CreateFolder();
        using var connection = Connect(readOnly: false);
        if (IsEmpty(connection))
        {
            Create(connection, schema);
        }

        CheckIdentity(connection);
        CheckSchema(connection, schema);
        connection.Execute("PRAGMA journal_mode = WAL");
    }

    /// <summary>A new open connection; the caller disposes of it.</summary>
    public SqliteConnection Connect(bool readOnly)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            // Seconds of the library's own retries, which come on top of SQLite's; its smallest.
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            // NORMAL in WAL mode: a killed process loses nothing; a power cut may lose the last commits, never the whole.
            connection.Execute($"PRAGMA busy_timeout = {(int)_patience.TotalMilliseconds}; PRAGMA synchronous = NORMAL; "
                + $"PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{CacheKilobytes}; PRAGMA query_only = {(readOnly ? 1 : 0)}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void CreateFolder()
    {
        try
        {
            Directory.CreateDirectory(_folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw IndexFailures.Folder(_folder, exception);
        }
    }

    private static bool IsEmpty(SqliteConnection connection) =>
        connection.Scalar("PRAGMA application_id") == 0
        && connection.Scalar("PRAGMA user_version") == 0
        && connection.Scalar("SELECT count(*) FROM sqlite_master") == 0;

    private static void Create(SqliteConnection connection, IndexSchema schema)
    {
        connection.Execute($"PRAGMA page_size = {PageBytes}; PRAGMA journal_mode = WAL");
        connection.Transact(() =>
        {
            // Another process may have created it between the look and the lock.
            if (!IsEmpty(connection))
            {
                return;
            }

            connection.Execute(Tables);
            foreach (var (name, value) in Facts(schema))
            {
                connection.Execute("INSERT INTO schema VALUES ($name, $value)", ("$name", name), ("$value", value));
            }

            connection.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {FormatVersion}");
        });
    }

    private void CheckIdentity(SqliteConnection connection)
    {
        if (connection.Scalar("PRAGMA application_id") != ApplicationId)
        {
            throw new IndexException($"{Path} belongs to another program; it was left as it is. Set Bot:DataDirectory to another folder.");
        }

        var version = connection.Scalar("PRAGMA user_version");
        if (version != FormatVersion)
        {
            throw new IndexException($"{Path} has format {version}, this program reads format {FormatVersion}. Use the program version that wrote it, "
                + "or set Bot:DataDirectory to another folder and ingest the releases again.");
        }
    }

    private void CheckSchema(SqliteConnection connection, IndexSchema schema)
    {
        var stored = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var command = connection.Command("SELECT name, value FROM schema"))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                stored[reader.GetString(0)] = reader.GetString(1);
            }
        }

        var differences = Facts(schema)
            .Where(fact => stored.GetValueOrDefault(fact.Name) != fact.Value)
            .Select(fact => $"{fact.Name} {stored.GetValueOrDefault(fact.Name) ?? "unknown"} (now {fact.Value})")
            .ToList();
        if (differences.Count > 0)
        {
            throw new IndexException($"The index {Path} was filled with {string.Join(", ", differences)}, so its vectors cannot be compared with "
                + "today's. Restore the former settings, or move the file away and ingest the releases again.");
        }
    }

    private static (string Name, string Value)[] Facts(IndexSchema schema) =>
    [
        ("model", schema.ModelId),
        ("dimension", schema.Dimension.ToString(CultureInfo.InvariantCulture)),
        ("chunker", schema.ChunkerVersion),
        ("tokenizer", schema.TokenizerVersion),
    ];
}

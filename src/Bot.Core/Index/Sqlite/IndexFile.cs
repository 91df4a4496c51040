using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ReleaseBot.Index;

/// <summary>The database file: where it lies, how it is opened, and whether it is ours. It never touches a file that is not.</summary>
internal sealed class IndexFile(string dataDirectory, SqliteIndexOptions options, IndexSchema schema, ILogger logger)
{
    /// <summary>Name of the file in the data directory.</summary>
    public const string FileName = "index.db";

    /// <summary>PRAGMA application_id: "RBOT".</summary>
    public const int ApplicationId = 0x52424F54;

    // Five vectors of 384 numbers to a page; SQLite's default of 4096 holds two and wastes a quarter.
    private const int PageSize = 8192;

    /// <summary>Full path of the file.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetFullPath(dataDirectory), FileName);

    /// <summary>Creates the index if there is none, else checks that it can be used.</summary>
    /// <exception cref="IndexException">The file is foreign, newer, or was filled with another model or chunker; or its folder cannot be made.</exception>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public void Open()
    {
        CreateDirectory();
        using SqliteConnection connection = Connect();
        if (IsEmpty(connection)) Create(connection);
        CheckVersion(connection);
        CheckSchema(connection);
    }

    /// <summary>A connection, opened; the caller disposes it.</summary>
    public SqliteConnection Connect()
    {
        // Our own sessions are kept open, and the library polls a locked file only every 150 ms, so its pool and its waiting are off.
        var settings = new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false, DefaultTimeout = 1 };
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout = {(int)options.BusyTimeout.TotalMilliseconds}");
            // FULL: a stored release survives a power cut too. It costs one flush a release, little beside embedding it.
            Execute(connection, "PRAGMA synchronous = FULL");
            if (options.MaxMebibytes is { } limit) Execute(connection, $"PRAGMA max_page_count = {(long)limit * 1024 * 1024 / PageSize}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void CreateDirectory()
    {
        string directory = System.IO.Path.GetDirectoryName(Path)!;
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IndexException($"Cannot create the data directory {directory}: {e.Message} Choose another with --data DIR.", e);
        }
    }

    // A file without a single table and without marks is as good as none: it was left by a process that ended right after creating it.
    private static bool IsEmpty(SqliteConnection connection) =>
        Number(connection, "SELECT count(*) FROM sqlite_schema") == 0
        && Number(connection, "PRAGMA application_id") == 0
        && Number(connection, "PRAGMA user_version") == 0;

    private void Create(SqliteConnection connection)
    {
        Execute(connection, $"PRAGMA page_size = {PageSize}");
        using (SqliteCommand journal = connection.CreateCommand())
        {
            journal.CommandText = "PRAGMA journal_mode = WAL";
            if ((string?)journal.ExecuteScalar() != "wal")
                throw new IndexException($"{Path} does not lie on a disk that SQLite's write-ahead log can use. Choose a local folder with --data DIR.");
        }

        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        if (!IsEmpty(connection)) return;
        Execute(connection, Schema.CreateTables, transaction);
        Execute(connection, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Schema.Version}", transaction);
        foreach ((string key, string value) in Facts()) Insert(connection, transaction, key, value);
        transaction.Commit();
        Log.Created(logger, Path, schema.ModelId);
    }

    private void CheckVersion(SqliteConnection connection)
    {
        if (Number(connection, "PRAGMA application_id") != ApplicationId)
            throw new IndexException($"{Path} is a database of another program and was left alone. Move it away, or choose another folder with --data DIR.");
        long version = Number(connection, "PRAGMA user_version");
        if (version != Schema.Version)
            throw new IndexException($"{Path} has format {version}, this program reads format {Schema.Version}; it was left alone. "
                + "Use the program version that wrote it, or ingest again into another folder with --data DIR.");
    }

    private void CheckSchema(SqliteConnection connection)
    {
        foreach ((string key, string expected) in Facts())
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "SELECT value FROM about WHERE key = $key";
            command.Parameters.AddWithValue("$key", key);
            string? stored = (string?)command.ExecuteScalar();
            if (stored != expected)
                throw new IndexException($"{Path} was filled with {key} \"{stored}\", this program uses \"{expected}\"; scores would be wrong. "
                    + $"Ingest again into another folder with --data DIR, or move {FileName} with its -wal and -shm files away and ingest again.");
        }
    }

    private IEnumerable<(string Key, string Value)> Facts() =>
    [
        ("model", schema.ModelId),
        ("dimension", schema.Dimension.ToString(CultureInfo.InvariantCulture)),
        ("chunker", schema.ChunkerVersion),
        ("tokenizer", schema.TokenizerVersion),
    ];

    private static void Insert(SqliteConnection connection, SqliteTransaction transaction, string key, string value)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO about (key, value) VALUES ($key, $value)";
        command.Parameters.AddWithValue("$key", key);
        command.Parameters.AddWithValue("$value", value);
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }
}

using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Operations;

/// <summary>
/// The file operations.db beside the index: remembered answers, ratings and past ingests. Made at the first use; several processes may
/// use it at once.
/// </summary>
internal sealed class OperationsFile(IOptions<BotOptions> options) : IDisposable
{
    private const int FormatVersion = 2;
    private const int SecondsToWaitForOthers = 5;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS answers(
            id TEXT PRIMARY KEY, asked INTEGER NOT NULL, question TEXT NOT NULL, standalone TEXT NOT NULL, answered INTEGER NOT NULL,
            shown TEXT NOT NULL, releases TEXT NOT NULL, clock TEXT);
        CREATE INDEX IF NOT EXISTS answers_asked ON answers(asked);
        CREATE TABLE IF NOT EXISTS feedback(
            answer_id TEXT PRIMARY KEY REFERENCES answers(id) ON DELETE CASCADE, channel TEXT NOT NULL, helpful INTEGER NOT NULL,
            comment TEXT, time INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS ingests(
            id INTEGER PRIMARY KEY, finished INTEGER NOT NULL, source TEXT NOT NULL, what TEXT NOT NULL, read INTEGER NOT NULL,
            new INTEGER NOT NULL, changed INTEGER NOT NULL, unchanged INTEGER NOT NULL, failed INTEGER NOT NULL, removed INTEGER NOT NULL,
            passages INTEGER NOT NULL, milliseconds INTEGER NOT NULL, failures TEXT NOT NULL, embedded INTEGER NOT NULL DEFAULT 0);
        """;

    // What format 1 lacks.
    private const string Additions = "ALTER TABLE ingests ADD COLUMN embedded INTEGER NOT NULL DEFAULT 0";

    private readonly Lock _preparing = new();
    private bool _isPrepared;

    /// <summary>Its full path.</summary>
    public string Path => System.IO.Path.Combine(System.IO.Path.GetFullPath(options.Value.DataDirectory), "operations.db");

    private string ConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        ForeignKeys = true,
        DefaultTimeout = SecondsToWaitForOthers,
    }.ToString();

    /// <summary>Whether there is anything to read.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>Runs <paramref name="work"/> on a connection to the file, which is made first where it is missing.</summary>
    /// <exception cref="OperationsException">The file cannot be used.</exception>
    public async Task<T> UseAsync<T>(Func<SqliteConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            Prepare();
            await using var connection = await OpenAsync(cancellationToken);
            return await work(connection);
        }
        catch (SqliteException failure)
        {
            throw new OperationsException(
                $"{Path} cannot be used: {failure.Message} Check that the folder can be written and the disk has space; a damaged file may be " +
                "moved away, a new one is made.",
                failure);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException and not OperationsException)
        {
            throw new OperationsException($"{Path} cannot be made: {failure.Message} Let this user write the folder, or set Bot:DataDirectory.", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        // What is forgotten is overwritten, not only unlinked.
        await connection.ExecuteAsync("PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON");
        return connection;
    }

    private void Prepare()
    {
        lock (_preparing)
        {
            if (_isPrepared)
            {
                return;
            }

            if (!Exists)
            {
                // SQLite gives its files beside it the same rights.
                PrivateFile.CreateOnce(Path, []);
            }

            using var connection = new SqliteConnection(ConnectionString);
            connection.Open();
            var version = connection.ExecuteScalar<long>("PRAGMA user_version");
            if (version > FormatVersion)
            {
                throw new OperationsException($"{Path} has format {version}, this program knows {FormatVersion}. Use the program that wrote it, or move the file away.");
            }

            connection.Execute("PRAGMA journal_mode = WAL");
            using (var transaction = connection.BeginTransaction())
            {
                connection.Execute(version == 1 ? Additions : Tables, transaction: transaction);
                connection.Execute($"PRAGMA user_version = {FormatVersion}", transaction: transaction);
                transaction.Commit();
            }

            _isPrepared = true;
        }
    }
}

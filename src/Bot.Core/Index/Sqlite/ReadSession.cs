using Microsoft.Data.Sqlite;

namespace ReleaseBot.Index;

/// <summary>A connection with its prepared statements, for one reader at a time.</summary>
internal sealed class ReadSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    /// <summary>Begins to see one state of the file, whatever others write; the revision of that state.</summary>
    public long Begin()
    {
        Command("BEGIN").ExecuteNonQuery();
        return (long)Command("SELECT revision FROM state").ExecuteScalar()!;
    }

    /// <summary>Lets go of the state.</summary>
    public void End() => Command("ROLLBACK").ExecuteNonQuery();

    /// <summary>The statement, prepared once, with this value for its one parameter.</summary>
    public SqliteCommand Command(string sql, string parameter, object value)
    {
        SqliteCommand command = Command(sql);
        if (command.Parameters.Count == 0) command.Parameters.AddWithValue(parameter, value);
        else command.Parameters[0].Value = value;
        return command;
    }

    /// <summary>The statement, prepared once.</summary>
    public SqliteCommand Command(string sql)
    {
        if (prepared.TryGetValue(sql, out SqliteCommand? command)) return command;
        command = connection.CreateCommand();
        command.CommandText = sql;
        prepared.Add(sql, command);
        return command;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SqliteCommand command in prepared.Values) command.Dispose();
        connection.Dispose();
    }
}

using Microsoft.Data.Sqlite;

namespace ReleaseBot.Index;

/// <summary>Turns SQLite's errors into messages that say what to do.</summary>
internal static class SqliteFailure
{
    // https://sqlite.org/rescode.html
    private const int Permission = 3, Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    /// <summary>The failure of an operation ("store a release") on the index file, as the operator should read it.</summary>
    public static IndexException Explain(SqliteException failure, string operation, string path)
    {
        string remedy = failure.SqliteErrorCode switch
        {
            Busy or Locked => "another process kept the file locked. Wait until its ingest has ended and try again, or raise Index:Sqlite:BusyTimeout.",
            Permission or ReadOnly or CannotOpen => "the file or its folder cannot be opened for writing. Give this user write access to the folder, or choose another with --data DIR.",
            Full => "the disk, or the size allowed by Index:Sqlite:MaxMebibytes, is full. Free space and run the ingest again; what was stored before is intact.",
            InputOutput => "the disk reported an error. Check the disk and its free space, then try again; what was stored before is intact.",
            Corrupt or NotADatabase => Damaged(path),
            _ => "SQLite refused. See the cause.",
        };
        return new IndexException($"Cannot {operation} in {path}: {remedy} (SQLite {failure.SqliteExtendedErrorCode}: {failure.Message})", failure);
    }

    /// <summary>Rows do not fit together although SQLite read them.</summary>
    public static IndexException Inconsistent(string operation) => new($"Cannot {operation}: {Damaged(IndexFile.FileName)}");

    private static string Damaged(string path) =>
        $"the file is damaged or no database. Nothing was written to it. Move {Path.GetFileName(path)} away together with its -wal and -shm files " +
        "and ingest again, restore a backup, or choose another folder with --data DIR.";
}

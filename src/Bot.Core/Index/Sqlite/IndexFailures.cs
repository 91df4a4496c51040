using Microsoft.Data.Sqlite;

namespace ReleaseBot.Index.Sqlite;

/// <summary>SQLite's failures in the operator's words, with the remedy.</summary>
internal static class IndexFailures
{
    // Primary result codes, https://sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>The failure to show for <paramref name="exception"/> on <paramref name="file"/>.</summary>
    public static IndexException Explain(SqliteException exception, string file)
    {
        var message = exception.SqliteErrorCode switch
        {
            Busy or Locked => $"The index {file} is being written by another process and did not come free in time; nothing was changed. "
                + "Wait until the other ingest has finished, or stop it, and try again.",
            Full => $"The disk that holds {file} is full; nothing was changed. Free space there, or move the folder and set Bot:DataDirectory, "
                + "then try again.",
            ReadOnly => $"The index {file} cannot be written; nothing was changed. Give this user write permission on the file and its folder, "
                + "or set Bot:DataDirectory to a folder that can be written.",
            CannotOpen => $"The index {file} cannot be opened. Check that its folder exists and that this user may read and write there, "
                + "or set Bot:DataDirectory to another folder.",
            InputOutput => $"The disk failed while using {file} ({exception.Message}). Check the disk and its free space, then try again.",
            Corrupt => Damaged(file),
            NotADatabase => $"{file} is not an index of this program, or it is damaged; it was left as it is. "
                + "Move it away, or set Bot:DataDirectory to another folder, and ingest the releases again.",
            _ => $"The index {file} failed: {exception.Message} Try again; if it persists, move the file away and ingest the releases again.",
        };
        return new IndexException(message, exception);
    }

    /// <summary>The failure for a folder that cannot be created.</summary>
    public static IndexException Folder(string folder, Exception exception) => new(
        $"The data folder {folder} cannot be used: {exception.Message} Set Bot:DataDirectory to a folder that this user may create and write.",
        exception);

    /// <summary>The failure for stored data that cannot be what was written.</summary>
    public static IndexException Unreadable(string file) => new(Damaged(file));

    private static string Damaged(string file) =>
        $"The index {file} is damaged. Move it (and {Path.GetFileName(file)}-wal, -shm beside it) away and ingest the releases again.";
}

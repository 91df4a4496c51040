using System.Text;
using Microsoft.Data.Sqlite;
using ReleaseBot.Index.Sqlite;

namespace ReleaseBot.Index;

/// <summary>Files that are not what they should be, and disks and neighbours that do not play along.</summary>
public sealed class SqliteFaultsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqlitePassageIndex> _indexes = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.Path, "index.db");

    public void Dispose()
    {
        _indexes.ForEach(index => index.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public async Task Open_copy_taken_amid_a_transaction_gives_the_state_before()
    {
        var samples = new Samples(1);
        var index = Create();
        var all = await Samples.FillAsync(index, samples, 10, Token);
        using var copy = new TemporaryFolder();
        using (var writer = new IndexFile(_folder.Path, TimeSpan.FromSeconds(1)).Connect(readOnly: false))
        {
            // A cache of one page makes SQLite write what is not committed to the log.
            writer.Execute("PRAGMA cache_size = 1; BEGIN IMMEDIATE");
            var (release, passages) = samples.Make("release-3", 200);
            ReleaseRows.Write(writer, release, passages);
            ReleaseRows.Remove(writer, "release-4");
            System.IO.File.Copy(File, Path.Combine(copy.Path, "index.db"));
            System.IO.File.Copy(File + "-wal", Path.Combine(copy.Path, "index.db-wal"));
            writer.Execute("ROLLBACK");
        }

        Assert.True(new FileInfo(Path.Combine(copy.Path, "index.db-wal")).Length > 200 * Samples.Dimension * sizeof(float));
        using var opened = new SqlitePassageIndex(copy.Path, Samples.Schema);
        var query = samples.Query(1000);
        new NaiveSearch(all.Values, query).Verify(await opened.SearchAsync(query, Token));
        Assert.Equal(all["release-3"].Release.Text, (await opened.GetReleaseAsync("release-3", Token))?.Text);
    }

    [Fact]
    public async Task Open_copy_with_its_log_cut_short_gives_whole_releases()
    {
        var samples = new Samples(2);
        var index = Create();
        var all = await Samples.FillAsync(index, samples, 40, Token);
        var log = await ReadSharedAsync(File + "-wal");
        for (var cut = 1; cut <= 8; cut++)
        {
            using var copy = new TemporaryFolder();
            System.IO.File.Copy(File, Path.Combine(copy.Path, "index.db"));
            await System.IO.File.WriteAllBytesAsync(Path.Combine(copy.Path, "index.db-wal"), log[..(log.Length * cut / 9)], Token);
            using var opened = new SqlitePassageIndex(copy.Path, Samples.Schema);
            var stored = await opened.GetFingerprintsAsync(Token);
            var query = samples.Query(1000);
            new NaiveSearch(all.Values.Where(each => stored.ContainsKey(each.Release.Id)), query).Verify(await opened.SearchAsync(query, Token));
        }
    }

    [Fact]
    public async Task Open_file_that_is_no_database_is_refused_and_left()
    {
        var garbage = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("not a database ", 500)));
        await System.IO.File.WriteAllBytesAsync(File, garbage, Token);
        await RefusedAsync("Bot:DataDirectory");
        Assert.Equal(garbage, await System.IO.File.ReadAllBytesAsync(File, Token));
    }

    [Fact]
    public async Task Open_damaged_index_is_refused_with_the_remedy()
    {
        await FillAsync(new Samples(3), 40);

        var bytes = await System.IO.File.ReadAllBytesAsync(File, Token);
        Array.Fill(bytes, (byte)0xA5, 16_384, bytes.Length - 16_384);
        await System.IO.File.WriteAllBytesAsync(File, bytes, Token);
        await RefusedAsync("damaged");
        Assert.Equal(bytes, await System.IO.File.ReadAllBytesAsync(File, Token));
    }

    [Fact]
    public async Task Search_over_cut_passage_rows_says_that_the_index_is_damaged()
    {
        var samples = new Samples(3);
        await FillAsync(samples, 40);

        Plain("UPDATE bodies SET passages = substr(passages, 1, 5); SELECT count(*) FROM bodies");
        using var opened = Create();

        var failure = await Assert.ThrowsAsync<IndexException>(() => opened.SearchAsync(samples.Query(10), Token));

        Assert.Contains("damaged", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_file_of_another_program_is_refused_and_left()
    {
        Plain("CREATE TABLE invoices(id INTEGER); INSERT INTO invoices VALUES (7)");
        await RefusedAsync("another program");
        Assert.Equal(7L, Plain("SELECT id FROM invoices"));
        Assert.NotEqual("wal", Plain("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Open_index_of_a_newer_program_is_refused_and_left()
    {
        await FillAsync(new Samples(4), 2);

        Plain("PRAGMA user_version = 999");
        await RefusedAsync("999");
        Assert.Equal(999L, Plain("PRAGMA user_version"));
        Assert.Equal(2L, Plain("SELECT count(*) FROM releases"));
    }

    [Theory]
    [InlineData("model-b", Samples.Dimension, "window-3", "tokens-1", "model model-a (now model-b)")]
    [InlineData("model-a", 7, "window-3", "tokens-1", "dimension 41 (now 7)")]
    [InlineData("model-a", Samples.Dimension, "window-0", "tokens-1", "(now window-0)")]
    [InlineData("model-a", Samples.Dimension, "window-3", "tokens-2", "tokenizer tokens-1 (now tokens-2)")]
    public async Task Open_index_filled_otherwise_is_refused(string model, int dimension, string chunker, string tokenizer, string difference)
    {
        await Create().OpenAsync(Token);
        var message = await RefusedAsync(difference, new IndexSchema(model, dimension, chunker, tokenizer));
        Assert.Contains("ingest the releases again", message, StringComparison.Ordinal);
        await Create().OpenAsync(Token);
    }

    [Fact]
    public async Task Open_in_a_folder_that_is_a_file_is_refused()
    {
        var path = Path.Combine(_folder.Path, "file");
        await System.IO.File.WriteAllTextAsync(path, "", Token);
        using var index = new SqlitePassageIndex(path, Samples.Schema);
        var exception = await Assert.ThrowsAsync<IndexException>(() => index.OpenAsync(Token));
        Assert.Contains("Bot:DataDirectory", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_in_a_folder_that_cannot_be_written_is_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Permissions do not bind this user.");
        System.IO.File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await RefusedAsync("Bot:DataDirectory");
        System.IO.File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }

    private SqlitePassageIndex Create(IndexSchema? schema = null)
    {
        _indexes.Add(new SqlitePassageIndex(_folder.Path, schema ?? Samples.Schema));
        return _indexes[^1];
    }

    private async Task FillAsync(Samples samples, int releases)
    {
        using var index = Create();
        await Samples.FillAsync(index, samples, releases, Token);
    }

    private async Task<string> RefusedAsync(string part, IndexSchema? schema = null)
    {
        var index = Create(schema);
        var exception = await Assert.ThrowsAsync<IndexException>(() => index.OpenAsync(Token));
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        Assert.Contains(File, exception.Message, StringComparison.Ordinal);
        return exception.Message;
    }

    private object? Plain(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        using var command = connection.Command(sql);
        return command.ExecuteScalar();
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, Token);
        return bytes;
    }
}

using Microsoft.Extensions.Options;

namespace ReleaseBot.Operations;

public sealed class KeyStoreTests : IDisposable
{
    private readonly Index.TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Key_is_found_by_its_secret_which_is_stored_nowhere()
    {
        var store = Store();

        var (key, secret) = store.Add("site", [Scopes.Ask], 5);

        var found = Store().Find(secret);
        Assert.NotNull(found);
        Assert.Equal(("site", 5), (found.Name, found.Limit));
        Assert.Equal([Scopes.Ask], found.Scopes);
        Assert.Null(store.Find(secret[..^1]));
        Assert.Null(store.Find(key.Sha256));
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.Path), file => File.ReadAllText(file).Contains(secret[4..], StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(store.Path));
        }
    }

    [Fact]
    public void Keys_are_random_and_keep_their_order()
    {
        var store = Store();

        var secrets = Enumerable.Range(0, 5).Select(number => store.Add($"k{number}", [Scopes.Ask], null).Secret).ToList();

        Assert.Equal(5, secrets.Distinct(StringComparer.Ordinal).Count());
        Assert.All(secrets, secret => Assert.Matches("^rbk_[A-Za-z0-9_-]{43}$", secret));
        Assert.Equal(["k0", "k1", "k2", "k3", "k4"], store.List().Select(key => key.Name));
    }

    [Fact]
    public async Task Keys_added_at_once_by_several_processes_are_refused_or_kept_but_never_lost()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
        {
            try
            {
                return Store().Add($"k{number}", [Scopes.Ask], null).Key.Name;
            }
            catch (OperationsException)
            {
                return null;
            }
        })));

        Assert.NotEmpty(added.OfType<string>());
        Assert.Equal(added.OfType<string>().Order(StringComparer.Ordinal), Store().List().Select(key => key.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"keys\": null}")]
    [InlineData("{\"keys\": [{\"name\": \"a\"}]}")]
    public void Damaged_file_opens_nothing_and_is_not_written_over(string text)
    {
        var store = Store();
        var (_, secret) = store.Add("site", [Scopes.Ask], null);
        File.WriteAllText(store.Path, text);

        var thrown = Assert.Throws<OperationsException>(() => store.Find(secret));

        Assert.Contains(store.Path, thrown.Message, StringComparison.Ordinal);
        Assert.Throws<OperationsException>(() => store.Add("other", [Scopes.Ask], null));
        Assert.Equal(text, File.ReadAllText(store.Path));
    }

    private KeyStore Store() => new(
        Options.Create(new KeyOptions()), Options.Create(new BotOptions { DataDirectory = _folder.Path }), TimeProvider.System);
}

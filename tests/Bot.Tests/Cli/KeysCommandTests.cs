using System.Text.Json;
using ReleaseBot.Api;

namespace ReleaseBot.Cli;

public sealed class KeysCommandTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("bot-keys-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Added_key_opens_a_server_and_is_listed_without_its_secret()
    {
        var added = await CliRun.OfAsync("keys", "add", "press-site", "--scopes", "ask,search", "--limit", "5", "--data", _data);
        var listed = await CliRun.OfAsync("keys", "list", "--data", _data);
        await using var api = await ApiUnderTest.StartAsync(("Bot:DataDirectory", _data), ("Api:RequireKey", "true"));
        var secret = added.Out.Trim();
        var (asked, _) = await api.SendAsync(HttpMethod.Post, "/api/ask", """{"question": "Who?"}""", ("Authorization", $"Bearer {secret}"));

        Assert.Equal((0, 0, 200), (added.ExitCode, listed.ExitCode, (int)asked.StatusCode));
        Assert.Equal("5", Assert.Single(asked.Headers.GetValues("RateLimit-Limit")));
        Assert.Matches(@"^press-site  ask,search  limit 5  since \d{4}-\d\d-\d\d\s*$", listed.Out);
        Assert.DoesNotContain(secret, listed.Out + listed.Error + added.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removed_key_is_gone()
    {
        await CliRun.OfAsync("keys", "add", "a", "--data", _data);

        var removed = await CliRun.OfAsync("keys", "remove", "a", "--data", _data);
        var again = await CliRun.OfAsync("keys", "remove", "a", "--data", _data);
        var listed = await CliRun.OfAsync("keys", "list", "--data", _data);

        Assert.Equal((0, 2, 0), (removed.ExitCode, again.ExitCode, listed.ExitCode));
        Assert.Contains("no key named a", again.Error, StringComparison.Ordinal);
        Assert.Equal(string.Empty, listed.Out);
        Assert.Contains("bot keys add", listed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no scope \"write\"", "add", "a", "--scopes", "ask,write")]
    [InlineData("--scopes is empty", "add", "a", "--scopes", ",")]
    [InlineData("NAME has 1 to 64", "add", "a b")]
    [InlineData("NAME has 1 to 64", "add", "a\u001b[2J")]
    [InlineData("--limit is 0", "add", "a", "--limit", "0")]
    [InlineData("named taken already", "add", "taken")]
    public async Task Wrong_use_ends_with_2_and_makes_no_key(string words, params string[] args)
    {
        await CliRun.OfAsync("keys", "add", "taken", "--data", _data);

        var run = await CliRun.OfAsync(["keys", .. args, "--data", _data]);

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        var kept = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(_data, "keys.json"), TestContext.Current.CancellationToken));
        Assert.Equal(1, kept.GetProperty("keys").GetArrayLength());
    }
}

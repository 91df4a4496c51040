using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using ReleaseBot.Cli;
using ReleaseBot.Index;
using ReleaseBot.Teams.Fakes;
using ReleaseBot.Teams.Playground;

namespace ReleaseBot.Teams;

public sealed class AppPackageTests
{
    [Fact]
    public async Task Package_is_a_flat_zip_of_manifest_and_icons()
    {
        using var folder = new TemporaryFolder();
        var (run, zip) = await PackageAsync(folder, "--organisation", "Ilvane Commission", "--name", "Ask Ilvane", "--app-version", "1.2.0");

        Assert.True(run.ExitCode == ExitCodes.Done, run.Error);
        Assert.Equal(["color.png", "manifest.json", "outline.png"], zip.Keys.Order(StringComparer.Ordinal));
        var manifest = JsonElement.Parse(zip["manifest.json"]);
        Assert.Equal(
            (TokenIssuer.AppId, TokenIssuer.AppId, "bot.example.org", "1.2.0", "Ask Ilvane", "Ilvane Commission"),
            (Text(manifest, "id"), Text(manifest.GetProperty("bots")[0], "botId"), manifest.GetProperty("validDomains")[0].GetString(),
                Text(manifest, "version"), Text(manifest.GetProperty("name"), "short"), Text(manifest.GetProperty("developer"), "name")));
        Assert.Equal("https://bot.example.org/", Text(manifest.GetProperty("developer"), "privacyUrl"));
        AssertPng(zip["color.png"], 192, hasAlpha: null);
        AssertPng(zip["outline.png"], 32, hasAlpha: true);

        static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Manifest_is_valid_by_Microsofts_schema()
    {
        NpmTools.SkipUnlessInstalled();
        using var folder = new TemporaryFolder();
        var (_, zip) = await PackageAsync(folder, "--privacy-url", "https://example.org/privacy", "--terms-url", "https://example.org/terms");
        var manifest = System.Text.Encoding.UTF8.GetString(zip["manifest.json"]);

        Assert.Contains("\"manifestVersion\": \"1.27\"", manifest, StringComparison.Ordinal);
        Assert.Equal("[]", (await NpmTools.RunAsync("manifest.cjs", manifest)).Trim());
        Assert.NotEqual("[]", (await NpmTools.RunAsync("manifest.cjs", manifest.Replace("\"personal\"", "\"pesronal\"", StringComparison.Ordinal))).Trim());
    }

    [Fact]
    public async Task Equal_facts_give_equal_bytes()
    {
        using var folder = new TemporaryFolder();
        await PackageAsync(folder);
        var first = await File.ReadAllBytesAsync(Path.Combine(folder.Path, "app.zip"), TestContext.Current.CancellationToken);
        await PackageAsync(folder);

        Assert.Equal(first, await File.ReadAllBytesAsync(Path.Combine(folder.Path, "app.zip"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Commands_of_the_manifest_are_understood()
    {
        using var folder = new TemporaryFolder();
        var (_, zip) = await PackageAsync(folder);
        await using var teams = await TeamsUnderTest.StartAsync();

        var commands = JsonElement.Parse(zip["manifest.json"]).GetProperty("bots")[0].GetProperty("commandLists").EnumerateArray()
            .SelectMany(list => list.GetProperty("commands").EnumerateArray())
            .Select(command => command.GetProperty("title").GetString()!)
            .Distinct()
            .ToArray();
        foreach (var command in commands)
        {
            await teams.DeliverAsync(teams.Message(command));
            await teams.NextAtOnceAsync();
        }

        Assert.NotEmpty(commands);
        Assert.Empty(teams.Asked);
    }

    [Theory]
    [InlineData("--app-id", "my-bot")]
    [InlineData("--host", "https://bot.example.org")]
    [InlineData("--host", "bot.example.org/path")]
    [InlineData("--host", "localhost")]
    [InlineData("--host", "10.0.0.1")]
    [InlineData("--host", "*.example.org")]
    [InlineData("--name", "A name that is much too long for Teams")]
    [InlineData("--organisation", "An organisation whose name is too long")]
    [InlineData("--app-version", "1")]
    [InlineData("--privacy-url", "http://example.org")]
    [InlineData("--terms-url", "terms")]
    public async Task Wrong_argument_is_refused_by_name(string option, string value)
    {
        using var folder = new TemporaryFolder();
        var (run, zip) = await PackageAsync(folder, option, value);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
        Assert.Empty(zip);
    }

    private static async Task<(CliRun Run, Dictionary<string, byte[]> Files)> PackageAsync(TemporaryFolder folder, params string[] more)
    {
        var path = Path.Combine(folder.Path, "app.zip");
        string[] usual = ["--app-id", TokenIssuer.AppId, "--host", "bot.example.org"];
        var given = usual.Chunk(2).Where(pair => !more.Contains(pair[0])).SelectMany(pair => pair);
        var run = await CliRun.OfAsync(["teams", "package", "--out", path, .. given, .. more]);
        var files = new Dictionary<string, byte[]>();
        if (File.Exists(path))
        {
            using var zip = await ZipFile.OpenReadAsync(path);
            foreach (var entry in zip.Entries)
            {
                using var bytes = new MemoryStream();
                await using var stream = await entry.OpenAsync();
                await stream.CopyToAsync(bytes);
                files[entry.FullName] = bytes.ToArray();
            }
        }

        return (run, files);
    }

    // Width and height stand at 16 and 20, the colour type at 25; 6 is colour with transparency.
    private static void AssertPng(byte[] png, int size, bool? hasAlpha)
    {
        Assert.Equal("PNG"u8.ToArray(), png[1..4]);
        Assert.Equal((size, size), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.True(hasAlpha is null || hasAlpha == (png[25] == 6));
    }
}

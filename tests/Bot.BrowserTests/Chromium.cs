using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ReleaseBot.Api;
using ReleaseBot.Operations;

namespace ReleaseBot.Browser;

/// <summary>One browser for all tests, and two servers: one answers from sample releases with the real models, one as a test says.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string _path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium";

    private readonly TemporaryFolder _data = TemporaryFolder.Create();
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private WebApplication? _real;

    /// <summary>Address of the server with the sample releases of 2025.</summary>
    public string Real => _real!.Urls.Single();

    /// <summary>The server that answers as a test says.</summary>
    public ApiUnderTest Scripted { get; private set; } = null!;

    /// <summary>Address of <see cref="Scripted"/>.</summary>
    public string ScriptedUrl => Scripted.Client.BaseAddress!.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(_path))
        {
            // Continuous integration installs one; a developer may not have one.
            Assert.True(Environment.GetEnvironmentVariable("CI") != "true", $"There is no browser at {_path}.");
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = _path,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-features=LocalNetworkAccessChecks",
            ],
        });
        Assertions.SetDefaultExpectTimeout(15_000);
        Scripted = await ApiUnderTest.StartAsync(
            ("Api:AllowedOrigins:0", Host.AllowedOrigin), ("Api:Limits:PerAddress", "1000000"), ("Api:Limits:PerVisitor", "1000000"));
        _real = WebApp.Create(new Dictionary<string, string?> { ["urls"] = "http://127.0.0.1:0", ["Bot:DataDirectory"] = _data.Path });
        await _real.Services.GetRequiredService<SampleReleases>().AreWantedAsync(TestContext.Current.CancellationToken);
        await _real.Services.GetRequiredService<Operations.Ingestion>().RunAsync(
            [Path.Combine(SampleReleases.Folder, "2025")], prune: false, progress: null, TestContext.Current.CancellationToken);
        await _real.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A visitor with a fresh profile.</summary>
    public async Task<Visitor> VisitAsync(string address, BrowserNewContextOptions? profile = null, Func<IBrowserContext, Task>? prepare = null)
    {
        Assert.SkipWhen(_browser is null, $"There is no browser at {_path}: install Chromium, or set CHROMIUM_PATH to one.");
        var context = await _browser.NewContextAsync(profile ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 860 } });
        context.SetDefaultTimeout(15_000);
        await (prepare?.Invoke(context) ?? Task.CompletedTask);
        var visitor = new Visitor(await context.NewPageAsync());
        await visitor.Page.GotoAsync(address);
        return visitor;
    }

    /// <summary>A visitor who has opened the widget at the server that answers as a test says.</summary>
    public async Task<Visitor> OpenAsync(Func<IBrowserContext, Task>? prepare = null)
    {
        var visitor = await VisitAsync(ScriptedUrl, prepare: prepare);
        await visitor.OpenAsync();
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
            await Scripted.DisposeAsync();
            await _real!.DisposeAsync();
        }

        _playwright?.Dispose();
        _data.Dispose();
    }
}

/// <summary>Tests that share the browser; one at a time.</summary>
[CollectionDefinition(nameof(Chromium))]
public sealed class ChromiumTests : ICollectionFixture<Chromium>;

using Microsoft.AspNetCore.Builder;
using ReleaseBot.Answers;
using ReleaseBot.Operations;

namespace ReleaseBot.Api;

/// <summary>The whole bot with the real models over a handful of releases, on a free port of the loopback.</summary>
public sealed class ServedBot(RealModels models) : IAsyncLifetime
{
    private readonly Index.TemporaryFolder _folder = new();
    private WebApplication? _app;

    public Uri Address => new(App.Urls.Single());

    public HttpClient Client { get; private set; } = null!;

    private WebApplication App => _app ?? throw new InvalidOperationException("The bot is not started.");

    public async ValueTask InitializeAsync()
    {
        var settings = new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Bot:DataDirectory"] = Path.Combine(_folder.Path, "data"),
        };
        _app = WebApp.Create(settings, builder => models.AddTo(builder.Services));
        await AnsweringBot.IngestAsync(_app.Services, _folder.Path);
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = Address };
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _folder.Dispose();
    }
}

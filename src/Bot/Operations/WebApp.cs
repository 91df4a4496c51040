using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using ReleaseBot.Api;
using ReleaseBot.Api.ChatCompletions;
using ReleaseBot.Api.Documentation;
using ReleaseBot.Api.Mcp;
using ReleaseBot.PressRoom;
using ReleaseBot.Teams;

namespace ReleaseBot.Operations;

/// <summary>The web application: settings, services, and the routes of every feature.</summary>
internal static class WebApp
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>Builds it, ready to start.</summary>
    /// <param name="settings">From the command line; they win over environment and file.</param>
    /// <param name="configure">Replaces registrations and the server; for tests.</param>
    /// <param name="begin">What can begin as soon as there are services, while the routes are still being made.</param>
    /// <exception cref="OptionsValidationException">A setting is out of its range.</exception>
    public static WebApplication Create(IReadOnlyDictionary<string, string?> settings, Action<WebApplicationBuilder>? configure = null, Action<IServiceProvider>? begin = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WebApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            // Settings are read once. Watching their files takes one of the few watches a user has, for each server.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.Configuration.AddInMemoryCollection(settings);
        Listen(builder, settings);
        builder.Logging.ClearProviders().AddStandardErrorConsole();
        builder.Services.AddBot(builder.Configuration);
        builder.Services.AddHost(builder.Configuration);
        builder.Services.AddApi();
        builder.Services.AddTeams(builder.Configuration);
        configure?.Invoke(builder);
        builder.Services.RememberAnswers();

        var app = builder.Build();
        app.Services.GetService<IStartupValidator>()?.Validate();
        begin?.Invoke(app.Services);
        app.UseApi();
        Map(app, new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")));
        return app;
    }

    private static void Map(WebApplication app, PhysicalFileProvider files)
    {
        app.UsePageFiles(files);
        app.MapSession();
        app.MapAsk();
        app.MapFeedback();
        app.MapSearch();
        app.MapReleases();
        app.MapReleaseAdministration();
        app.MapAdmin();
        app.MapAdminPage(files);
        app.MapChatCompletions();
        app.MapReleaseTools();
        app.MapAbout();
        app.MapPressRoom();
        app.MapTeams();
        app.MapOpenApi();
        app.MapDocs();
        app.MapHealth();
    }

    private static void Listen(WebApplicationBuilder builder, IReadOnlyDictionary<string, string?> settings)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }
        else if (settings.TryGetValue("urls", out var urls) && urls is not null)
        {
            builder.WebHost.UseUrls(urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }

        builder.WebHost.UseKestrelHttpsConfiguration();
    }
}

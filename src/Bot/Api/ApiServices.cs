using Microsoft.AspNetCore.Server.Kestrel.Core;
using ReleaseBot.Api.Access;
using ReleaseBot.Api.ChatCompletions;
using ReleaseBot.Api.Documentation;
using ReleaseBot.Api.Mcp;

namespace ReleaseBot.Api;

/// <summary>Registrations and middleware of the web API.</summary>
internal static class ApiServices
{
    // A question of 2,000 characters outside ASCII, percent-encoded, in the address of a search.
    private const int LongestRequestLine = 32 * 1024;

    /// <summary>Registers what the endpoints need.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<AnswerGate>();
        services.AddSingleton<RepeatedQuestions>();
        services.AddSingleton<PassageSearch>();
        services.AddChatCompletions();
        services.AddReleaseTools();
        services.AddAccess();
        services.AddProblemDetails();
        services.AddApiDocument();
        services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Endpoints have limits of their own; what is somewhat over them is read to its end, so that the client gets to read why.
            kestrel.Limits.MaxRequestBodySize = 4 * ReleaseAdministration.LongestBody;
            kestrel.Limits.MaxRequestLineSize = LongestRequestLine;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MaxConcurrentConnections = 1000;
        });
        return services;
    }

    /// <summary>Headers, errors, and who may call, for everything that follows.</summary>
    public static void UseApi(this WebApplication app)
    {
        app.UseProxies();
        app.UseProblems();
        app.UseSecurityHeaders();
        app.UseAccess();
    }
}

using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Api.Access;

/// <summary>Registrations and middleware of keys, sessions, origins and limits.</summary>
internal static class AccessServices
{
    private static readonly TimeSpan _preflightKept = TimeSpan.FromMinutes(10);

    /// <summary>Registers them.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<Origins>();
        services.AddSingleton<SessionKey>();
        services.AddSingleton<SessionTokens>();
        services.AddAuthentication(KeyAuthentication.Scheme)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Scheme, null);
        services.AddAuthorization();
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<AccessOptions>>((authorization, access) => authorization.AddScopes(access.Value));
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<Origins>((cors, origins) => cors.AddDefaultPolicy(policy => Allow(policy, origins)));
        services.AddRateLimiter(limiter => limiter.OnRejected = (rejected, _) => RefuseAsync(rejected));
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<AccessOptions>, TimeProvider>(
            (limiter, access, time) => limiter.GlobalLimiter = new CallerLimiter(access.Value.Limits, time));
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<AccessOptions>>((forwarded, access) => Trust(forwarded, access.Value));
        return services;
    }

    /// <summary>Believes the headers of trusted proxies; before everything that looks at addresses.</summary>
    public static void UseProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }
    }

    /// <summary>Tells browsers which pages may use the bot, finds out who calls, and counts.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseRouting();
        app.Use(VaryByOrigin);
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    // Caches have to know that pages of other origins may get another response, even where this one says nothing about origins.
    private static Task VaryByOrigin(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (!headers.GetCommaSeparatedValues("Vary").Contains("Origin", StringComparer.OrdinalIgnoreCase))
            {
                headers.Append("Vary", "Origin");
            }

            return Task.CompletedTask;
        });
        return next(context);
    }

    private static void Allow(CorsPolicyBuilder policy, Origins origins) => policy
        .WithOrigins([.. origins.Allowed])
        .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Delete)
        .WithHeaders("Accept", "Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID", "Mcp-Protocol-Version", "Mcp-Session-Id", "X-Api-Key")
        .WithExposedHeaders("Mcp-Session-Id", "RateLimit-Limit", "RateLimit-Policy", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After", "WWW-Authenticate")
        .SetPreflightMaxAge(_preflightKept);

    private static ValueTask RefuseAsync(OnRejectedContext rejected)
    {
        rejected.Lease.TryGetMetadata(WindowLimiter.Quota, out var quota);
        var seconds = Math.Ceiling(quota!.Reset.TotalSeconds);
        return new ValueTask(Problems.Of(
            StatusCodes.Status429TooManyRequests,
            $"Too many requests: {quota.Limit} in {quota.Window.TotalSeconds:0} seconds are allowed.",
            $"Wait {seconds:0} seconds (Retry-After). Whoever runs the server can raise Api:Limits.").ExecuteAsync(rejected.HttpContext));
    }

    private static void Trust(ForwardedHeadersOptions forwarded, AccessOptions access)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var proxy in access.TrustedProxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                forwarded.KnownProxies.Add(address);
            }
            else
            {
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ReleaseBot.Index.Qdrant;

/// <summary>What a request is for; decides how long it may take and whether it is sent again.</summary>
internal enum Purpose
{
    /// <summary>Part of a question: <see cref="QdrantOptions.QueryTimeout"/>; sent once more when the connection failed or the server said 408, 500, 502, 503 or 504.</summary>
    Question,

    /// <summary>Reading for an ingest: <see cref="QdrantOptions.WriteTimeout"/>; repeated as a write is.</summary>
    Reading,

    /// <summary>
    /// A write; all of ours may be repeated, since ids and revisions are fixed before the first try: <see cref="QdrantOptions.WriteTimeout"/>; up to
    /// two repetitions after failures and timeouts, and as many waits as Retry-After asks for within five tries.
    /// </summary>
    Write,

    /// <summary>Creating and switching: <see cref="QdrantOptions.AdminTimeout"/>; repeated as a question is ("exists already" counts as success).</summary>
    Administration,
}

/// <summary>The HTTP client: connections, timeouts, repetitions.</summary>
internal static class QdrantHttp
{
    /// <summary>Set on every request.</summary>
    public static readonly HttpRequestOptionsKey<Purpose> Purpose = new("qdrant.purpose");

    // The server closes idle connections after 4.6 to 5 s (measured on 1.19.0); ours must go first, or a POST meets a dead one.
    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(60);

    private static readonly HttpStatusCode[] _passing =
    [
        HttpStatusCode.RequestTimeout,
        HttpStatusCode.InternalServerError,
        HttpStatusCode.BadGateway,
        HttpStatusCode.ServiceUnavailable,
        HttpStatusCode.GatewayTimeout,
    ];

    /// <summary>Registers <see cref="QdrantClient"/> with its connections.</summary>
    public static IHttpClientBuilder AddQdrantClient(this IServiceCollection services)
    {
        var builder = services.AddHttpClient<QdrantClient>((provider, client) =>
        {
            var options = provider.GetRequiredService<IOptions<QdrantOptions>>().Value;
            client.BaseAddress = new Uri(options.Url!.AbsoluteUri.TrimEnd('/') + "/");
            client.Timeout = Timeout.InfiniteTimeSpan;
            if (!string.IsNullOrEmpty(options.ApiKey))
            {
                client.DefaultRequestHeaders.Add("api-key", options.ApiKey);
            }
        });
        builder.UseSocketsHttpHandler((handler, _) =>
        {
            handler.PooledConnectionIdleTimeout = _idle;
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
            handler.ConnectTimeout = TimeSpan.FromSeconds(3);
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
        });
        builder.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        builder.AddResilienceHandler("qdrant", (pipeline, context) =>
        {
            var options = context.ServiceProvider.GetRequiredService<IOptions<QdrantOptions>>().Value;
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddRetry(Retries());
            pipeline.AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = arguments => new(TimeoutOf(PurposeOf(arguments.Context), options)) });
        });
        builder.AddHttpMessageHandler(() => new WholeAnswerHandler());
        return builder;
    }

    /// <summary>How long one try may take.</summary>
    public static TimeSpan TimeoutOf(Purpose purpose, QdrantOptions options) => purpose switch
    {
        Qdrant.Purpose.Question => options.QueryTimeout,
        Qdrant.Purpose.Administration => options.AdminTimeout,
        _ => options.WriteTimeout,
    };

    private static HttpRetryStrategyOptions Retries() => new()
    {
        MaxRetryAttempts = 4,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromMilliseconds(100),
        ShouldRetryAfterHeader = true,
        ShouldHandle = arguments => new(MayRepeat(arguments)),
    };

    private static bool MayRepeat(RetryPredicateArguments<HttpResponseMessage> arguments)
    {
        var patient = PurposeOf(arguments.Context) is Qdrant.Purpose.Write or Qdrant.Purpose.Reading;
        var isEarly = arguments.AttemptNumber < (patient ? 2 : 1);
        if (arguments.Outcome.Result is not { } response)
        {
            return arguments.Outcome.Exception switch
            {
                TimeoutRejectedException => patient && arguments.AttemptNumber == 0,
                HttpRequestException => isEarly,
                _ => false,
            };
        }

        var wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
        if (wait > (patient ? _longestWait : TimeSpan.Zero))
        {
            return false;
        }

        return response.StatusCode == HttpStatusCode.TooManyRequests ? patient : isEarly && _passing.Contains(response.StatusCode);
    }

    private static Purpose PurposeOf(ResilienceContext context) =>
        context.GetRequestMessage()?.Options.TryGetValue(Purpose, out var purpose) == true ? purpose : Qdrant.Purpose.Question;

    // Reads the body where the timeout and the repetitions reach: a connection cut in an answer's middle is as bad as one refused.
    private sealed class WholeAnswerHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            try
            {
                await response.Content.LoadIntoBufferAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                response.Dispose();
                throw exception as HttpRequestException ?? new HttpRequestException(exception.Message, exception);
            }
            catch
            {
                response.Dispose();
                throw;
            }

            return response;
        }
    }
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Polly;
using Polly.Timeout;
using ReleaseBot.Teams.Authentication;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams.Connector;

/// <summary>Sends activities to the channel's connector (Bot Connector REST API v3).</summary>
internal sealed class ConnectorClient(
    IHttpClientFactory http,
    ConnectorCredentials credentials,
    ServiceUrls serviceUrls,
    TimeProvider time)
{
    /// <summary>Name of the HTTP client in use.</summary>
    public const string HttpClient = "Teams.Connector";

    /// <summary>Most UTF-16 units of an activity's JSON: 80 of the 100 KB that Teams takes.</summary>
    public const int LongestActivity = 40_000;

    private const int Unauthorized = 401;

    private readonly ResiliencePipeline<ConnectorResponse> _sure = ConnectorRetries.Create(time, again: true);
    private readonly ResiliencePipeline<ConnectorResponse> _quick = ConnectorRetries.Create(time, again: false);

    /// <summary>Posts an activity to its conversation, as a reply where it names one; returns its id, if it was given one.</summary>
    /// <exception cref="ConnectorException">It was refused.</exception>
    public Task<string?> SendAsync(Activity activity, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, activity, activity.ReplyToId is null ? Path(activity) : Path(activity, activity.ReplyToId), cancellationToken);

    /// <summary>Replaces an activity sent before.</summary>
    /// <exception cref="ConnectorException">It was refused.</exception>
    public Task UpdateAsync(string id, Activity activity, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, activity with { Id = id }, Path(activity, id), cancellationToken);

    private static string Path(Activity activity, string? id = null)
    {
        var path = $"v3/conversations/{Uri.EscapeDataString(activity.Conversation?.Id ?? string.Empty)}/activities";
        return id is null ? path : $"{path}/{Uri.EscapeDataString(id)}";
    }

    private async Task<string?> SendAsync(HttpMethod method, Activity activity, string path, CancellationToken cancellationToken)
    {
        var address = serviceUrls.Trusted(activity.ServiceUrl)
            ?? throw new ConnectorException(0, "UntrustedServiceUrl", "The service URL is not one of this cloud's; Teams:ServiceHosts adds hosts.");
        var json = TeamsJson.Write(activity);
        var pipeline = IsOfStream(activity) || activity.Type == ActivityTypes.Typing ? _quick : _sure;
        try
        {
            var response = await pipeline.ExecuteAsync(
                async token => await TryAsync(method, new Uri(address, path), json, token), cancellationToken);
            return response.IsSuccess ? Field(response.Body, "id") : throw Refusal(response);
        }
        catch (TimeoutRejectedException exception)
        {
            throw new ConnectorException(0, "Timeout", $"The connector did not answer within {ConnectorRetries.RequestTimeout.TotalSeconds:0} s.", exception);
        }
        catch (HttpRequestException exception)
        {
            throw new ConnectorException(0, "Unreachable", $"The connector cannot be reached: {exception.Message}", exception);
        }
    }

    // The cached token may have been revoked: a new one is fetched once.
    private async Task<ConnectorResponse> TryAsync(HttpMethod method, Uri address, string json, CancellationToken cancellationToken)
    {
        var token = await credentials.GetAsync(refresh: false, cancellationToken);
        var response = await ExchangeAsync(method, address, json, token, cancellationToken);
        return response.Status == Unauthorized && token is not null
            ? await ExchangeAsync(method, address, json, await credentials.GetAsync(refresh: true, cancellationToken), cancellationToken)
            : response;
    }

    private async Task<ConnectorResponse> ExchangeAsync(
        HttpMethod method,
        Uri address,
        string json,
        string? token,
        CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(HttpClient);
        using var request = new HttpRequestMessage(method, address) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var retry = response.Headers.RetryAfter;
        return new ConnectorResponse((int)response.StatusCode, body, retry?.Delta ?? (retry?.Date - time.GetUtcNow()));
    }

    private static bool IsOfStream(Activity activity) =>
        activity.Entities?.Any(entity => ((JsonElement?)entity).Text("type") == "streaminfo") == true;

    // {"error":{"code","message"}}, {"code","message"}, HTML, or nothing.
    private static ConnectorException Refusal(ConnectorResponse response)
    {
        var code = Field(response.Body, "error", "code") ?? Field(response.Body, "code") ?? string.Empty;
        var message = Field(response.Body, "error", "message") ?? Field(response.Body, "message") ?? "The connector gave no reason.";
        return new ConnectorException(response.Status, code, message);
    }

    private static string? Field(string body, params ReadOnlySpan<string> path)
    {
        try
        {
            return ((JsonElement?)JsonElement.Parse(body)).Text(path);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

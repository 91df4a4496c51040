using System.Net;
using System.Net.Http.Headers;

namespace ReleaseBot.Index.Qdrant;

/// <summary>Stands between a client and its connection, and sees every try of a request.</summary>
/// <param name="before">May throw, or give an answer of its own; null sends the request.</param>
/// <param name="after">May throw when the server has done its work.</param>
internal sealed class Intercepted(Func<HttpRequestMessage, HttpResponseMessage?> before, Action<HttpRequestMessage>? after = null) : DelegatingHandler
{
    /// <summary>Whether a request stores points.</summary>
    public static bool IsUpsert(HttpRequestMessage request) => request.Method == HttpMethod.Put && EndsWith(request, "/points");

    /// <summary>Whether a request's path ends so.</summary>
    public static bool EndsWith(HttpRequestMessage request, string end) => request.RequestUri!.AbsolutePath.EndsWith(end, StringComparison.Ordinal);

    /// <summary>A refusal as the server words it.</summary>
    public static HttpResponseMessage Refuse(int status, TimeSpan? retryAfter = null)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("""{"status":{"error":"a fault of the test"},"time":0}""") };
        response.Headers.RetryAfter = retryAfter is { } wait ? new RetryConditionHeaderValue(wait) : null;
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (before(request) is { } answer)
        {
            return answer;
        }

        var response = await base.SendAsync(request, cancellationToken);
        after?.Invoke(request);
        return response;
    }
}

namespace ReleaseBot.Index.Qdrant;

/// <summary>Never sends some requests.</summary>
internal sealed class Slow(Func<HttpRequestMessage, bool> isStuck) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (isStuck(request))
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}

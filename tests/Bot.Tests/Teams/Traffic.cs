namespace ReleaseBot.Teams;

/// <summary>Counts requests to the connector that have no answer yet.</summary>
internal sealed class Traffic
{
    private int _onTheirWay;

    public int OnTheirWay => Volatile.Read(ref _onTheirWay);

    public DelegatingHandler Counter() => new Counting(this);

    private sealed class Counting(Traffic traffic) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref traffic._onTheirWay);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref traffic._onTheirWay);
            }
        }
    }
}

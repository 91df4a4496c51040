using Microsoft.Extensions.Caching.Distributed;

namespace ReleaseBot.Conversations;

/// <summary>A cache that never answers in time.</summary>
internal sealed class BrokenCache : IDistributedCache
{
    public byte[]? Get(string key) => throw new TimeoutException();

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        token.ThrowIfCancellationRequested();
        throw new TimeoutException();
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new TimeoutException();

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) => throw new TimeoutException();

    public void Refresh(string key) => throw new TimeoutException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new TimeoutException();

    public void Remove(string key) => throw new TimeoutException();

    public Task RemoveAsync(string key, CancellationToken token = default) => throw new TimeoutException();
}

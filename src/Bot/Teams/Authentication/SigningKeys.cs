using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ReleaseBot.Teams.Authentication;

/// <summary>
/// The keys an issuer signs with, from its OpenID metadata: read again every day, and when a token names a key that is not among
/// them, but then at most every five minutes, because anyone can send such a token.
/// </summary>
internal sealed class SigningKeys(string metadataUrl, IDocumentRetriever documents, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan _leastBetween = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _oneReader = new(1);
    private OpenIdConnectConfiguration? _known;
    private long _readAt;

    /// <summary>The issuer's keys, with <paramref name="keyId"/> among them if it is one.</summary>
    /// <exception cref="KeysUnavailableException">They were never read and cannot be now.</exception>
    public async Task<OpenIdConnectConfiguration> GetAsync(string keyId, CancellationToken cancellationToken)
    {
        if (_known is { } known && IsGood(known, keyId))
        {
            return known;
        }

        await _oneReader.WaitAsync(cancellationToken);
        try
        {
            return _known is { } read && IsGood(read, keyId) ? read : await ReadAsync(cancellationToken);
        }
        finally
        {
            _oneReader.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneReader.Dispose();

    private bool IsGood(OpenIdConnectConfiguration keys, string keyId) => time.GetElapsedTime(_readAt) is var age
        && age < _lifetime
        && (age < _leastBetween || keys.JsonWebKeySet.Keys.Any(key => key.Kid == keyId));

    private async Task<OpenIdConnectConfiguration> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _known = await OpenIdConnectConfigurationRetriever.GetAsync(metadataUrl, documents, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.KeysUnavailable(logger, metadataUrl, exception);
            if (_known is null)
            {
                throw new KeysUnavailableException(exception);
            }
        }

        _readAt = time.GetTimestamp();
        return _known;
    }
}

/// <summary>Tokens cannot be checked, because the issuer's keys cannot be read.</summary>
internal sealed class KeysUnavailableException(Exception inner) : Exception("The token issuer's keys cannot be read.", inner);

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Api.Access;

/// <summary>A session token and when it ends.</summary>
internal sealed record Session(string Token, DateTimeOffset ExpiresAt);

/// <summary>What a token turned out to be: a visitor's, or the reason why it is refused.</summary>
internal sealed record SessionCheck(string? Visitor, string? Fault);

/// <summary>
/// Short-lived tokens that pages use instead of a key. A token names its end and a random visitor, and carries an HMAC-SHA-256 over both
/// and the page's origin, so nothing is stored and another origin's page cannot use it.
/// </summary>
internal sealed class SessionTokens(SessionKey key, IOptions<AccessOptions> options, TimeProvider time)
{
    /// <summary>What every token begins with, by which it is told from keys.</summary>
    public const string Prefix = "rbs_";

    private const int EndBytes = sizeof(long);
    private const int VisitorBytes = 16;
    private const int SignedBytes = EndBytes + VisitorBytes;
    private const int TokenBytes = SignedBytes + HMACSHA256.HashSizeInBytes;

    /// <summary>A new visitor's token for pages of <paramref name="origin"/>.</summary>
    public Session Issue(string origin)
    {
        var ends = time.GetUtcNow() + options.Value.SessionLifetime;
        Span<byte> token = stackalloc byte[TokenBytes];
        BinaryPrimitives.WriteInt64BigEndian(token, ends.ToUnixTimeMilliseconds());
        RandomNumberGenerator.Fill(token[EndBytes..SignedBytes]);
        Sign(token[..SignedBytes], origin, token[SignedBytes..]);
        return new Session(Prefix + Base64Url.EncodeToString(token), DateTimeOffset.FromUnixTimeMilliseconds(ends.ToUnixTimeMilliseconds()));
    }

    /// <summary>Checks a token sent by a page of <paramref name="origin"/>.</summary>
    public SessionCheck Check(string token, string origin)
    {
        Span<byte> bytes = stackalloc byte[TokenBytes];
        var encoded = token.AsSpan(Prefix.Length);
        // The length first: decoding throws on what is no Base64Url.
        if (!Base64Url.IsValid(encoded, out var length) || length != TokenBytes || !Base64Url.TryDecodeFromChars(encoded, bytes, out _))
        {
            return new SessionCheck(null, "The session token is damaged.");
        }

        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Sign(bytes[..SignedBytes], origin, signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, bytes[SignedBytes..]))
        {
            return new SessionCheck(null, "The session token was altered, or belongs to a page of another origin.");
        }

        return time.GetUtcNow().ToUnixTimeMilliseconds() < BinaryPrimitives.ReadInt64BigEndian(bytes)
            ? new SessionCheck(Convert.ToHexStringLower(bytes[EndBytes..SignedBytes]), null)
            : new SessionCheck(null, "The session has expired.");
    }

    private void Sign(ReadOnlySpan<byte> signed, string origin, Span<byte> signature)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Bytes);
        hmac.AppendData(signed);
        hmac.AppendData(Encoding.UTF8.GetBytes(origin));
        hmac.GetHashAndReset(signature);
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ReleaseBot.Qdrant.Server;

/// <summary>Keys, and HS256 tokens signed with the key.</summary>
internal sealed class Authentication(QdrantServerOptions options)
{
    private const int LeewaySeconds = 30;

    /// <summary>What the bearer of these headers may do.</summary>
    /// <param name="apiKey">The header <c>api-key</c>.</param>
    /// <param name="authorization">The header <c>Authorization</c>.</param>
    public Access Authenticate(string? apiKey, string? authorization)
    {
        if (options.ApiKey is null)
        {
            return Access.Manage;
        }

        var key = apiKey ?? (authorization?.StartsWith("Bearer ", StringComparison.Ordinal) == true ? authorization["Bearer ".Length..] : null)
            ?? throw QdrantError.Unauthorized("Must provide an API key or an Authorization bearer token");
        return key == options.ApiKey ? Access.Manage
            : options.ReadOnlyApiKey is not null && key == options.ReadOnlyApiKey ? Access.ReadOnly
            : FromToken(key) ?? throw QdrantError.Unauthorized("Invalid API key or JWT");
    }

    /// <summary>A token for tests.</summary>
    /// <param name="claims">JSON object.</param>
    /// <param name="secret">The server's key.</param>
    public static string Sign(string claims, string secret)
    {
        var signed = $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Signature(signed, secret))}";
    }

    private Access? FromToken(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]) || !Base64Url.IsValid(parts[2]))
        {
            return null;
        }

        if (!CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(parts[2]), Signature($"{parts[0]}.{parts[1]}", options.ApiKey!)))
        {
            throw QdrantError.BadToken("InvalidSignature");
        }

        var claims = JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]));
        if (claims.TryGet("exp", out var expires) && options.Time.GetUtcNow().ToUnixTimeSeconds() > expires.GetInt64() + LeewaySeconds)
        {
            throw QdrantError.BadToken("ExpiredSignature");
        }

        return claims.TryGet("access", out var access) ? FromClaim(access) : Access.Manage;
    }

    private static Access? FromClaim(JsonElement access) => access.ValueKind switch
    {
        JsonValueKind.String when access.GetString() is "m" or "r" => new Access(access.GetString(), new Dictionary<string, string>()),
        JsonValueKind.Array => new Access(null, access.EnumerateArray().ToDictionary(each => each.RequiredString("collection"), each => each.RequiredString("access"))),
        _ => null,
    };

    private static byte[] Signature(string signed, string secret) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed));

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}

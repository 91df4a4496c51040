using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ReleaseBot.Teams.Fakes;

/// <summary>
/// A token issuer as the channel service's: OpenID metadata, keys with endorsements, and tokens good and bad. Written by hand from the
/// JWT's rules, without the library that the bot checks tokens with.
/// </summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    public const string PublicIssuer = "https://api.botframework.com";
    public const string AppId = "6a1c4a3e-52f0-4c9a-9d5e-7f1b0e2d3c4b";

    // Making a key takes a while, so that all issuers share a few.
    private static readonly Key _teams = new("teams", ["msteams", "emulator"]);
    private static readonly Key _other = new("other", ["webchat"]);
    private static readonly Key _bare = new("bare", null);

    private readonly List<Key> _published = [];
    private readonly TimeProvider _time;
    private LoopbackServer _server = null!;

    private TokenIssuer(TimeProvider time) => _time = time;

    public string MetadataUrl => _server.Url + "/v1/.well-known/openidconfiguration";

    /// <summary>Endorsed for Teams.</summary>
    public Key Teams { get; private set; } = _teams;

    /// <summary>Endorsed for another channel.</summary>
    public Key Other => _other;

    /// <summary>Without endorsements.</summary>
    public Key Bare => _bare;

    /// <summary>How often the keys were read.</summary>
    public int KeyReads { get; private set; }

    /// <summary>Whether metadata and keys can be read.</summary>
    public bool IsAway { get; set; }

    public static async Task<TokenIssuer> StartAsync(TimeProvider time)
    {
        var issuer = new TokenIssuer(time);
        issuer._published.AddRange([issuer.Teams, issuer.Other, issuer.Bare]);
        issuer._server = await LoopbackServer.StartAsync(issuer.HandleAsync);
        return issuer;
    }

    /// <summary>Replaces the key for Teams by a new one of another name.</summary>
    public void Rotate(string id)
    {
        _published.Remove(Teams);
        Teams = new Key(id, ["msteams"]);
        _published.Add(Teams);
    }

    /// <summary>A token as it should be, but for what is named.</summary>
    public string Mint(
        string? serviceUrl,
        Key? key = null,
        string issuer = PublicIssuer,
        object? audience = null,
        TimeSpan? startsIn = null,
        TimeSpan? expiresIn = null,
        string algorithm = "RS256",
        Func<string, byte[]>? sign = null,
        string? keyId = null,
        Dictionary<string, object?>? more = null)
    {
        key ??= Teams;
        var now = _time.GetUtcNow();
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = issuer,
            ["aud"] = audience ?? AppId,
            ["nbf"] = (now + (startsIn ?? TimeSpan.Zero)).ToUnixTimeSeconds(),
            ["exp"] = (now + (expiresIn ?? TimeSpan.FromHours(1))).ToUnixTimeSeconds(),
        };
        if (serviceUrl is not null)
        {
            claims["serviceurl"] = serviceUrl;
        }

        foreach (var (name, value) in more ?? [])
        {
            if (value is null)
            {
                claims.Remove(name);
            }
            else
            {
                claims[name] = value;
            }
        }

        var header = new Dictionary<string, object?> { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = keyId ?? key.Id };
        var body = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(header))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{body}.{Encode((sign ?? key.Sign)(body))}";
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public static string Encode(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private Task HandleAsync(HttpContext context)
    {
        if (IsAway)
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        }

        if (context.Request.Path == "/keys")
        {
            KeyReads++;
            return context.Response.WriteAsJsonAsync(new { keys = _published.Select(key => key.Public) });
        }

        return context.Response.WriteAsJsonAsync(new
        {
            issuer = PublicIssuer,
            authorization_endpoint = "https://invalid.botframework.com",
            jwks_uri = _server.Url + "/keys",
            id_token_signing_alg_values_supported = new[] { "RS256" },
            token_endpoint_auth_methods_supported = new[] { "private_key_jwt" },
        });
    }

    /// <summary>A signing key.</summary>
    internal sealed class Key(string id, string[]? endorsements)
    {
        private readonly RSA _rsa = RSA.Create(2048);

        public string Id => id;

        public Dictionary<string, object> Public
        {
            get
            {
                var numbers = _rsa.ExportParameters(false);
                var key = new Dictionary<string, object>
                {
                    ["kty"] = "RSA",
                    ["use"] = "sig",
                    ["kid"] = id,
                    ["x5t"] = id,
                    ["n"] = Encode(numbers.Modulus),
                    ["e"] = Encode(numbers.Exponent),
                };
                if (endorsements is not null)
                {
                    key["endorsements"] = endorsements;
                }

                return key;
            }
        }

        public byte[] Sign(string body) => _rsa.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}

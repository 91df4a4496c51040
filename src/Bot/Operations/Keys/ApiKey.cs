using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ReleaseBot.Operations;

/// <summary>A key as stored: whose it is and what it opens, never the key itself.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Sha256">
/// SHA-256 of the key, in hexadecimal. A key holds 256 random bits, so nobody finds it by guessing and a slow hash would protect nothing.
/// </param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Limit">Requests in a window of <c>Api:Limits:Window</c>; null for <c>Api:Limits:PerKey</c>.</param>
internal sealed record ApiKey(string Name, string Sha256, ImmutableArray<string> Scopes, DateTimeOffset Created, int? Limit = null);

/// <summary>The file of keys.</summary>
internal sealed record ApiKeyList(ImmutableArray<ApiKey> Keys);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ApiKeyList))]
internal sealed partial class ApiKeyJson : JsonSerializerContext;

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>An unsigned integer or a UUID; integers come first.</summary>
internal readonly record struct PointId(ulong Number, string? Uuid) : IComparable<PointId>
{
    private static readonly string[] _uuidForms = ["D", "N", "B"];

    public static PointId Parse(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number when value.TryGetUInt64(out var number):
                return new PointId(number, null);
            case JsonValueKind.String when Guid(value.GetString()!) is { } uuid:
                return new PointId(0, uuid);
            default:
                throw QdrantError.Format($"value {Shown(value)} is not a valid point ID, valid values are either an unsigned integer or a UUID");
        }
    }

    /// <summary>From the path of a request.</summary>
    public static PointId ParsePath(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new PointId(number, null)
        : Guid(text) is { } uuid ? new PointId(0, uuid)
        : throw QdrantError.WrongInput($"Can not recognize \"{text}\" as point id");

    public JsonNode ToJson() => Uuid is null ? JsonValue.Create(Number) : JsonValue.Create(Uuid);

    public override string ToString() => Uuid ?? Number.ToString(CultureInfo.InvariantCulture);

    public int CompareTo(PointId other) => (Uuid, other.Uuid) switch
    {
        (null, null) => Number.CompareTo(other.Number),
        (null, _) => -1,
        (_, null) => 1,
        _ => string.CompareOrdinal(Uuid, other.Uuid),
    };

    /// <summary>With hyphens or without, in braces, or as a URN; always stored in lower case with hyphens.</summary>
    private static string? Guid(string text)
    {
        var bare = text.StartsWith("urn:uuid:", StringComparison.OrdinalIgnoreCase) ? text["urn:uuid:".Length..] : text;
        return _uuidForms.Any(format => System.Guid.TryParseExact(bare, format, out _)) ? System.Guid.Parse(bare).ToString("D") : null;
    }

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "Unit",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number when value.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
        // the shortest digits that name the double, then zeros
        JsonValueKind.Number => decimal.TryParse(value.GetDouble().ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString(CultureInfo.InvariantCulture)
            : value.GetRawText(),
        _ => value.GetRawText(),
    };
}

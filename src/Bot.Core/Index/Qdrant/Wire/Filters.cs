using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleaseBot.Index.Qdrant.Wire;

/// <summary>Which points count.</summary>
internal sealed record Filter
{
    /// <summary>All of these hold.</summary>
    public IReadOnlyList<Condition>? Must { get; init; }

    /// <summary>None of these holds.</summary>
    public IReadOnlyList<Condition>? MustNot { get; init; }
}

/// <summary>One condition; exactly one of the properties beside <see cref="Key"/> is set.</summary>
internal sealed record Condition
{
    public string? Key { get; init; }

    public Match? Match { get; init; }

    public Bounds? Range { get; init; }

    public FieldName? IsEmpty { get; init; }

    public IReadOnlyCollection<Guid>? HasId { get; init; }

    public string? HasVector { get; init; }

    /// <summary>The field holds this keyword, or an array with it.</summary>
    public static Condition Is(string key, string value) => new() { Key = key, Match = new Match { Value = value } };

    /// <summary>The field holds one of these keywords.</summary>
    public static Condition IsAnyOf(string key, IReadOnlyCollection<string> values) => new() { Key = key, Match = new Match { Any = values } };

    /// <summary>The field is missing, null or an empty array.</summary>
    public static Condition Empty(string key) => new() { IsEmpty = new FieldName(key) };

    /// <summary>The field is at most this number; false where it is missing.</summary>
    public static Condition AtMost(string key, long number) => new() { Key = key, Range = new Bounds { Lte = number } };

    /// <summary>The field is above this number; false where it is missing.</summary>
    public static Condition Above(string key, long number) => new() { Key = key, Range = new Bounds { Gt = number } };

    /// <summary>The field is from the first number to the second, both included.</summary>
    public static Condition Between(string key, long least, long most) => new() { Key = key, Range = new Bounds { Gte = least, Lte = most } };

    /// <summary>The point is one of these.</summary>
    public static Condition Id(IReadOnlyCollection<Guid> ids) => new() { HasId = ids };

    /// <summary>The point has the named vector.</summary>
    public static Condition Vector(string name) => new() { HasVector = name };
}

/// <summary>An exact comparison of keywords.</summary>
internal sealed record Match
{
    public string? Value { get; init; }

    public IReadOnlyCollection<string>? Any { get; init; }
}

/// <summary>Name of a payload field.</summary>
internal sealed record FieldName(string Key);

/// <summary>Bounds of a range: numbers, or RFC 3339 times.</summary>
internal sealed record Bounds
{
    public Bound? Gt { get; init; }

    public Bound? Gte { get; init; }

    public Bound? Lte { get; init; }
}

/// <summary>A number, or an RFC 3339 time.</summary>
[JsonConverter(typeof(BoundConverter))]
internal readonly record struct Bound(long Number, string? Time = null)
{
    public static implicit operator Bound(long number) => new(number);

    public static implicit operator Bound(string time) => new(0, time);
}

/// <summary>Writes a bound as what it is; nothing reads one.</summary>
internal sealed class BoundConverter : JsonConverter<Bound>
{
    /// <inheritdoc />
    public override Bound Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Bound value, JsonSerializerOptions options)
    {
        if (value.Time is null)
        {
            writer.WriteNumberValue(value.Number);
        }
        else
        {
            writer.WriteStringValue(value.Time);
        }
    }
}

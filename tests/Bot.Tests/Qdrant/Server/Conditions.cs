using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>What a condition looks at; inside a nested condition the payload is one element of an array.</summary>
internal readonly record struct Subject(StoredPoint Point, JsonNode? Payload, IReadOnlyDictionary<string, PayloadIndex> Indexes);

/// <summary>A condition of a filter.</summary>
internal abstract record Condition
{
    public abstract bool Matches(in Subject subject);

    /// <summary>Fields it reads, with the types of index that would serve it.</summary>
    public virtual IEnumerable<(string Key, string[] Types)> Fields => [];

    internal sealed record IsEmpty(string Key) : Condition
    {
        public override bool Matches(in Subject subject) => PayloadPath.Values(subject.Payload, Key).All(value => value is null);
    }

    internal sealed record IsNull(string Key) : Condition
    {
        public override bool Matches(in Subject subject) => PayloadPath.Values(subject.Payload, Key).Any(value => value is null);
    }

    internal sealed record HasId(HashSet<PointId> Ids) : Condition
    {
        public override bool Matches(in Subject subject) => Ids.Contains(subject.Point.Id);
    }

    internal sealed record HasVector(string Name) : Condition
    {
        public override bool Matches(in Subject subject) => subject.Point.Vectors.ContainsKey(Name);
    }

    /// <summary>One element of the array meets the whole filter.</summary>
    internal sealed record Nested(string Key, Filter Filter) : Condition
    {
        public override IEnumerable<(string Key, string[] Types)> Fields => Filter.Fields.Select(inner => ($"{Key}[].{inner.Key}", inner.Types));

        public override bool Matches(in Subject subject)
        {
            foreach (var element in PayloadPath.Values(subject.Payload, Key))
            {
                if (Filter.Matches(subject with { Payload = element }))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>A field any of whose values passes a test.</summary>
    internal sealed record Field(string Key, IReadOnlyList<ValueTest> Tests) : Condition
    {
        public override IEnumerable<(string Key, string[] Types)> Fields => Tests.Select(test => (Key, test.Types));

        public override bool Matches(in Subject subject)
        {
            var index = subject.Indexes.GetValueOrDefault(Key);
            var values = PayloadPath.Values(subject.Payload, Key).ToList();
            return Tests.Any(test => test.Passes(values, index));
        }
    }
}

/// <summary>Conditions joined: all of must, none of must_not, one of should, so many of min_should.</summary>
internal sealed record Filter(
    IReadOnlyList<Condition> Must,
    IReadOnlyList<Condition> MustNot,
    IReadOnlyList<Condition> Should,
    IReadOnlyList<Condition> MinShould,
    int MinCount) : Condition
{
    public override IEnumerable<(string Key, string[] Types)> Fields =>
        Must.Concat(MustNot).Concat(Should).Concat(MinShould).SelectMany(condition => condition.Fields);

    /// <summary>Both, where there are two.</summary>
    public static Filter? And(Filter? one, Filter? other) =>
        one is null ? other : other is null ? one : new Filter([one, other], [], [], [], 0);

    public override bool Matches(in Subject subject)
    {
        foreach (var condition in Must)
        {
            if (!condition.Matches(subject))
            {
                return false;
            }
        }

        foreach (var condition in MustNot)
        {
            if (condition.Matches(subject))
            {
                return false;
            }
        }

        return (Should.Count == 0 || CountOf(Should, subject) > 0) && (MinShould.Count == 0 || CountOf(MinShould, subject) >= MinCount);
    }

    private static int CountOf(IReadOnlyList<Condition> conditions, Subject subject) => conditions.Count(condition => condition.Matches(subject));
}

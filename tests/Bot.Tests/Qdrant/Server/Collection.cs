using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>A collection: its points, its indexes, and updates that are accepted but not yet applied.</summary>
internal sealed class Collection(string name, CollectionConfig config, TimeProvider time)
{
    private readonly Queue<(long Operation, Update Update)> _waiting = [];
    private long _operation;

    public string Name { get; } = name;

    public CollectionConfig Config { get; } = config;

    public SortedDictionary<PointId, StoredPoint> Points { get; } = [];

    /// <summary>Deleted points, which count in the IDF until an optimizer removes them, which here never comes.</summary>
    public List<StoredPoint> Deleted { get; } = [];

    public Dictionary<string, PayloadIndex> Indexes { get; } = new(StringComparer.Ordinal);

    public RateLimits Rates { get; } = new(time);

    /// <summary>Numbers an update and applies it: now, or at the next update or look at the collection.</summary>
    public JsonObject Apply(Update update, bool wait)
    {
        ApplyWaiting();
        var operation = ++_operation;
        if (wait)
        {
            update.Apply(this, operation);
        }
        else
        {
            _waiting.Enqueue((operation, update));
        }

        return Outcome(operation, wait);
    }

    /// <summary>An index takes two numbers.</summary>
    public JsonObject Index(string field, PayloadIndex? index, bool wait)
    {
        ApplyWaiting();
        _operation += 2;
        if (index is null)
        {
            Indexes.Remove(field);
        }
        else
        {
            Indexes[field] = index;
        }

        return Outcome(_operation, wait);
    }

    /// <summary>The queue first grows shorter after someone has seen its length.</summary>
    public JsonObject Describe()
    {
        var waiting = _waiting.Count;
        var described = new JsonObject
        {
            ["status"] = waiting > 0 ? "yellow" : "green",
            ["optimizer_status"] = "ok",
            ["indexed_vectors_count"] = Stored.Sum(point => point.Vectors.Values.Count(vector => vector.IsSparse)),
            ["points_count"] = Points.Count,
            ["segments_count"] = 2,
            ["config"] = Config.Describe(),
            ["payload_schema"] = new JsonObject(Indexes.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value.Describe(Indexed(each.Key, each.Value))))),
            ["update_queue"] = new JsonObject { ["length"] = waiting },
        };
        ApplyWaiting();
        return described;
    }

    /// <summary>Every point ever stored that no optimizer has removed.</summary>
    public IEnumerable<StoredPoint> Stored => Points.Values.Concat(Deleted);

    public IEnumerable<StoredPoint> Matching(Filter? filter) =>
        filter is null ? Points.Values : Points.Values.Where(point => filter.Matches(new Subject(point, point.Payload, Indexes)));

    public StoredPoint Require(PointId id) => Points.GetValueOrDefault(id) ?? throw QdrantError.NotFound($"No point with id {id} found");

    public void Delete(PointId id)
    {
        if (Points.Remove(id, out var point))
        {
            Deleted.Add(point);
        }
    }

    private void ApplyWaiting()
    {
        while (_waiting.TryDequeue(out var next))
        {
            try
            {
                next.Update.Apply(this, next.Operation);
            }
            catch (QdrantError)
            {
                // a failure in the background is only logged by the server
            }
        }
    }

    private int Indexed(string field, PayloadIndex index) =>
        Points.Values.Count(point => PayloadPath.Values(point.Payload, field).Any(value => value is not null && index.Takes(value)));

    private static JsonObject Outcome(long operation, bool wait) =>
        new() { ["operation_id"] = operation, ["status"] = wait ? "completed" : "acknowledged" };
}

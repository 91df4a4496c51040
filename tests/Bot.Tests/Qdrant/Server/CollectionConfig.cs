using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>The settings of a collection: kept and shown as the server does, obeyed where a test can see it.</summary>
internal sealed class CollectionConfig
{
    private const string HnswDefaults =
        """{"m":16,"ef_construct":100,"full_scan_threshold":10000,"max_indexing_threads":0,"on_disk":false}""";

    private const string OptimizerDefaults =
        """
        {"deleted_threshold":0.2,"vacuum_min_vector_number":1000,"default_segment_number":0,"max_segment_size":null,"memmap_threshold":null,
        "indexing_threshold":10000,"flush_interval_sec":5,"max_optimization_threads":null,"prevent_unoptimized":null}
        """;

    private const string WalDefaults = """{"wal_capacity_mb":32,"wal_segments_ahead":0,"wal_retain_closed":1}""";

    private static readonly string[] _denseFields =
        ["size", "distance", "hnsw_config", "quantization_config", "on_disk", "memory", "datatype", "multivector_config"];

    private static readonly string[] _sparseFields = ["index", "modifier"];

    private readonly JsonObject _params = [];
    private readonly JsonObject _hnsw = JsonNode.Parse(HnswDefaults)!.AsObject();
    private readonly JsonObject _optimizers = JsonNode.Parse(OptimizerDefaults)!.AsObject();
    private readonly JsonObject _wal = JsonNode.Parse(WalDefaults)!.AsObject();
    private JsonNode? _quantization;
    private JsonObject? _strict;
    private JsonObject? _metadata;

    private CollectionConfig()
    {
    }

    /// <summary>Dense vectors by name; the unnamed one is called "".</summary>
    public Dictionary<string, (int Size, string Distance)> Dense { get; } = [];

    /// <summary>Sparse vectors by name, with whether IDF is applied.</summary>
    public Dictionary<string, bool> Sparse { get; } = [];

    public JsonObject? Strict => _strict?["enabled"]?.GetValue<bool>() == true ? _strict : null;

    public static CollectionConfig Parse(JsonElement body)
    {
        var config = new CollectionConfig();
        var vectors = body.TryGet("vectors", out var given) ? given.AsObject() : JsonElement.Parse("{}");
        var unnamed = vectors.TryGet("size", out var size) && size.ValueKind == JsonValueKind.Number;
        config._params["vectors"] = unnamed
            ? config.AddDense(string.Empty, vectors)
            : new JsonObject(vectors.EnumerateObject().Select(each => KeyValuePair.Create(each.Name, (JsonNode?)config.AddDense(each.Name, each.Value))));
        foreach (var (name, otherwise) in new[] { ("shard_number", 1), ("replication_factor", 1), ("write_consistency_factor", 1) })
        {
            config._params[name] = body.Limit(name, otherwise, "create_collection");
        }

        config._params["on_disk_payload"] = body.Flag("on_disk_payload", true);
        if (body.TryGet("sparse_vectors", out var sparse))
        {
            config._params["sparse_vectors"] = new JsonObject(
                sparse.AsObject().EnumerateObject().Select(each => KeyValuePair.Create(each.Name, (JsonNode?)config.AddSparse(each.Name, each.Value))));
        }

        config.Merge(body);
        return config;
    }

    /// <summary>Changes what a PATCH may change; in metadata, null removes a key.</summary>
    public void Patch(JsonElement body)
    {
        Merge(body);
        if (body.TryGet("params", out var parameters))
        {
            MergeInto(_params, parameters);
        }

        if (body.TryGet("vectors", out var vectors))
        {
            foreach (var vector in vectors.AsObject().EnumerateObject())
            {
                var target = vector.Name.Length == 0 ? _params["vectors"]!.AsObject() : _params["vectors"]![vector.Name] as JsonObject;
                MergeInto(target ?? throw QdrantError.WrongInput($"Not existing vector name error: {vector.Name}"), vector.Value);
            }
        }
    }

    public JsonObject Describe()
    {
        var described = new JsonObject
        {
            ["params"] = _params.DeepClone(),
            ["hnsw_config"] = _hnsw.DeepClone(),
            ["optimizer_config"] = _optimizers.DeepClone(),
            ["wal_config"] = _wal.DeepClone(),
            ["quantization_config"] = _quantization?.DeepClone(),
        };
        if (_strict is not null)
        {
            described["strict_mode_config"] = _strict.DeepClone();
        }

        if (_metadata is not null)
        {
            described["metadata"] = _metadata.DeepClone();
        }

        return described;
    }

    private void Merge(JsonElement body)
    {
        foreach (var (name, target) in new[]
        {
            ("hnsw_config", _hnsw), ("optimizers_config", _optimizers), ("wal_config", _wal),
        })
        {
            if (body.TryGet(name, out var given))
            {
                MergeInto(target, given);
            }
        }

        if (body.TryGet("quantization_config", out var quantization))
        {
            _quantization = quantization.ValueKind == JsonValueKind.Object ? JsonObject.Create(quantization.Clone()) : null;
        }

        if (body.TryGet("strict_mode_config", out var strict))
        {
            MergeInto(_strict ??= [], strict);
        }

        if (body.TryGet("metadata", out var metadata))
        {
            _metadata ??= [];
            foreach (var entry in metadata.AsObject().EnumerateObject())
            {
                _metadata.Remove(entry.Name);
                if (entry.Value.ValueKind != JsonValueKind.Null)
                {
                    _metadata[entry.Name] = JsonNode.Parse(entry.Value.GetRawText());
                }
            }
        }
    }

    private static void MergeInto(JsonObject target, JsonElement given)
    {
        foreach (var field in given.AsObject().EnumerateObject())
        {
            target[field.Name] = JsonNode.Parse(field.Value.GetRawText());
        }
    }

    private JsonObject AddDense(string name, JsonElement vector)
    {
        if (vector.ValueKind != JsonValueKind.Object || vector.Count("size") is not ({ } size and > 0)
            || !vector.TryGet("distance", out var distance)
            || distance.GetString() is not ("Cosine" or "Euclid" or "Dot" or "Manhattan"))
        {
            throw QdrantError.NoVariant("VectorsConfig");
        }

        Dense.Add(name, (size, distance.GetString()!));
        return Known(vector, _denseFields);
    }

    private JsonObject AddSparse(string name, JsonElement vector)
    {
        Sparse.Add(name, vector.TryGet("modifier", out var modifier) && Json.OneOf(modifier.AsString(), "none", "idf") == "idf");
        return Known(vector, _sparseFields);
    }

    private static JsonObject Known(JsonElement vector, string[] fields) => new(
        vector.EnumerateObject().Where(field => fields.Contains(field.Name))
            .Select(field => KeyValuePair.Create(field.Name, JsonNode.Parse(field.Value.GetRawText()))));
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace ReleaseBot.Qdrant.Server;

/// <summary>The limits a collection sets for itself. Requests refused here use no rate tokens.</summary>
internal static class StrictMode
{
    public static void CheckRead(Collection collection, int limit, Filter? filter)
    {
        if (collection.Config.Strict is { } strict)
        {
            CheckLimit(limit, strict["max_query_limit"], "limit");
            CheckIndexed(collection, filter, strict["unindexed_filtering_retrieve"]);
        }

        collection.Rates.Read.Take(collection.Config.Strict?["read_rate_limit"], 1);
    }

    public static void CheckWrite(Collection collection, Update update)
    {
        if (collection.Config.Strict is { } strict)
        {
            if (update is Server.Update.Upsert)
            {
                CheckLimit(update.Size, strict["upsert_max_batchsize"], "upsert limit");
            }

            CheckIndexed(collection, update.Filter, strict["unindexed_filtering_update"]);
        }

        collection.Rates.Write.Take(collection.Config.Strict?["write_rate_limit"], update.Size);
    }

    private static void CheckLimit(int value, JsonNode? limit, string name)
    {
        if (limit?.GetValue<int>() is { } most && value > most)
        {
            throw QdrantError.BadRequest($"Limit exceeded {value} > {most} for \"{name}\". Help: Reduce the \"{name}\" parameter to or below {most}.");
        }
    }

    private static void CheckIndexed(Collection collection, Filter? filter, JsonNode? allowed)
    {
        if (filter is null || allowed?.GetValue<bool>() != false)
        {
            return;
        }

        foreach (var (key, types) in filter.Fields)
        {
            if (!collection.Indexes.TryGetValue(key, out var index) || !types.Contains(index.Type))
            {
                throw QdrantError.BadRequest(
                    $"Index required but not found for \"{key}\" of one of the following types: [{string.Join(", ", types)}]. "
                    + "Help: Create an index for this key or use a different filter.");
            }
        }
    }
}

/// <summary>The two rates of a collection.</summary>
internal sealed class RateLimits(TimeProvider time)
{
    public TokenBucket Read { get; } = new("Read", time);

    public TokenBucket Write { get; } = new("Write", time);
}

/// <summary>Tokens for a minute, coming back evenly.</summary>
internal sealed class TokenBucket(string name, TimeProvider time)
{
    private double _tokens = double.NaN;
    private long _filled = time.GetTimestamp();

    public void Take(JsonNode? perMinute, int cost)
    {
        if (perMinute is null)
        {
            return;
        }

        var capacity = perMinute.GetValue<int>();
        if (cost > capacity)
        {
            throw QdrantError.TooMany($"{name} rate limit exceeded: Operation requires {cost} tokens, larger than rate limiter capacity: {capacity}", null);
        }

        var now = time.GetTimestamp();
        var refill = time.GetElapsedTime(_filled, now).TotalMinutes * capacity;
        _tokens = double.IsNaN(_tokens) ? capacity : Math.Min(capacity, _tokens + refill);
        _filled = now;
        if (_tokens < cost)
        {
            var seconds = (int)Math.Ceiling((cost - _tokens) * 60 / capacity);
            var left = _tokens.ToString("0.0", CultureInfo.InvariantCulture);
            throw QdrantError.TooMany(
                $"{name} rate limit exceeded: Operation requires {cost} tokens but only {left} were available. Retry after {seconds}s", seconds);
        }

        _tokens -= cost;
    }
}

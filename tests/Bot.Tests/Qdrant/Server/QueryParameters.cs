using Microsoft.AspNetCore.Http;

namespace ReleaseBot.Qdrant.Server;

/// <summary>The parameters after the question mark; unknown ones are ignored.</summary>
internal static class QueryParameters
{
    private static readonly string[] _orderings = ["weak", "medium", "strong"];

    /// <summary>Checks all of them and gives <c>wait</c>.</summary>
    public static bool ReadWait(IQueryCollection query)
    {
        if (query["timeout"].FirstOrDefault() is { } timeout)
        {
            CheckTimeout(timeout);
        }

        if (query["consistency"].FirstOrDefault() is { } consistency && consistency is not ("majority" or "quorum" or "all") && !uint.TryParse(consistency, out _))
        {
            throw QdrantError.QueryParameter($"failed to deserialize read consistency query parameter value '{consistency}'");
        }

        if (query["ordering"].FirstOrDefault() is { } ordering && !_orderings.Contains(ordering))
        {
            throw QdrantError.QueryParameter(
                $"unknown variant `{ordering}`, expected one of {string.Join(", ", _orderings.Select(each => $"`{each}`"))}");
        }

        return query["wait"].FirstOrDefault() switch
        {
            null or "false" => false,
            "true" => true,
            _ => throw QdrantError.QueryParameter("provided string was not `true` or `false`"),
        };
    }

    private static void CheckTimeout(string timeout)
    {
        if (!ulong.TryParse(timeout, out var seconds))
        {
            throw QdrantError.QueryParameter("invalid digit found in string");
        }

        if (seconds == 0)
        {
            throw QdrantError.QueryParameter("invalid value: integer `0`, expected a nonzero u64");
        }
    }
}

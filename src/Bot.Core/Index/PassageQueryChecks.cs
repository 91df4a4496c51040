namespace ReleaseBot.Index;

/// <summary>What every home asks of a query.</summary>
internal static class PassageQueryChecks
{
    /// <summary>Passes when the query can be searched for.</summary>
    /// <exception cref="ArgumentException">The vector is of another length, or the limit below 1.</exception>
    public static void Check(PassageQuery query, IndexSchema schema)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        if (query.Dense.Length != schema.Dimension)
        {
            throw new ArgumentException($"The question's vector has {query.Dense.Length} numbers, the index's {schema.Dimension}.", nameof(query));
        }
    }
}

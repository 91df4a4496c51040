namespace ReleaseBot.Qdrant;

/// <summary>How the test server behaves.</summary>
internal sealed record QdrantServerOptions
{
    /// <summary>Key with full rights, also the secret that signs tokens; without one, every request is allowed.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Key that may only read.</summary>
    public string? ReadOnlyApiKey { get; init; }

    /// <summary>What the root route answers.</summary>
    public string Version { get; init; } = "1.19.0";

    /// <summary>Take every request for an upsert, read its JSON as it arrives, count its points and keep nothing: for comparing clients.</summary>
    public bool Sink { get; init; }

    /// <summary>Clock of rate limits and tokens.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

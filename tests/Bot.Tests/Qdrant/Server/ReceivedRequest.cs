namespace ReleaseBot.Qdrant;

/// <summary>A request as it arrived.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Target">Path and query as sent.</param>
/// <param name="Headers">Headers, names in any case.</param>
internal sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The part of the target before the question mark.</summary>
    public string Path => Target.Split('?')[0];

    /// <summary>Body as sent, compressed where it was; empty until it was read.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }
}

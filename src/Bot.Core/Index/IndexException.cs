namespace ReleaseBot.Index;

/// <summary>The index could not do what was asked; the message may be shown to users and names the remedy.</summary>
public sealed class IndexException : Exception
{
    /// <summary>Says what failed and what to do.</summary>
    public IndexException(string message) : base(message) { }

    /// <summary>Says what failed and what to do, keeping the cause.</summary>
    public IndexException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>After how long it may work again by itself; null when somebody has to mend something first.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

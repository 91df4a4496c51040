namespace ReleaseBot.Retrieval;

/// <summary>The tuning file does not fit; the message may be shown and names the remedy.</summary>
public sealed class TuningException : Exception
{
    /// <summary>Says what is wrong and what to do.</summary>
    public TuningException(string message) : base(message) { }

    /// <summary>Says what is wrong and what to do, keeping the cause.</summary>
    public TuningException(string message, Exception innerException) : base(message, innerException) { }
}

namespace ReleaseBot.Embeddings;

/// <summary>A model file is missing, altered or of the wrong kind; the message may be shown to users and names file and remedy.</summary>
public sealed class ModelException : Exception
{
    /// <summary>Says what is wrong with which file and what to do.</summary>
    public ModelException(string message) : base(message) { }

    /// <summary>Says what is wrong with which file and what to do, keeping the cause.</summary>
    public ModelException(string message, Exception innerException) : base(message, innerException) { }
}

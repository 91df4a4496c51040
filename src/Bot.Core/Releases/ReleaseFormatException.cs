namespace ReleaseBot.Releases;

/// <summary>
/// A release that cannot be understood. Its message says what is wrong and what to do about it; it quotes nothing secret
/// and may be shown to users.
/// </summary>
public sealed class ReleaseFormatException : Exception
{
    /// <summary>With a message for users.</summary>
    public ReleaseFormatException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for users and what caused it.</summary>
    public ReleaseFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

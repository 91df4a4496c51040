namespace ReleaseBot.Teams.Connector;

/// <summary>The connector refused an activity, or could not be reached.</summary>
/// <param name="status">HTTP status; 0 when there was no response.</param>
/// <param name="code">The connector's error code, or empty.</param>
/// <param name="message">Its message, or what happened.</param>
/// <param name="inner">What was thrown.</param>
internal sealed class ConnectorException(int status, string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>HTTP status; 0 when there was no response.</summary>
    public int Status => status;

    /// <summary>The connector's error code, or empty.</summary>
    public string Code => code;
}

namespace ReleaseBot.Operations;

/// <summary>What is kept beside the index cannot be read or written; the message may be shown to the operator and names the remedy.</summary>
internal sealed class OperationsException(string message, Exception? inner = null) : IOException(message, inner);

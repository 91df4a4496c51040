namespace ReleaseBot.Answers.Generation;

/// <summary>A prompt of the prompts folder is missing or wrong; the message names the file and the remedy.</summary>
public sealed class PromptException(string message, Exception? inner = null) : Exception(message, inner);

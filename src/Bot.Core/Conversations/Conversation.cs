using System.Collections.Immutable;

namespace ReleaseBot.Conversations;

/// <summary>A conversation as remembered.</summary>
/// <param name="Id">32 hexadecimal digits, random; whoever knows it may go on with the conversation.</param>
/// <param name="Turns">The last turns, oldest first; empty when new.</param>
public sealed record Conversation(string Id, ImmutableArray<Turn> Turns);

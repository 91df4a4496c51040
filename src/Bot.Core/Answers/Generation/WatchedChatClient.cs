using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ReleaseBot.Answers.Generation;

/// <summary>Lets a call see why the model stopped, which Semantic Kernel does not hand on while it streams.</summary>
internal sealed class WatchedChatClient(IChatClient client, CallEnd end) : DelegatingChatClient(client)
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            end.See(update);
            yield return update;
        }
    }
}

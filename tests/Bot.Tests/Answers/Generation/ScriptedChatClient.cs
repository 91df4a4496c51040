using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ReleaseBot.Answers.Generation;

/// <summary>A model that says what the test tells it, a word at a time, and remembers what it was asked.</summary>
internal sealed class ScriptedChatClient(Func<IReadOnlyList<ChatMessage>, string> reply) : IChatClient
{
    private readonly List<IReadOnlyList<ChatMessage>> _calls = [];

    public ScriptedChatClient(string reply)
        : this(_ => reply)
    {
    }

    /// <summary>The messages of each call.</summary>
    public IReadOnlyList<IReadOnlyList<ChatMessage>> Calls => _calls;

    /// <summary>Happens before each word.</summary>
    public Action? Speaking { get; init; }

    /// <summary>Options of the last call.</summary>
    public ChatOptions? Options { get; private set; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The bot streams.");

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        _calls.Add([.. messages]);
        Options = options;
        foreach (var word in Words(reply(_calls[^1])))
        {
            await Task.Yield();
            Speaking?.Invoke();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, word);
        }

        yield return new ChatResponseUpdate { Role = ChatRole.Assistant, FinishReason = ChatFinishReason.Stop };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted") : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private static IEnumerable<string> Words(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf(' ', start + 1);
            end = end < 0 ? text.Length : end;
            yield return text[start..end];
            start = end;
        }
    }
}

using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using ReleaseBot.Answers;

namespace ReleaseBot.Api.ChatCompletions;

/// <summary>The chunks of one streamed answer.</summary>
/// <param name="head">What every chunk begins with.</param>
internal sealed class ChatStream(ChatChunk head)
{
    private readonly ChatText _text = new();
    private readonly StringBuilder _content = new();

    // Where the answer that counts begins.
    private int _begin;

    /// <summary>What has been sent so far.</summary>
    public string Content => _content.ToString();

    /// <summary>The end of every stream that did not break off.</summary>
    public static SseItem<string> Done { get; } = new("[DONE]");

    /// <summary>The first chunk says who speaks.</summary>
    public SseItem<string> Open() => Item(Chunk(new ChatDelta { Role = ChatReply.Assistant, Content = string.Empty }));

    /// <summary>More of the answer's own words.</summary>
    public SseItem<string> Add(string part) => Text(_text.Next(part));

    /// <summary>What was said is given up. The protocol cannot take words back: a line says so, and what follows counts.</summary>
    public SseItem<string> Restart(string note)
    {
        var item = Add($"\n\n({note} In the releases' own words instead:)\n\n");
        _begin = _content.Length;
        return item;
    }

    /// <summary>What stands below the answer, and the answer itself beside the finish_reason.</summary>
    public IEnumerable<SseItem<string>> Close(Answer answer)
    {
        if (_content.Length == _begin)
        {
            yield return Add(answer.Text);
        }

        var annotations = ChatText.Annotations(answer, Content, _begin);
        if (ChatText.Below(answer) is { Length: > 0 } below)
        {
            yield return Text(below);
        }

        yield return Item(Chunk(new ChatDelta { Annotations = annotations }, ChatChoice.Stop) with { ReleaseBot = answer });
    }

    /// <summary>The usage, in a chunk without choices.</summary>
    public SseItem<string> Spent(ChatUsage usage) => Item(head with { Usage = usage });

    /// <summary>What clients take for an error; nothing follows it.</summary>
    public static SseItem<string> Error(AnswerEvent.Failed failed) => new(ChatErrorWriter.ToData(failed.Reason, failed.Remedy));

    private SseItem<string> Text(string text)
    {
        _content.Append(text);
        return Item(Chunk(new ChatDelta { Content = text }));
    }

    private ChatChunk Chunk(ChatDelta delta, string? finish = null) => head with { Choices = [new ChatChunkChoice(0, delta, finish)] };

    private static SseItem<string> Item(ChatChunk chunk) => new(JsonSerializer.Serialize(chunk, ApiJson.TypeInfo<ChatChunk>()));
}

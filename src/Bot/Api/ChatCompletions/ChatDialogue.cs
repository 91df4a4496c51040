using System.Collections.Immutable;
using System.Text.Json;

namespace ReleaseBot.Api.ChatCompletions;

/// <summary>A question and the answer a client showed for it; null when it shows none.</summary>
internal sealed record ChatExchange(string Question, string? Shown);

/// <summary>What is asked, and what was said before.</summary>
/// <param name="Question">The last message, trimmed.</param>
/// <param name="Earlier">The exchanges before it, oldest first.</param>
internal sealed record ChatDialogue(string Question, ImmutableArray<ChatExchange> Earlier)
{
    private static readonly string[] _roles = ["user", "assistant", "system", "developer", "tool", "function"];

    /// <summary>Reads the request; <paramref name="fields"/> keeps what is wrong with it.</summary>
    public static ChatDialogue Of(ChatRequest request, RequestFields fields, int longestQuestion)
    {
        RefusePromises(request, fields);
        var earlier = ImmutableArray.CreateBuilder<ChatExchange>();
        ChatMessage? asked = null;
        foreach (var message in request.Messages ?? [])
        {
            if (!_roles.Contains(message?.Role))
            {
                fields.Refuse("messages", "A message has no known \"role\".", $"Use one of {string.Join(", ", _roles)}.");
            }
            else if (message!.Role == "user")
            {
                Add(earlier, asked, null);
                asked = message;
            }
            else if (message.Role == "assistant" && !string.IsNullOrWhiteSpace(message.Content?.Text))
            {
                Add(earlier, asked, message.Content.Text);
                asked = null;
            }
        }

        return new ChatDialogue(TextOf(asked, fields, longestQuestion), earlier.ToImmutable());
    }

    private static void Add(ImmutableArray<ChatExchange>.Builder earlier, ChatMessage? asked, string? shown)
    {
        if (!string.IsNullOrWhiteSpace(asked?.Content?.Text))
        {
            earlier.Add(new ChatExchange(asked.Content.Text.Trim(), shown));
        }
    }

    private static string TextOf(ChatMessage? asked, RequestFields fields, int longest)
    {
        if (asked is null)
        {
            fields.Refuse("messages", "The last message is not a question.", "End \"messages\" with one of role \"user\".");
        }
        else if (asked.Content?.HasOther == true)
        {
            fields.Refuse("messages", "The question has parts that are not text.", "Ask in words; images, sound and files are not read.");
        }

        return fields.Question("messages", asked?.Content?.Text, longest);
    }

    private static void RefusePromises(ChatRequest request, RequestFields fields)
    {
        if (request.N is not (null or 1))
        {
            fields.Refuse("n", "There is one answer to a question.", "Leave \"n\" out, or set it to 1.");
        }

        if (request.ResponseFormat?.Type is not (null or "text"))
        {
            fields.Refuse(
                "response_format",
                "Answers are text, not JSON of a given form.",
                "Leave \"response_format\" out; the field \"release_bot\" of the answer has its citations as JSON.");
        }

        if (request.ToolChoice is { } choice && !(choice.ValueKind == JsonValueKind.String && choice.GetString() is "none" or "auto"))
        {
            fields.Refuse("tool_choice", "The bot calls no tools.", "Leave \"tool_choice\" out, or set it to \"none\" or \"auto\".");
        }
    }
}

using System.ComponentModel;
using System.Text.Json.Serialization;
using ReleaseBot.Answers;
using ReleaseBot.Index;

namespace ReleaseBot.Api;

/// <summary>Body of POST /api/ask.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AskRequest
{
    [Description("The question, 1 to 2000 characters.")]
    public string? Question { get; init; }

    [Description("The conversation a follow-up belongs to, as an earlier answer named it.")]
    public string? ConversationId { get; init; }

    [Description("Which releases count.")]
    public AskFilters? Filters { get; init; }

    [Description("\"Today\" for this question, as 2024-03-31; only where Evaluation:AllowClock is set.")]
    public string? Clock { get; init; }

    private const int LongestConversationId = 64;

    /// <summary>The question to answer; <paramref name="fields"/> keeps what is wrong with it.</summary>
    public Question ToQuestion(RequestFields fields, BotOptions options, ClockOptions clock)
    {
        var text = fields.Question("question", Question, options.MaxQuestionLength);
        var filter = Filters is null
            ? SearchFilter.None
            : fields.Filter("filters.", Filters.From, Filters.To, Filters.Issuer, Filters.Language);
        if (!string.IsNullOrEmpty(ConversationId) && !IsId(ConversationId))
        {
            fields.Refuse(
                "conversationId",
                "\"conversationId\" is none of ours.",
                "Repeat the conversationId of an earlier answer, or leave it out to begin a conversation.");
        }

        if (Clock is not null && !clock.AllowClock)
        {
            fields.Refuse("clock", "\"clock\" is not accepted here.", "Leave it out, or set Evaluation:AllowClock to true.");
        }

        var id = string.IsNullOrEmpty(ConversationId) ? null : ConversationId;
        return new Question(text, id, filter, fields.Date("clock", Clock)) { AnyDate = Filters?.AnyDate ?? false };
    }

    private static bool IsId(string text) =>
        text.Length <= LongestConversationId && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}

/// <summary>Limits a question may set.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AskFilters
{
    [Description("First day, as 2024-03-01.")]
    public string? From { get; init; }

    [Description("Last day, as 2024-03-31.")]
    public string? To { get; init; }

    [Description("An issuer's name, whole.")]
    public string? Issuer { get; init; }

    [Description("ISO 639-1 code, such as en.")]
    public string? Language { get; init; }

    [Description("True to let releases of all dates count alike, whatever dates the question names.")]
    public bool AnyDate { get; init; }
}

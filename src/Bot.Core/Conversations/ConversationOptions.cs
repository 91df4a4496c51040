using Microsoft.Extensions.Options;

namespace ReleaseBot.Conversations;

/// <summary>Settings of remembered conversations, section "Conversations".</summary>
public sealed class ConversationOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Conversations";

    /// <summary>Turns remembered, the oldest forgotten first; 1 to 50, default 10.</summary>
    public int MaxTurns { get; set; } = 10;

    /// <summary>Longest question, answer or title remembered, in UTF-16 code units; 200 to 20,000, default 2,000. Longer ones are cut.</summary>
    public int MaxTextLength { get; set; } = 2000;

    /// <summary>How long a conversation is remembered after its last turn or look-up; 1 minute to 30 days, default 2 hours.</summary>
    public TimeSpan Expiry { get; set; } = TimeSpan.FromHours(2);
}

/// <summary>Refuses settings that cannot work, naming the setting, its value and the remedy.</summary>
internal sealed class ConversationOptionsValidator : IValidateOptions<ConversationOptions>
{
    public ValidateOptionsResult Validate(string? name, ConversationOptions options)
    {
        var failures = new List<string>();
        if (options.MaxTurns is < 1 or > 50)
        {
            failures.Add($"Conversations:MaxTurns is {options.MaxTurns}; set it to 1 to 50 turns.");
        }
        if (options.MaxTextLength is < 200 or > 20_000)
        {
            failures.Add($"Conversations:MaxTextLength is {options.MaxTextLength}; set it to 200 to 20000 characters.");
        }
        if (options.Expiry < TimeSpan.FromMinutes(1) || options.Expiry > TimeSpan.FromDays(30))
        {
            failures.Add($"Conversations:Expiry is {options.Expiry}; set it between 00:01:00 (1 minute) and 30.00:00:00 (30 days).");
        }
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

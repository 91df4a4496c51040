using Microsoft.Extensions.Options;

namespace ReleaseBot.Operations;

/// <summary>What is remembered of questions and answers, section "Feedback".</summary>
internal sealed class FeedbackOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Feedback";

    /// <summary>
    /// How long a question, its answer and its rating are remembered, then deleted; 0 to 3650 days, default 30 days. 0 remembers
    /// nothing: no feedback, no list of unanswered questions.
    /// </summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Most answers remembered, the oldest without a rating deleted first; 100 to 10,000,000, default 100,000.</summary>
    public int MaxAnswers { get; set; } = 100_000;
}

/// <summary>Checks <see cref="FeedbackOptions"/> at start.</summary>
internal sealed class FeedbackOptionsCheck : IValidateOptions<FeedbackOptions>
{
    private static readonly TimeSpan _longest = TimeSpan.FromDays(3650);

    public ValidateOptionsResult Validate(string? name, FeedbackOptions options)
    {
        var failures = new List<string>();
        if (options.Retention < TimeSpan.Zero || options.Retention > _longest)
        {
            failures.Add($"Feedback:Retention is {options.Retention}. Set it between 0 (remember nothing) and 3650.00:00:00 (ten years); default 30.00:00:00.");
        }

        if (options.MaxAnswers is < 100 or > 10_000_000)
        {
            failures.Add($"Feedback:MaxAnswers is {options.MaxAnswers}. Set it between 100 and 10000000 (default 100000).");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

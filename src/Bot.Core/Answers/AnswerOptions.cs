using Microsoft.Extensions.Options;

namespace ReleaseBot.Answers;

/// <summary>Settings of answering, section "Answers".</summary>
public sealed class AnswerOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Answers";

    /// <summary>How many passages the reader reads for a question, 1 to 64; default 16. Each takes about 5 ms on two cores.</summary>
    public int WindowsToRead { get; set; } = 16;

    /// <summary>How many passages are ranked and kept for a question, 16 to 300; default 50.</summary>
    public int PassagesToRank { get; set; } = 50;

    /// <summary>Most sentences shown, 1 to 10; default 3. Fewer are shown when the best is clearly ahead.</summary>
    public int MostSentences { get; set; } = 3;

    /// <summary>Releases named when there is no answer, 0 to 10; default 3.</summary>
    public int NearestReleases { get; set; } = 3;

    /// <summary>Confidence below which the bot says that the releases do not say, 0 to 1; null for the value tuned on the development questions.</summary>
    public double? Threshold { get; set; }

    /// <summary>Whether to keep how each answer came about, for <c>bot replay</c>, in the folder "answers" beside the index; default false. Holds questions and answers.</summary>
    public bool KeepRecords { get; set; }
}

/// <summary>Checks the settings at start.</summary>
internal sealed class AnswerOptionsCheck : IValidateOptions<AnswerOptions>
{
    public ValidateOptionsResult Validate(string? name, AnswerOptions options)
    {
        var failures = new List<string>();
        if (options.WindowsToRead is < 1 or > 64)
        {
            failures.Add($"Answers:WindowsToRead is {options.WindowsToRead}; it must be 1 to 64 passages, 16 by default.");
        }

        if (options.PassagesToRank is < 16 or > 300)
        {
            failures.Add($"Answers:PassagesToRank is {options.PassagesToRank}; it must be 16 to 300 passages, 50 by default.");
        }

        if (options.MostSentences is < 1 or > 10)
        {
            failures.Add($"Answers:MostSentences is {options.MostSentences}; it must be 1 to 10 sentences, 3 by default.");
        }

        if (options.NearestReleases is < 0 or > 10)
        {
            failures.Add($"Answers:NearestReleases is {options.NearestReleases}; it must be 0 to 10 releases, 3 by default.");
        }

        if (options.Threshold is not (null or (>= 0 and <= 1)))
        {
            failures.Add($"Answers:Threshold is {options.Threshold}; it must be 0 to 1, or absent for the tuned value.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

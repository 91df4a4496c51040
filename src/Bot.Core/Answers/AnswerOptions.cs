using System.ComponentModel.DataAnnotations;

namespace ReleaseBot.Answers;

/// <summary>Settings of answering, section "Answers".</summary>
public sealed class AnswerOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Answers";

    /// <summary>How many passages the reader reads for a question, 1 to 64; default 16. Each takes about 5 ms on two cores.</summary>
    [Range(1, 64, ErrorMessage = "Answers:WindowsToRead must be between 1 and 64 passages; the default is 16.")]
    public int WindowsToRead { get; set; } = 16;

    /// <summary>Most sentences shown, 1 to 10; default 3. Fewer are shown when the best is clearly ahead.</summary>
    [Range(1, 10, ErrorMessage = "Answers:MostSentences must be between 1 and 10; the default is 3.")]
    public int MostSentences { get; set; } = 3;

    /// <summary>Releases named when there is no answer, 0 to 10; default 3.</summary>
    [Range(0, 10, ErrorMessage = "Answers:NearestReleases must be between 0 and 10; the default is 3.")]
    public int NearestReleases { get; set; } = 3;

    /// <summary>Confidence below which the bot says that the releases do not say, 0 to 1; null for the value tuned on the development questions.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Answers:Threshold must be between 0 and 1, or absent for the tuned value.")]
    public double? Threshold { get; set; }
}

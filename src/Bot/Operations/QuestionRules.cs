using System.Text;

namespace ReleaseBot.Operations;

/// <summary>What every channel asks of a question before it is answered.</summary>
internal static class QuestionRules
{
    /// <summary>What is wrong with a trimmed question and what to do about it; null when it may be asked.</summary>
    /// <param name="question">The question.</param>
    /// <param name="longest">Most UTF-16 code units, <see cref="BotOptions.MaxQuestionLength"/>.</param>
    public static (string Fault, string Remedy)? Fault(string question, int longest) => question switch
    {
        "" => ("is missing or empty", $"Ask in 1 to {longest} characters."),
        _ when question.Length > longest => ($"is {question.Length} characters long", $"Shorten it to at most {longest} (setting Bot:MaxQuestionLength)."),
        _ when !question.EnumerateRunes().Any(Rune.IsLetterOrDigit) => ("holds no letter and no digit", "Ask in words."),
        _ => null,
    };
}

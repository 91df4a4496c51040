using System.Text;
using ReleaseBot.Answers.Verification;

namespace ReleaseBot.Answers.Generation;

/// <summary>Makes a follow-up stand alone with the model's help.</summary>
internal static class Rewriting
{
    private const int Longest = 400;

    private const int Turns = 3;

    /// <summary>Asks the model; null when what it wrote is unusable.</summary>
    /// <exception cref="ModelFault">The model failed, or was not called.</exception>
    public static async Task<string?> AskAsync(LanguageModel model, Prompt prompt, AnswerRun run, CancellationToken deadline, CancellationToken cancellationToken)
    {
        var lines = run.Conversation.Turns.TakeLast(Turns)
            .SelectMany(turn => new[] { $"Question: {turn.StandaloneQuestion}", $"Answer: {(turn.Answered ? turn.AnswerText : "The releases do not say.")}" });
        var history = string.Join('\n', lines);
        var asked = Instructions.Remove(run.Question.Text);
        var boundary = Boundary.Of([history, asked]);
        var variables = new Dictionary<string, string>
        {
            ["boundary"] = boundary,
            ["conversation"] = Boundary.Enclose(boundary, "conversation", history),
            ["question"] = Boundary.Enclose(boundary, "question", asked),
        };
        var reply = new StringBuilder();
        await foreach (var words in model.StreamAsync(prompt, variables, run, deadline, cancellationToken))
        {
            reply.Append(words);
        }

        return Accept(reply.ToString(), run.Question.Text, history);
    }

    /// <summary>The rewritten question; null when it is empty, long, an instruction, or holds a name or figure that nobody said.</summary>
    public static string? Accept(string reply, string question, string history)
    {
        var rewritten = reply.Trim().Trim('"', '“', '”').Trim();
        if (rewritten.Length == 0 || rewritten.Length > Math.Max(Longest, 2 * question.Length) || rewritten.Contains('\n', StringComparison.Ordinal) || Instructions.SpeakToModel(rewritten))
        {
            return null;
        }

        var said = $"{history}\n{question}";
        var known = new SentenceReading(said, isEnglish: true);
        var words = Token.Of(said).Select(token => token.Folded).ToHashSet(StringComparer.Ordinal);
        var reading = new SentenceReading(rewritten, isEnglish: true);
        var isSaid = reading.Names.SelectMany(name => name.Words).All(words.Contains)
            && reading.Numbers.All(number => known.Numbers.Any(other => other.Value == number.Value))
            && reading.Dates.All(date => known.Dates.Any(other => Matching.Same(date, other, null)));
        return isSaid ? rewritten : null;
    }
}

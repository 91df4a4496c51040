using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace ReleaseBot.Answers.Generation;

/// <summary>Reads a prompt as a model should: what stands between the lines with the boundary is a source or the question, the rest is instructions.</summary>
internal static partial class PromptSources
{
    public static IReadOnlyList<(int Number, string Text)> Of(IReadOnlyList<ChatMessage> messages)
    {
        var boundary = Boundary(messages);
        return [.. Regex.Matches(messages[1].Text, $@"--- {boundary} source (\d+)\n(.*?)\n--- {boundary} end of source \1", RegexOptions.Singleline)
            .Select(match => (int.Parse(match.Groups[1].Value), match.Groups[2].Value))];
    }

    public static string Question(IReadOnlyList<ChatMessage> messages) =>
        Regex.Match(messages[1].Text, $@"--- {Boundary(messages)} question\n(.*?)\n--- {Boundary(messages)} end of question", RegexOptions.Singleline).Groups[1].Value;

    /// <summary>Everything outside the data.</summary>
    public static string Instructions(IReadOnlyList<ChatMessage> messages) => messages[0].Text + Regex.Replace(
        messages[1].Text, $@"--- {Boundary(messages)} ([\w ]+)\n.*?\n--- {Boundary(messages)} end of \1", "", RegexOptions.Singleline);

    private static string Boundary(IReadOnlyList<ChatMessage> messages) => Word().Match(messages[0].Text).Groups[1].Value;

    [GeneratedRegex("the word \"([0-9a-f]{20})\"")]
    private static partial Regex Word();
}

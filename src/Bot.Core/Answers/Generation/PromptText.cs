using System.Text;

namespace ReleaseBot.Answers.Generation;

/// <summary>
/// Text on its way through Semantic Kernel's templates. The template encodes a variable and the parser of the messages decodes it, so the model
/// reads it letter for letter and nothing in it can close a message. But the messages are parsed as XML, which knows no control characters:
/// one of them would send the whole prompt unparsed. A replacement character stands in for each.
/// </summary>
internal static class PromptText
{
    /// <summary><paramref name="text"/> with nothing in it that XML forbids; lines end in \n.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            clean.Append((rune.Value is '\n' or '\t' or (>= ' ' and not (0xFFFE or 0xFFFF)) ? rune : Rune.ReplacementChar).ToString());
        }

        return clean.ToString();
    }
}

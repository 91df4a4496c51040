using System.Text;

namespace ReleaseBot.Answers.Generation;

/// <summary>
/// Text on its way through Semantic Kernel's templates, so that the model reads it letter for letter. The template encodes a variable for
/// HTML once, the prompt is then parsed as XML, and the content is decoded for HTML once more: what is encoded here beforehand survives
/// both, and nothing in it can close a message. XML allows no control characters and turns \r into \n; numbers stand in for them.
/// </summary>
internal static class PromptText
{
    /// <summary>The encoded form of <paramref name="text"/>.</summary>
    public static string Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    encoded.Append("&amp;");
                    break;
                case '<':
                    encoded.Append("&lt;");
                    break;
                case '>':
                    encoded.Append("&gt;");
                    break;
                case '\n' or '\t' or (>= ' ' and < 0x7F) or (> 0x9F and < 0xFFFE) or >= 0x10000:
                    encoded.Append(rune.ToString());
                    break;
                case 0:
                    encoded.Append(Rune.ReplacementChar.ToString());
                    break;
                default:
                    encoded.Append("&#").Append(rune.Value).Append(';');
                    break;
            }
        }

        return encoded.ToString();
    }
}

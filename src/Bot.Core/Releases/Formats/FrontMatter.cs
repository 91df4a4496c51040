using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ReleaseBot.Releases.Formats;

/// <summary>The YAML block between "---" lines at the start of a Markdown file.</summary>
internal static class FrontMatter
{
    // What is longer is text between two rules.
    private const int LongestBlock = 16 << 10;

    /// <summary>Takes the block off the text.</summary>
    /// <returns>The scalars by lower-case key (lists joined by "; ") and the text after the block.</returns>
    /// <exception cref="ReleaseFormatException">The block is not valid YAML.</exception>
    public static (IReadOnlyDictionary<string, string> Fields, string Body) Split(string text)
    {
        var none = new Dictionary<string, string>();
        if (!text.StartsWith("---\n", StringComparison.Ordinal))
            return (none, text);
        var close = FindClose(text);
        if (close is not var (end, body) || end > LongestBlock)
            return (none, text);
        try
        {
            return (Fields(text[4..end]), text[body..]);
        }
        catch (YamlException error)
        {
            throw new ReleaseFormatException(
                $"The front matter is not valid YAML (line {error.Start.Line + 1}: {error.Message}). "
                + "Correct it, or put a blank line before its \"---\".",
                error);
        }
    }

    private static (int End, int Body)? FindClose(string text)
    {
        for (var start = 4; start <= text.Length;)
        {
            var newline = text.IndexOf('\n', start);
            var line = text.AsSpan(start, (newline < 0 ? text.Length : newline) - start).TrimEnd();
            if (line is "---" or "...")
                return (start, newline < 0 ? text.Length : newline + 1);
            if (newline < 0)
                return null;
            start = newline + 1;
        }

        return null;
    }

    // Events instead of objects: the parser keeps its own stack, so no nesting or alias in the block can hurt.
    private static Dictionary<string, string> Fields(string yaml)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var parser = new Parser(new StringReader(yaml));
        var depth = 0;
        string? key = null;
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case MappingStart or SequenceStart:
                    depth++;
                    break;
                case MappingEnd or SequenceEnd:
                    depth--;
                    key = depth == 1 ? null : key;
                    break;
                case Scalar scalar when depth == 1 && key is null:
                    key = scalar.Value;
                    break;
                case Scalar scalar when depth == 1 && key is not null:
                    Add(fields, key, scalar.Value);
                    key = null;
                    break;
                case Scalar scalar when depth == 2 && key is not null:
                    Add(fields, key, scalar.Value);
                    break;
                case AnchorAlias when depth == 1:
                    key = null;
                    break;
            }
        }

        return fields;
    }

    private static void Add(Dictionary<string, string> fields, string key, string value)
    {
        if (CanonicalText.OneLine(value) is { } line)
            fields[key] = fields.TryGetValue(key, out var before) ? before + "; " + line : line;
    }
}

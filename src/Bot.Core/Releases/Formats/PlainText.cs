namespace ReleaseBot.Releases.Formats;

/// <summary>txt: the file's own text is the canonical text.</summary>
internal static class PlainText
{
    /// <summary>The draft; blank lines before the first words go, so that the headline stands first.</summary>
    public static ReleaseDraft Read(string text)
    {
        var clean = CanonicalText.Clean(text);
        var start = 0;
        for (var i = 0; i < clean.Length && char.IsWhiteSpace(clean[i]); i++)
        {
            if (clean[i] == '\n')
                start = i + 1;
        }

        return new ReleaseDraft { Text = CanonicalText.Clean(clean[start..]) };
    }
}

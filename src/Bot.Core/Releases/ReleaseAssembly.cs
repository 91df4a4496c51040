using ReleaseBot.Releases.Facts;

namespace ReleaseBot.Releases;

/// <summary>Completes a draft: what the source does not state is read from its text.</summary>
internal static class ReleaseAssembly
{
    /// <summary>The finished release.</summary>
    /// <param name="draft">What the format read.</param>
    /// <param name="source">Where it was read.</param>
    /// <param name="fallbackId">Identity when the source states neither an id nor a URL.</param>
    /// <param name="fileName">File name, which may hold a date; null where there is none.</param>
    /// <exception cref="ReleaseFormatException">The text has no words.</exception>
    public static Release Complete(ReleaseDraft draft, string source, string fallbackId, string? fileName = null)
    {
        if (!CanonicalText.HasWords(draft.Text))
            throw new ReleaseFormatException("It holds no readable text. Remove it, or save the release's text in it.");
        var headline = draft.Headline ?? Headlines.Find(draft.Text);
        var lines = TextLines.Of(draft.Text);
        var dateline = Dateline.Find(draft.Text, lines, headline.Span);
        var facts = draft.Facts;
        var release = new Release
        {
            Id = facts.Id ?? facts.Url ?? fallbackId,
            Title = headline.Title,
            Date = facts.Date ?? dateline.Date ?? DateText.InFileName(fileName),
            Time = facts.Date is null ? null : facts.Time,
            Place = facts.Place ?? dateline.Place,
            Issuer = facts.Issuer,
            Language = Languages.Decide(facts.Language, draft.Text),
            Url = facts.Url,
            Text = draft.Text,
            TitleSpan = headline.Span,
            Headings = draft.Headings ?? Facts.Headings.Find(draft.Text, lines, headline.Span),
            Boilerplate = Facts.Boilerplate.Find(draft.Text, lines, headline.Span),
            Source = source,
            ContentHash = string.Empty,
        };
        return release with { ContentHash = ContentHash.Of(release) };
    }
}

using CsCheck;
using ReleaseBot.Releases.Formats;

namespace ReleaseBot.Releases;

public sealed class ReleasePropertyTests
{
    private static readonly Gen<string> Anything = Gen.String[Gen.Char, 0, 300];

    // Pieces that meet the rules of datelines, headings, boilerplate and markup, in any order.
    private static readonly Gen<string> Pieces = Gen.OneOf<string>(
        "\n", "\n\n", "\r\n", "\r", "\0", "\uFEFF", "\uD800", "\uDC00", "😀", " ", "\u00A0", "\u2028", "- ", "* ", "# ", "## ", "> ", "###", "ENDS", "---\n", "title: x\n",
        "Astana, 25 January 2024 – ", "(Bern, 24.03.2022)", "About CICA", "Media Contact:", "Email: a@b.example", "+7 (777) 036-26-58", "Notes to editors",
        "Follow us on X", "Council opens centre", "The council opened a new centre on Monday, and closed an old one the day after.", "FOR IMMEDIATE RELEASE",
        "<p>", "</p>", "<div>", "</div>", "<h1>", "</h1>", "<h2>Head</h2>", "<table><tr><td>a<td>b", "<ul><li>", "<pre>", "<br>", "<!--", "-->", "<script>", "</script>",
        "<html><body>", "</body></html>", "<time datetime='2024-01-25'>", "<title>", "</title>", "<meta property=og:title content='", "'>", "&#0;", "&#xD800;", "&amp;", "<b>Bold</b>",
        "| a | b |\n|---|---|\n", "```", "[a](b)", "Пресс-релиз", "25 января 2024 г.", "議会", "e\u0301", "\u202E");

    private static readonly Gen<string> Texts = Gen.OneOf(Anything, Pieces.Array[0, 40].Select(string.Concat));

    [Fact]
    public void Plain_text_of_any_kind_gives_a_sound_release_or_a_complaint() => Check(PlainText.Read);

    [Fact]
    public void Markdown_of_any_kind_gives_a_sound_release_or_a_complaint() => Check(text => MarkdownPage.Read(text, CancellationToken.None), 2_000);

    [Fact]
    public void Html_of_any_kind_gives_a_sound_release_or_a_complaint() => Check(text => HtmlPage.Read(text, CancellationToken.None), 2_000);

    [Fact]
    public void Document_of_any_kind_gives_a_sound_release_or_a_complaint() =>
        Gen.Select(Texts, Texts, Texts, Texts).Sample(
            (title, lead, text, name) => AssertSoundOrComplaint(() => new ReleaseDocument
            {
                Id = name,
                Title = title,
                Lead = lead,
                Text = text,
                City = name,
                Lang = name,
                Issuer = [title, name],
            }.ToRelease()),
            iter: 5_000);

    [Fact]
    public void Cleaning_alters_clean_text_no_more() =>
        Texts.Sample(text => CanonicalText.Clean(CanonicalText.Clean(text)) == CanonicalText.Clean(text), iter: 10_000);

    private static void Check(Func<string, ReleaseDraft> read, int times = 10_000) =>
        Texts.Sample(text => AssertSoundOrComplaint(() => ReleaseAssembly.Complete(read(text), "source", "id", text)), iter: times);

    private static void AssertSoundOrComplaint(Func<Release> read)
    {
        try
        {
            ReleaseFiles.AssertSound(read());
        }
        catch (ReleaseFormatException complaint)
        {
            Assert.NotEmpty(complaint.Message);
        }
    }
}

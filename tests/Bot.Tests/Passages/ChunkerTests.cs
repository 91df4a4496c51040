using System.Collections.Immutable;
using CsCheck;
using ReleaseBot.Releases;

namespace ReleaseBot.Passages;

public sealed class ChunkerTests
{
    private static readonly string[] Pieces =
        ["The minister spoke. ", "On 5 May, Dr. A. B. Lee left.\n", "\n\n", "Heading\n", "😀 ", "e\u0301. ", "“Yes,” she said. ", "a", ". ", "\u202E"];

    private static readonly Gen<string> Texts = Gen.OneOf(Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]), Gen.String).Array[0, 60].Select(string.Concat);

    private static Release Make(string text, params TextSpan[] boilerplate) => new()
    {
        Id = "r",
        Title = "T",
        Text = text,
        Source = "test",
        ContentHash = "",
        Boilerplate = [.. boilerplate],
    };

    [Fact]
    public void Split_any_text_gives_passages_that_equal_their_spans()
    {
        Texts.Sample(text =>
        {
            foreach (var passage in Chunker.Split(Make(text)))
            {
                Assert.Equal(passage.Text, text.Substring(passage.Span.Start, passage.Span.Length));
                Assert.All(passage.Sentences, sentence => Assert.True(passage.Span.Contains(sentence) && sentence.Length > 0));
            }
        });
    }

    [Fact]
    public async Task Split_every_release_file_of_the_repository_gives_passages_that_equal_their_spans()
    {
        var releases = 0;
        foreach (var read in await ReleaseFiles.ReadAllAsync(ReleaseFiles.Data("releases"), Path.GetFullPath(ReleaseFiles.Data("..", "..", "src", "Bot", "Samples", "releases"))))
        {
            var release = Assert.IsType<Release>(read.Release);
            releases++;
            var passages = Chunker.Split(release);
            Assert.NotEmpty(passages);
            Assert.All(passages, passage => Assert.Equal(passage.Text, release.Text.Substring(passage.Span.Start, passage.Span.Length)));
            Assert.All(passages, passage => Assert.DoesNotContain(release.Boilerplate, span => span.Overlaps(passage.Span)));
            Assert.All(passages, passage => Assert.DoesNotContain(release.Headings, heading => heading.Start > passage.Span.Start && heading.Overlaps(passage.Span)));
        }

        Assert.True(releases > 50);
    }

    [Fact]
    public void Split_any_text_covers_every_word()
    {
        Texts.Sample(text =>
        {
            var covered = new bool[text.Length];
            foreach (var passage in Chunker.Split(Make(text)))
            {
                covered.AsSpan(passage.Span.Start, passage.Span.Length).Fill(true);
            }

            Assert.All(Enumerable.Range(0, text.Length), i => Assert.True(covered[i] || char.IsWhiteSpace(text[i])));
        });
    }

    [Fact]
    public void Split_release_with_contacts_keeps_boilerplate_and_headline_out()
    {
        var text = "Headline here\n\nOne is here. Two is here. Three is here. Four is here.\n\nMedia contact: Ann";
        var contact = new TextSpan(text.IndexOf("Media", StringComparison.Ordinal), text.Length);

        var passages = Chunker.Split(Make(text, contact) with { TitleSpan = new TextSpan(0, 13) });

        Assert.NotEmpty(passages);
        Assert.DoesNotContain(passages, passage => passage.Text.Contains("Media", StringComparison.Ordinal) || passage.Text.Contains("Headline", StringComparison.Ordinal));
    }

    [Fact]
    public void Split_release_with_heading_never_crosses_it()
    {
        var text = "One is a first sentence. Two is a second one.\nA heading\nThree comes below it. Four as well.";
        var heading = new TextSpan(text.IndexOf("A heading", StringComparison.Ordinal), text.IndexOf("\nThree", StringComparison.Ordinal));

        var passages = Chunker.Split(Make(text) with { Headings = [heading] });

        Assert.Equal(2, passages.Length);
        Assert.StartsWith("A heading", passages[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Split_release_with_dateline_joins_it_to_the_sentence_it_opens()
    {
        var passages = Chunker.Split(Make("Port Amary, 15 May 2025. Five members visited the commission. They left the day after."));

        Assert.Equal("Port Amary, 15 May 2025. Five members visited the commission.", passages[0].Sentences[0].Of("Port Amary, 15 May 2025. Five members visited the commission. They left the day after."));
        Assert.Equal(2, passages[0].Sentences.Length);
    }

    [Fact]
    public void Split_edited_paragraph_changes_only_the_passages_it_touches()
    {
        var sentences = Enumerable.Range(0, 40).Select(i => $"This is sentence number {i} and it has some more words to be of usual length for a release.").ToArray();
        var before = Chunker.Split(Make(string.Join(' ', sentences))).Select(passage => passage.EmbeddingText).ToImmutableHashSet();
        sentences[20] = "This one was edited and says something else now, in about as many words as it had before.";

        var after = Chunker.Split(Make(string.Join(' ', sentences))).Select(passage => passage.EmbeddingText).ToArray();

        Assert.InRange(after.Count(text => !before.Contains(text)), 1, 2);
    }

    [Fact]
    public void Create_known_name_equals_reference_uuid5()
    {
        var id = PassageIds.Create("release", "v1", 0);

        // Computed with another language's UUIDv5 over the same namespace and name.
        Assert.Equal(new Guid("eaa5fe8b-dfae-5a24-962e-a60dd7e64260"), id);
        Assert.NotEqual(id, PassageIds.Create("release", "v1", 1));
    }
}

namespace ReleaseBot.Releases;

public sealed class ContentHashTests
{
    private static readonly Release Release =
        new ReleaseDocument { Id = "1", Title = "New bridge", Text = "It opened.", Date = "2024-06-03", City = "Tarnvik", Issuer = ["NRC"], Url = "https://rivers.example/1" }.ToRelease();

    public static TheoryData<string, Func<Release, Release>> Changes => new()
    {
        { "id", release => release with { Id = "2" } },
        { "title", release => release with { Title = "New bridges" } },
        { "date", release => release with { Date = new DateOnly(2024, 6, 4) } },
        { "no date", release => release with { Date = null } },
        { "time", release => release with { Time = new TimeOnly(9, 30) } },
        { "place", release => release with { Place = "Norvik" } },
        { "issuer", release => release with { Issuer = null } },
        { "empty issuer", release => release with { Issuer = string.Empty } },
        { "language", release => release with { Language = "fr" } },
        { "url", release => release with { Url = "https://rivers.example/2" } },
        { "text", release => release with { Text = release.Text + " " } },
        { "title span", release => release with { TitleSpan = default } },
        { "headings", release => release with { Headings = [new TextSpan(0, 3)] } },
        { "boilerplate", release => release with { Boilerplate = [new TextSpan(0, 3)] } },
        { "moved words", release => release with { Place = "TarnvikN", Issuer = "RC" } },
    };

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public void Any_other_field_gives_another_hash(string field, Func<Release, Release> change) =>
        Assert.True(ContentHash.Of(change(Release)) != Release.ContentHash, field);

    [Fact]
    public void Another_source_gives_the_same_hash() => Assert.Equal(Release.ContentHash, ContentHash.Of(Release with { Source = "elsewhere" }));

    [Fact]
    public void Hash_is_that_of_the_documented_encoding() =>
        // Computed independently, with hashlib and struct.pack("<i", …).
        Assert.Equal("6ea6212050c69b724d6cc16dc9d9956b8205355e51033a897db5571828c0d5e3", Release.ContentHash);

    [Fact]
    public void Every_field_of_a_release_is_hashed_or_known_not_to_be()
    {
        // A new field must be added to the hash and to the changes above.
        string[] known = ["Id", "Title", "Date", "Time", "Place", "Issuer", "Language", "Url", "Text", "TitleSpan", "Headings", "Boilerplate", "Source", "ContentHash"];

        Assert.Equal(known.Order(), typeof(Release).GetProperties().Select(property => property.Name).Order());
    }
}

namespace ReleaseBot;

public sealed class SkeletonTests
{
    [Fact]
    public void Span_of_text_returns_its_words() => Assert.Equal("b", new Releases.TextSpan(1, 2).Of("abc"));
}

namespace ReleaseBot.Cli;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain “text” – 🌊 é e\u0301", "plain “text” – 🌊 é e\u0301")]
    [InlineData("a\u001b[31mred", "a\uFFFD[31mred")]
    [InlineData("a\u009b31m\u0007\0\u007f", "a\uFFFD31m\uFFFD\uFFFD\uFFFD")]
    [InlineData("a\u202Eevil\u2066x\u200Fy\uFEFF", "a\uFFFDevil\uFFFDx\uFFFDy\uFFFD")]
    [InlineData("one\ttwo\r\nthree\u2028four", "one two\nthree\uFFFDfour")]
    [InlineData("fam\u200Dily soft\u00ADhyphen", "fam\u200Dily soft\u00ADhyphen")]
    public void Clean_neutralises_what_a_terminal_would_obey(string text, string expected) => Assert.Equal(expected, TerminalText.Clean(text));

    [Fact]
    public void OneLine_leaves_one_line() => Assert.Equal("a b c", TerminalText.OneLine(" a\n b\r\n\n c "));
}

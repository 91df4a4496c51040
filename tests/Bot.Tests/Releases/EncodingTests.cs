using System.Text;
using ReleaseBot.Releases.Formats;

namespace ReleaseBot.Releases;

public sealed class EncodingTests : IDisposable
{
    private const string Russian = "Депутаты посетили штаб-квартиру\n\nДелегацию возглавили председатели комитетов Сената и Мажилиса Парламента Казахстана.\n";
    private const string French = "Le Conseil fédéral décide\n\nLe Conseil fédéral a décidé de réformer l’économie à Genève, où siège l’Organisation.\n";
    private readonly ReleaseFiles _files = new();

    static EncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("utf-8", Russian)]
    [InlineData("utf-16", Russian)]
    [InlineData("utf-16BE", Russian)]
    [InlineData("utf-32", Russian)]
    public async Task Byte_order_mark_names_the_encoding_and_is_dropped(string name, string text)
    {
        var encoding = Encoding.GetEncoding(name);

        Assert.Equal(text, await TextAsync([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]));
    }

    [Theory]
    [InlineData("windows-1251", Russian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("windows-1252", French)]
    [InlineData("utf-8", Russian)]
    [InlineData("utf-8", French)]
    public async Task Encoding_without_mark_is_detected(string name, string text) =>
        Assert.Equal(text, await TextAsync(Encoding.GetEncoding(name).GetBytes(text)));

    [Fact]
    public async Task Latin_1_is_detected() =>
        Assert.Equal(French.Replace('’', '\''), await TextAsync(Encoding.Latin1.GetBytes(French.Replace('’', '\''))));

    [Fact]
    public void Utf_16_without_mark_is_recognised() =>
        Assert.Equal(French, FileText.Decode(Encoding.Unicode.GetBytes(French)));

    [Fact]
    public async Task Html_is_read_in_the_encoding_it_declares()
    {
        var html = $"<html><head><meta charset=\"windows-1251\"></head><body><h1>Визит</h1><p>{Russian}</p></body></html>";
        var result = await ReleaseFiles.ReadOneAsync(_files.Write("a.html", Encoding.GetEncoding(1251).GetBytes(html)));

        Assert.Contains("Делегацию возглавили", result.Release!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Utf_8_wins_over_a_wrong_declaration()
    {
        var release = await _files.ReadTextAsync("a.html", $"<html><head><meta charset=iso-8859-1></head><body><h1>Визит</h1><p>{Russian}</p></body></html>");

        Assert.Contains("Делегацию возглавили", release.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_not_what_its_mark_says_is_an_error() =>
        Assert.Contains("is marked as utf-8, but is not valid utf-8", await _files.ErrorAsync("a.txt", [0xEF, 0xBB, 0xBF, (byte)'a', 0xFF, (byte)'b']), StringComparison.Ordinal);

    [Fact]
    public async Task Jsonl_in_utf_16_is_an_error_with_the_remedy() =>
        Assert.Contains("Save it as UTF-8", await _files.ErrorAsync("a.jsonl", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{\"id\": \"1\"}")]), StringComparison.Ordinal);

    [Fact]
    public async Task Jsonl_line_that_is_not_utf_8_is_an_error_with_the_remedy() =>
        Assert.Contains("not valid UTF-8", await _files.ErrorAsync("a.jsonl", Encoding.Latin1.GetBytes("{\"id\": \"1\", \"text\": \"Genève\"}")), StringComparison.Ordinal);

    private async Task<string> TextAsync(byte[] bytes) => (await ReleaseFiles.ReadOneAsync(_files.Write("a.txt", bytes))).Release!.Text;
}

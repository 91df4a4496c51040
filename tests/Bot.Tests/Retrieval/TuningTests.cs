using System.Text.Json;
using ReleaseBot.Answers.Evidence;
using ReleaseBot.Answers.Extraction;
using ReleaseBot.Index;

namespace ReleaseBot.Retrieval;

public sealed class TuningTests : IDisposable
{
    private const string Sections = """ "version": "v", "retrieval": {}, "evidence": {}, "confidence": {} """;

    private static readonly string s_shipped = Path.Combine(AppContext.BaseDirectory, "Models", Tuning.FileName);

    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "tuning.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shipped_weights_fit_the_features_of_every_model()
    {
        var tuning = Tuning.Load(s_shipped);

        Assert.NotEmpty(tuning.Version);
        LinearModel.Read("retrieval", tuning.Retrieval, PassageFeatures.Names);
        LinearModel.Read("evidence", tuning.Evidence, SentenceFeatures.Names);
        LinearModel.Read("confidence", tuning.Confidence, Confidence.Names);
        Assert.InRange(tuning.AnswerThreshold, 0.05, 0.95);
    }

    [Fact]
    public void Written_weights_are_read_as_they_were()
    {
        var tuning = Tuning.Load(s_shipped);
        System.IO.File.WriteAllText(File, JsonSerializer.Serialize(tuning, Tuning.Json));

        var again = Tuning.Load(File);

        Assert.Equal((tuning.Version, tuning.AnswerThreshold), (again.Version, again.AnswerThreshold));
        Assert.Equal(tuning.Retrieval, again.Retrieval);
        Assert.Equal(tuning.Evidence, again.Evidence);
        Assert.Equal(tuning.Confidence, again.Confidence);
    }

    [Fact]
    public void Missing_file_is_named_with_a_remedy() => AssertRefused("Restore Models/tuning.json");

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "version": "v", "retrieval": { "bm25": "much" } }""")]
    public void Malformed_file_is_named_with_a_remedy(string json)
    {
        System.IO.File.WriteAllText(File, json);
        AssertRefused("Restore Models/tuning.json");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "version": "v", "retrieval": {}, "evidence": {}, "answerThreshold": 0.5 }""")]
    [InlineData("""{ "version": "v", "retrieval": {}, "evidence": null, "confidence": {}, "answerThreshold": 0.5 }""")]
    [InlineData("{" + Sections + """, "answerThreshold": 1.5 }""")]
    [InlineData("{" + Sections + """, "answerThreshold": -0.1 }""")]
    public void File_without_a_section_or_with_an_impossible_threshold_is_refused(string json)
    {
        System.IO.File.WriteAllText(File, json);
        AssertRefused("lacks a section or its threshold");
    }

    private void AssertRefused(string remedy)
    {
        var e = Assert.Throws<TuningException>(() => Tuning.Load(File));
        Assert.Contains(File, e.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, e.Message, StringComparison.Ordinal);
    }
}

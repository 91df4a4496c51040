using System.Text.Json;
using ReleaseBot.Architecture;

namespace ReleaseBot.Answers.Verification;

/// <summary>Sentences as a language model may write them over the sample releases: honest paraphrases, and ones in which something was altered.</summary>
public sealed class VerificationCasesTests(SampleEvidence samples) : IClassFixture<SampleEvidence>
{
    private static readonly string _folder = Path.Combine(RepositoryFiles.Root, "tests", "data", "verification");

    public static TheoryData<string, string, string> Honest() => Cases("honest.jsonl", "release");

    public static TheoryData<string, string, string> Lost() => Cases("lost.jsonl", "release");

    public static TheoryData<string, string, string> Altered() => Cases("altered.jsonl", "how");

    public static TheoryData<string, string, string> Slipped() => Cases("slipped.jsonl", "how");

    [Theory]
    [MemberData(nameof(Honest))]
    public void Honest_paraphrase_is_proved_by_its_release(string id, string release, string sentence) =>
        Assert.True(
            samples.In(release).Any(passages => SampleEvidence.Proves(passages, sentence)),
            $"{id} \"{sentence}\" is lost: {string.Join("; ", samples.In(release).SelectMany(passages => SampleEvidence.Faults(passages, sentence)).Distinct())}");

    // The limits we know of: honest sentences that the check still drops. One that passes belongs with the others.
    [Theory]
    [MemberData(nameof(Lost))]
    public void Honest_paraphrase_of_a_known_limit_is_still_lost(string id, string release, string sentence) =>
        Assert.False(samples.In(release).Any(passages => SampleEvidence.Proves(passages, sentence)), $"{id} passes now: move it to honest.jsonl.");

    [Theory]
    [MemberData(nameof(Altered))]
    public void Altered_sentence_is_proved_by_no_release_at_all(string id, string how, string sentence) =>
        Assert.All(samples.Releases, passages => Assert.False(SampleEvidence.Proves(passages, sentence), $"{id} ({how}) \"{sentence}\" slips through in {passages[0].Release.Id}."));

    [Theory]
    [MemberData(nameof(Slipped))]
    public void Altered_sentence_of_a_known_limit_still_slips_through(string id, string how, string sentence) =>
        Assert.True(samples.Releases.Any(passages => SampleEvidence.Proves(passages, sentence)), $"{id} ({how}) is caught now: move it to altered.jsonl.");

    [Fact]
    public void Sentence_copied_from_a_release_is_proved_by_it_in_every_language()
    {
        var sentences = samples.Releases.SelectMany(release => release.SelectMany(text => text.Sentences.Select(sentence => (Release: release, Sentence: sentence)))).ToList();

        Assert.True(sentences.Count > 500);
        Assert.All(sentences, copied => Assert.True(
            SentenceCheck.Of(new SentenceReading(copied.Sentence.Reading.Text, isEnglish: true), [copied.Sentence.Evidence], copied.Release).Holds, copied.Sentence.Reading.Text));
    }

    [Fact]
    public void There_are_at_least_40_of_each()
    {
        Assert.True(Honest().Count >= 40);
        Assert.True(Altered().Count >= 40);
    }

    private static TheoryData<string, string, string> Cases(string file, string second)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(_folder, file)))
        {
            var parsed = JsonElement.Parse(line);
            data.Add(parsed.GetProperty("id").GetString()!, parsed.GetProperty(second).GetString()!, parsed.GetProperty("sentence").GetString()!);
        }

        return data;
    }
}

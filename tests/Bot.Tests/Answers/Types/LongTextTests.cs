using ReleaseBot.Answers.Evidence;
using ReleaseBot.Answers.Extraction;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Types;

/// <summary>
/// Text made to keep patterns busy: 200,000 characters are read in a few dozen milliseconds when the time grows with the length, in minutes
/// when it grows with its square. The limit lies far from both.
/// </summary>
public sealed class LongTextTests
{
    private const int Length = 200_000;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    public static TheoryData<string, string> Texts => new()
    {
        { "111,", "" }, { "111’", "x" }, { "1", "" }, { "1 a ", "" }, { "5 % ", "" }, { "$1 ", "" }, { "A ", "" }, { "A.", "" }, { "A’", "" }, { "The of ", "" },
        { "a", "" }, { "a-", "" }, { "aa, ", "" }, { "aa, aa and ", "" }, { "(", "" }, { "«", "" }, { "„aaaaaaaa", "" }, { " ", "" }, { ",", "" }, { "\n", "" },
        { "to ensure ", "" }, { "end of ", "" }, { "two-", "" }, { "😀", "" }, { "e\u0301", "" },
    };

    public static TheoryData<string> Questions =>
        ["(", " ", "a", "a-", "1,", "if, ", "what a ", "what did ", "how did ", "which two ", "the two ", "and ", "😀"];

    public static TheoryData<string> Sentences => ["Lukin and ", "Lukin, ", "A ", "A.", "a", "1.", "(", "e\u0301"];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Candidates_take_no_more_than_a_moment(string unit, string end) => await InTimeAsync(unit, end, text =>
    {
        foreach (var kind in Enum.GetValues<AnswerKind>())
        {
            AnswerCandidates.Find(text, kind);
        }
    });

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Questions_are_classified_in_a_moment(string unit) => await InTimeAsync(unit, "", text => QuestionClassifier.Classify(text));

    [Theory]
    [MemberData(nameof(Sentences))]
    public async Task Answers_are_widened_in_a_moment(string unit) => await InTimeAsync(unit, "", text =>
    {
        _ = AnswerSpans.Widen(text, new TextSpan(0, 1), AnswerKind.Name);
        AnswerSpans.Widen(text, new TextSpan(text.Length - 1, text.Length), AnswerKind.List);
    });

    [Theory]
    [MemberData(nameof(Sentences))]
    public async Task Confidence_and_quotation_take_no_more_than_a_moment(string unit)
    {
        var findings = EvidenceSamples.Findings(AnswerKind.Name, EvidenceSamples.Of("Head\n\nThe council met. It was long.", "It was long.", 1));
        await InTimeAsync(unit, "", text =>
        {
            Confidence.Features(text, findings);
            Quotation.Of(EvidenceSamples.Of("It rained. " + text, null, 1));
        });
    }

    private static async Task InTimeAsync(string unit, string end, Action<string> read)
    {
        var text = string.Concat(Enumerable.Repeat(unit, Length / unit.Length)) + end;
        await Task.Run(() => read(text), TestContext.Current.CancellationToken).WaitAsync(s_limit, TestContext.Current.CancellationToken);
    }
}

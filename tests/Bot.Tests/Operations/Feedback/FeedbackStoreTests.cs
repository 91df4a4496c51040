using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ReleaseBot.Answers;
using ReleaseBot.Api;
using ReleaseBot.Index;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Operations;

public sealed class FeedbackStoreTests : IDisposable
{
    private readonly Index.TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly FeedbackOptions _options = new();
    private readonly OperationsFile _file;
    private readonly FeedbackStore _store;

    public FeedbackStoreTests()
    {
        _file = new OperationsFile(Options.Create(new BotOptions { DataDirectory = _folder.Path }));
        _store = new FeedbackStore(_file, Options.Create(_options), _time);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Unanswered_questions_are_counted_by_their_words_and_come_last_asked_first()
    {
        await RememberAsync("1", "Who paid?", isAnswered: false);
        await RememberAsync("2", "Where is it?", isAnswered: false);
        await RememberAsync("3", "Who spoke?", isAnswered: true);
        await RememberAsync("4", "WHO paid?", isAnswered: false);

        var unanswered = await _store.ListUnansweredAsync(10, Stop);

        Assert.Equal([("4", "WHO paid?", 2), ("2", "Where is it?", 1)], unanswered.Select(each => (each.Answer.Id, each.Answer.Question, each.Times)));
        Assert.Equal(["near.txt"], unanswered[0].Answer.Releases);
        Assert.Equal("4", Assert.Single(await _store.ListUnansweredAsync(1, Stop)).Answer.Id);
    }

    [Fact]
    public async Task Only_thumbs_down_are_low_rated()
    {
        await RememberAsync("1", "Who paid?", isAnswered: true);
        await RememberAsync("2", "Where is it?", isAnswered: true);
        await RateAsync("1", helpful: true);
        await RateAsync("2", helpful: false, "It moved.");

        var rated = Assert.Single(await _store.ListLowRatedAsync(10, Stop));

        Assert.Equal(new Feedback("2", "teams", false, "It moved.", _time.GetUtcNow()), rated.Feedback);
        Assert.Equal(("Where is it?", "“Andrei Lukin” spoke. [1]"), (rated.Answer.Question, rated.Answer.Shown));
    }

    [Fact]
    public async Task What_is_older_than_the_retention_is_neither_given_out_nor_kept()
    {
        await RememberAsync("old", "Who paid?", isAnswered: false);
        await RateAsync("old", helpful: false);
        _time.Advance(_options.Retention + TimeSpan.FromSeconds(1));
        await RememberAsync("new", "Where is it?", isAnswered: false);

        var unanswered = await _store.ListUnansweredAsync(10, Stop);
        var rated = await _store.ListLowRatedAsync(10, Stop);
        var late = await _store.AddAsync(new Feedback("old", "api", true, null, _time.GetUtcNow()), Stop);
        var swept = await _store.SweepAsync(Stop);

        Assert.Equal("new", Assert.Single(unanswered).Answer.Id);
        Assert.Empty(rated);
        Assert.False(late);
        Assert.True(swept > 0);
        Assert.DoesNotContain("Who paid", await TextOfFileAsync(), StringComparison.Ordinal);
        Assert.Contains("Where is it", await TextOfFileAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_answers_lose_the_oldest_but_keep_the_rated()
    {
        _options.MaxAnswers = 3;
        foreach (var id in new[] { "1", "2", "3", "4", "5" })
        {
            await RememberAsync(id, $"Question {id}?", isAnswered: false);
        }

        await RateAsync("1", helpful: false);
        await _store.SweepAsync(Stop);

        Assert.Equal(["5", "4", "1"], (await _store.ListUnansweredAsync(10, Stop)).Select(each => each.Answer.Id));
    }

    [Fact]
    public async Task Forgotten_question_is_gone_with_its_rating_and_its_repetitions()
    {
        await RememberAsync("1", "Who paid?", isAnswered: false);
        await RememberAsync("2", "who paid?", isAnswered: false);
        await RememberAsync("3", "Where is it?", isAnswered: true);
        await RateAsync("2", helpful: false);
        await RateAsync("3", helpful: false);

        Assert.True(await _store.ForgetAsync("2", Stop));
        Assert.False(await _store.ForgetAsync("2", Stop));
        Assert.Empty(await _store.ListUnansweredAsync(10, Stop));
        Assert.Equal("3", Assert.Single(await _store.ListLowRatedAsync(10, Stop)).Answer.Id);
        Assert.True(await _store.ForgetAsync("3", Stop));
        Assert.Empty(await _store.ListLowRatedAsync(10, Stop));
    }

    [Fact]
    public async Task Another_process_reads_what_this_one_wrote()
    {
        await RememberAsync("1", "Who paid?", isAnswered: true);
        using var file = new OperationsFile(Options.Create(new BotOptions { DataDirectory = _folder.Path }));
        var other = new FeedbackStore(file, Options.Create(_options), _time);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_file.Path));
        }

        Assert.True(await other.AddAsync(new Feedback("1", "api", false, null, _time.GetUtcNow()), Stop));
        Assert.Equal("1", Assert.Single(await _store.ListLowRatedAsync(10, Stop)).Answer.Id);
    }

    [Fact]
    public async Task Damaged_file_is_named_with_the_remedy_and_left_as_it_is()
    {
        const string damage = "This is no database, though it is long enough to be looked at as one.";
        await File.WriteAllTextAsync(_file.Path, damage, Stop);

        var thrown = await Assert.ThrowsAsync<OperationsException>(() => RememberAsync("1", "Who?", isAnswered: true));

        Assert.Contains(_file.Path, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("moved away", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(damage, await File.ReadAllTextAsync(_file.Path, Stop));
    }

    [Fact]
    public async Task Exported_lines_are_a_question_file()
    {
        await RememberAsync("1", "Who paid?", isAnswered: false);
        await RememberAsync("2", "And when?", isAnswered: true, standalone: "And when (the bridge)?", dated: true);
        await RateAsync("2", helpful: false, "Date \"wrong\", abstractive – überall");
        await RateAsync("1", helpful: false);
        var file = Path.Combine(_folder.Path, "review.jsonl");

        var lines = ReviewQuestions.ToLines(await _store.ListUnansweredAsync(10, Stop), await _store.ListLowRatedAsync(10, Stop)).ToList();
        await File.WriteAllLinesAsync(file, lines, Stop);
        var questions = Evaluation.EvaluationQuestion.Load(file);

        Assert.Equal(
            [("review-1", "Who paid?", "who", false, null), ("review-2", "And when (the bridge)?", "when", false, new DateOnly(2026, 3, 1))],
            questions.Select(each => (each.Id, each.Question, each.Type, each.Answerable, each.Clock)).OrderBy(each => each.Id, StringComparer.Ordinal));
        Assert.All(questions, each => Assert.False(each.IsAbstractive, "A comment's words must not mean anything to the evaluation."));
        var commented = Assert.Single(lines, line => line.Contains("überall", StringComparison.Ordinal));
        Assert.Contains("\"asked_as\":\"And when?\"", commented, StringComparison.Ordinal);
    }

    private Task RememberAsync(string id, string question, bool isAnswered, string? standalone = null, bool dated = false)
    {
        _time.Advance(TimeSpan.FromMilliseconds(10));
        var answer = ApiUnderTest.AnswerTo(new Question(question, null, SearchFilter.None));
        return _store.RememberAsync(
            answer with
            {
                Id = id,
                StandaloneQuestion = standalone ?? question,
                Answered = isAnswered,
                Citations = isAnswered ? answer.Citations : [],
                Nearest = isAnswered ? [] : [new ReleaseSummary("near.txt", "Near", null, null, null, null, null)],
                Filters = dated ? answer.Filters : AppliedFilters.None,
            },
            Stop);
    }

    private async Task RateAsync(string id, bool helpful, string? comment = null) =>
        Assert.True(await _store.AddAsync(new Feedback(id, "teams", helpful, comment, _time.GetUtcNow()), Stop));

    // The database and its log, as a thief of the disk would read them.
    private async Task<string> TextOfFileAsync()
    {
        await _file.UseAsync(
            connection => Dapper.SqlMapper.ExecuteAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)"), Stop);
        await using var stream = new FileStream(_file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync(Stop);
    }
}

using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Index;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Answers;

[Collection(WithRealModels.Name)]
public sealed class AnswererTests(AnsweringBot bot) : IClassFixture<AnsweringBot>
{
    private const string WhoHeaded = "Who headed the delegation of Kazakh parliamentarians?";

    [Fact]
    public async Task Sentence_that_says_who_headed_the_delegation_is_quoted_with_both_names()
    {
        var answer = await bot.AskAsync("who headed the delegation?");

        Assert.True(answer.Answered);
        Assert.Contains("Andrei Lukin and Aigul Kuspan", answer.Citations[0].Quote, StringComparison.Ordinal);
        Assert.Equal(AnsweringBot.Visit, answer.Citations[0].ReleaseId);
        Assert.Contains("The delegation was headed by Chairs of the Committees", answer.Citations[0].Quote, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2024, 1, 25), answer.Citations[0].Date);
        Assert.StartsWith(answer.Citations[0].Quote + " [1]", answer.Text, StringComparison.Ordinal);
        Assert.Empty(answer.Nearest);
    }

    [Fact]
    public async Task Follow_up_is_answered_from_the_release_it_follows_up()
    {
        var first = await bot.AskAsync(WhoHeaded);
        var second = await bot.AskAsync("And when was that?", first.ConversationId);

        Assert.Equal(first.ConversationId, second.ConversationId);
        Assert.True(second.Answered, $"Refused: {second.StandaloneQuestion}");
        Assert.Equal(AnsweringBot.Visit, second.Citations[0].ReleaseId);
        Assert.Contains("25 January 2024", second.Text, StringComparison.Ordinal);
        Assert.StartsWith("And when was that? (", second.StandaloneQuestion, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("And when was that?")]
    [InlineData("Why?")]
    [InlineData("Who is she?")]
    public async Task First_question_that_cannot_stand_alone_is_asked_back(string question)
    {
        var answer = await bot.AskAsync(question);

        Assert.False(answer.Answered);
        Assert.Contains("ask again", answer.Text, StringComparison.Ordinal);
        Assert.Empty(answer.Citations);
        Assert.Empty(answer.Nearest);
    }

    [Theory]
    [InlineData("What is the best recipe for chocolate cake?")]
    [InlineData("How do I reset the password of my router?")]
    [InlineData("Who won the football world cup in 1998?")]
    public async Task Question_about_something_else_is_refused_with_the_nearest_releases_uncited(string question)
    {
        var answer = await bot.AskAsync(question);

        Assert.False(answer.Answered, $"Answered with {answer.Confidence}: {answer.Text}");
        Assert.Equal("The releases do not say.", answer.Text);
        Assert.Empty(answer.Citations);
        Assert.Empty(answer.Spans);
        Assert.Equal(3, answer.Nearest.Length);
        Assert.Equal(answer.Nearest.Select(release => release.Id).Distinct(), answer.Nearest.Select(release => release.Id));
    }

    [Fact]
    public async Task Clock_hides_what_was_published_later()
    {
        const string Question = "How much is the mooring fee in the port of Tarnvik?";
        var then = await bot.AskAsync(Question, clock: new DateOnly(2023, 12, 31));
        var all = await bot.AskAsync(Question);

        Assert.Contains("EUR 12", then.Text, StringComparison.Ordinal);
        Assert.All(then.Citations, citation => Assert.True(citation.Date <= new DateOnly(2023, 12, 31)));
        Assert.Contains("EUR 15", all.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-01-01", null, "EUR 15")]
    [InlineData(null, "2023-12-31", "EUR 12")]
    public async Task Dates_set_by_the_user_limit_the_search(string? from, string? to, string expected)
    {
        var filter = new SearchFilter(from is null ? null : DateOnly.Parse(from), to is null ? null : DateOnly.Parse(to));
        var answer = await bot.AskAsync("How much is the mooring fee in the port of Tarnvik?", filter: filter);

        Assert.Contains(expected, answer.Text, StringComparison.Ordinal);
        Assert.Single(answer.Citations.Select(citation => citation.ReleaseId).Distinct());
        Assert.Equal((filter.From, filter.To, false), (answer.Filters.From, answer.Filters.To, answer.Filters.Preference));
    }

    [Fact]
    public async Task Dates_of_the_question_neither_limit_nor_rank_when_the_user_wants_all()
    {
        const string Text = "How much is the mooring fee in the port of Tarnvik in press releases from 2023?";
        var dated = await bot.AskAsync(Text);
        var events = await bot.EventsAsync(new Question(Text, null, SearchFilter.None) { AnyDate = true });
        var request = new RetrievalRequest(Text, SearchFilter.None, new DateOnly(2026, 1, 15));
        var retriever = bot.Services.GetRequiredService<Retriever>();
        var limited = await retriever.RetrieveAsync(request, TestContext.Current.CancellationToken);
        var all = await retriever.RetrieveAsync(request with { AnyDate = true }, TestContext.Current.CancellationToken);

        Assert.Equal((new DateOnly(2023, 1, 1), false), (dated.Filters.From, dated.Filters.Preference));
        Assert.Equal(AppliedFilters.None, Assert.IsType<AnswerEvent.Completed>(events[^1]).Answer.Filters);
        Assert.All(limited.Passages, passage => Assert.Equal(2023, passage.Release.Date!.Value.Year));
        Assert.Contains(all.Passages, passage => passage.Release.Id == SmallReleases.Fee2024);
    }

    [Fact]
    public async Task Issuer_and_language_set_by_the_user_limit_the_search()
    {
        var ferry = await bot.AskAsync("What is new in Tarnvik?", filter: new SearchFilter(Issuer: "ferry office"));
        var german = await bot.AskAsync("Wer leitet das neue Labor in Tarnvik?", filter: new SearchFilter(Language: "de"));

        Assert.Equal([SmallReleases.Ferry], ferry.Citations.Select(citation => citation.ReleaseId).Concat(ferry.Nearest.Select(release => release.Id)).Distinct());
        Assert.Equal("ferry office", ferry.Filters.Issuer);
        Assert.Contains("Annegret Lohwald", german.Text, StringComparison.Ordinal);
        Assert.Equal("de", german.Filters.Language);
    }

    [Fact]
    public async Task Filter_that_leaves_nothing_gives_no_answer_and_nothing_near()
    {
        var answer = await bot.AskAsync(WhoHeaded, filter: new SearchFilter(Issuer: "Nobody"));

        Assert.False(answer.Answered);
        Assert.Equal(0, answer.Confidence);
        Assert.Empty(answer.Nearest);
    }

    [Fact]
    public async Task Letters_of_several_code_units_come_out_as_they_stand_in_the_release()
    {
        var answer = await bot.AskAsync("Who opened the f\u00EAte in the harbour of Tarnvik?");

        Assert.Contains(SmallReleases.FestivalSentence, answer.Text, StringComparison.Ordinal);
        Assert.Contains("Jose\u0301 A\u030Astr\u00F6m", answer.Spans[0], StringComparison.Ordinal);
        Assert.All(answer.Spans, span => Assert.DoesNotContain(span.EnumerateRunes(), rune => rune.Value == 0xFFFD));
    }

    [Fact]
    public async Task Question_asked_in_decomposed_letters_finds_the_same_sentence() =>
        Assert.Contains(SmallReleases.FestivalSentence, (await bot.AskAsync("Who opened the fe\u0302te in the harbour of Tarnvik?")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Events_come_in_order_and_add_up_to_the_answer()
    {
        var answered = await bot.EventsAsync(new Question(WhoHeaded, null, SearchFilter.None));
        var refused = await bot.EventsAsync(new Question("What is the best recipe for chocolate cake?", null, SearchFilter.None));

        var answer = Assert.IsType<AnswerEvent.Completed>(answered[^1]).Answer;
        Assert.Equal(WhoHeaded, Assert.IsType<AnswerEvent.Searching>(answered[0]).StandaloneQuestion);
        Assert.Equal(answer.Citations, answered.OfType<AnswerEvent.Cited>().Select(cited => cited.Citation));
        Assert.Equal(answer.Text, string.Concat(answered.OfType<AnswerEvent.TextDelta>().Select(delta => delta.Text)));
        Assert.Equal(["Searching", "NoAnswer", "TextDelta", "Completed"], refused.Select(happened => happened.GetType().Name));
        Assert.Equal(((AnswerEvent.Completed)refused[^1]).Answer.Nearest, refused.OfType<AnswerEvent.NoAnswer>().Single().Nearest);
    }

    [Fact]
    public async Task Answer_tells_its_time_by_stage_and_a_confidence_between_0_and_1()
    {
        var answer = await bot.AskAsync(WhoHeaded);

        Assert.All(["dates", "embed", "search", "read", "rank", "total"], stage => Assert.True(answer.ElapsedMs[stage] >= 0));
        Assert.True(answer.ElapsedMs["total"] >= answer.ElapsedMs["read"]);
        Assert.InRange(answer.Confidence, 0.01, 1);
        Assert.Equal('7', answer.Id[14]);
    }
}

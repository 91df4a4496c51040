using System.Globalization;
using CsCheck;

namespace ReleaseBot.Retrieval;

public sealed class DateExpressionsTests
{
    private static readonly DateOnly Today = new(2024, 8, 15);
    private static readonly DateExpressions Dates = new();

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("What did the commission decide in March 2024?", "2024-03-01", "2024-03-31", "in March 2024")]
    [InlineData("Who signed the deal on 5 May 2023?", "2023-05-05", "2023-05-05", "on 5 May 2023")]
    [InlineData("Who signed the deal on 03/04/2024?", "2024-04-03", "2024-04-03", "on 03/04/2024")]
    [InlineData("What did it cost on 2024-03-05?", "2024-03-05", "2024-03-05", "on 2024-03-05")]
    [InlineData("How much rain fell between January and March 2024?", "2024-01-01", "2024-03-31", "between January and March 2024")]
    [InlineData("How much rain fell from January to March 2024?", "2024-01-01", "2024-03-31", "from January to March 2024")]
    [InlineData("How much rain fell between spring and autumn 2023?", "2023-03-01", "2023-11-30", "between spring and autumn 2023")]
    [InlineData("What changed in January, February and March 2024?", "2024-01-01", "2024-03-31", "in January, February and March 2024")]
    [InlineData("What changed between December and February 2024?", "2023-12-01", "2024-02-29", "between December and February 2024")]
    [InlineData("Which dam broke in autumn 2022?", "2022-09-01", "2022-11-30", "in autumn 2022")]
    [InlineData("Which dam broke in winter 2022?", "2022-12-01", "2023-02-28", "in winter 2022")]
    [InlineData("Which dam broke in late 2022?", "2022-09-01", "2022-12-31", "in late 2022")]
    [InlineData("Which dam broke at the end of 2022?", "2022-09-01", "2022-12-31", "at the end of 2022")]
    [InlineData("Which dam broke at the end of March 2023?", "2023-03-21", "2023-03-31", "at the end of March 2023")]
    [InlineData("Which dam broke in mid-2024?", "2024-05-01", "2024-08-31", "in mid-2024")]
    [InlineData("Which dam broke early in 2023?", "2023-01-01", "2023-04-30", "early in 2023")]
    [InlineData("dams broken first half of 2023", "2023-01-01", "2023-06-30", "first half of 2023")]
    [InlineData("dams broken in Q3 2024", "2024-07-01", "2024-09-30", "in Q3 2024")]
    [InlineData("dams broken in the third quarter of 2024", "2024-07-01", "2024-09-30", "in the third quarter of 2024")]
    [InlineData("dams broken nov 2022", "2022-11-01", "2022-11-30", "nov 2022")]
    [InlineData("dam inspection 2023 results", "2023-01-01", "2023-12-31", "2023")]
    [InlineData("Which dam broke last year?", "2023-01-01", "2023-12-31", "last year")]
    [InlineData("Which dam won this year's prize?", "2024-01-01", "2024-12-31", "this year")]
    [InlineData("Which dam broke last month?", "2024-07-01", "2024-07-31", "last month")]
    [InlineData("Which dam broke last summer?", "2024-06-01", "2024-08-31", "last summer")]
    [InlineData("Which dam broke in July?", "2024-07-01", "2024-07-31", "in July")]
    [InlineData("Which dam broke in November?", "2023-11-01", "2023-11-30", "in November")]
    [InlineData("Which dam broke two weeks ago?", "2024-08-01", "2024-08-01", "two weeks ago")]
    [InlineData("What has been built since 2022?", "2022-01-01", "", "since 2022")]
    [InlineData("Which rule applies from 2019 on?", "2019-01-01", "", "from 2019 on")]
    [InlineData("Who led the talks before 2023?", "", "2022-12-31", "before 2023")]
    [InlineData("Who led the talks after May 2023?", "2023-06-01", "", "after May 2023")]
    [InlineData("How long is the permit valid after the August 2023 extension?", "2023-08-01", "2023-08-31", "August 2023")]
    [InlineData("Which skier won at the World Cup 2022?", "2022-01-01", "2022-12-31", "2022")]
    public void Date_of_the_matter_prefers_and_excludes_nothing(string question, string from, string to, string words)
    {
        var filters = Dates.Read(question, Today);

        Assert.Equal((Day(from), Day(to), true), (filters.From, filters.To, filters.Preference));
        Assert.Contains(words, filters.Words);
    }

    [Theory]
    [InlineData("What did the press release of 5 May 2023 say?", "2023-05-05", "2023-05-05")]
    [InlineData("Summarise the releases from 2023", "2023-01-01", "2023-12-31")]
    [InlineData("Show all news from March 2024 about dams", "2024-03-01", "2024-03-31")]
    [InlineData("According to the March 2024 release, who leads the talks?", "2024-03-01", "2024-03-31")]
    [InlineData("What was announced in March 2024?", "2024-03-01", "2024-03-31")]
    [InlineData("Which agreement was published between January and March 2024?", "2024-01-01", "2024-03-31")]
    [InlineData("What did the river commission announce last year?", "2023-01-01", "2023-12-31")]
    [InlineData("Which press releases since June 2024 mention dams?", "2024-06-01", "")]
    [InlineData("As of June 2022, how many dams were planned?", "", "2022-06-30")]
    [InlineData("How many dams were planned as of 11 October 2023?", "", "2023-10-11")]
    public void Date_of_publication_excludes(string question, string from, string to)
    {
        var filters = Dates.Read(question, Today);

        Assert.Equal((Day(from), Day(to), false), (filters.From, filters.To, filters.Preference));
        Assert.NotEmpty(filters.Words);
    }

    [Theory]
    [InlineData("Which report published in March 2024 does the minister cite?")]
    [InlineData("Who spoke for the families after the March 2024 release of the hostages?")]
    [InlineData("How many sturgeon were released in 2023?")]
    [InlineData("How high were carbon releases in 2022?")]
    public void Date_of_something_else_that_came_out_excludes_nothing(string question) => Assert.True(Dates.Read(question, Today).Preference);

    [Theory]
    [InlineData("May the minister travel?")]
    [InlineData("Did the troops march through the town?")]
    [InlineData("What may a visitor bring?")]
    [InlineData("What does the 2030 Agenda ask for?")]
    [InlineData("What does Agenda 2030 ask for?")]
    [InlineData("Which projects did Horizon 2020 pay for?")]
    [InlineData("Who received CHF 2000?")]
    [InlineData("Who received 2000 francs?")]
    [InlineData("Were more than 2000 trees planted?")]
    [InlineData("What is in the plan for 2025-2028?")]
    [InlineData("Who films on 35mm?")]
    [InlineData("Who won the prize for researchers under 40?")]
    [InlineData("Who served for three years?")]
    [InlineData("What has changed over the last few years?")]
    [InlineData("How many lakes dried up in the 1990s?")]
    [InlineData("By 2020, how many lakes had dried up?")]
    [InlineData("What do they want by the close of 2024?")]
    [InlineData("Which army is to be ready in 2032?")]
    [InlineData("Who set up the team after the attacks of 7 October?")]
    [InlineData("What did they forecast for the following year?")]
    [InlineData("Who leads the delegation?")]
    [InlineData("")]
    public void Numbers_and_words_that_are_no_date_limit_nothing(string question)
    {
        var filters = Dates.Read(question, Today);

        Assert.Equal((null, null, false), (filters.From, filters.To, filters.Latest));
        Assert.Empty(filters.Words);
    }

    [Theory]
    [InlineData("From 2024, may a visitor fish in the river?", "2024-01-01", "2024-12-31")]
    [InlineData("What did they plan for 2025-2028 in June 2023?", "2023-06-01", "2023-06-30")]
    [InlineData("What growth for 2023 did they forecast as of June 2022?", "", "2022-06-30")]
    [InlineData("In 2022, who won the race of 5 May 2022?", "2022-05-05", "2022-05-05")]
    public void Several_dates_the_one_that_tells_most_is_taken(string question, string from, string to)
    {
        var filters = Dates.Read(question, Today);

        Assert.Equal((Day(from), Day(to)), (filters.From, filters.To));
    }

    [Theory]
    [InlineData("What are the latest figures?", "latest")]
    [InlineData("What is the most recent total?", "most recent")]
    [InlineData("What are the newest numbers?", "newest")]
    [InlineData("Who is the current director?", "current")]
    [InlineData("Who currently leads the talks?", "currently")]
    [InlineData("Who leads the talks now?", "now")]
    [InlineData("Who leads the talks at the moment?", "at the moment")]
    [InlineData("Who leads the talks as things stand?", "as things stand")]
    [InlineData("How many came so far?", "so far")]
    [InlineData("What was recently decided?", "recently")]
    public void Words_for_the_newest_set_latest(string question, string word)
    {
        var filters = Dates.Read(question, Today);

        Assert.True(filters.Latest);
        Assert.Equal([word], filters.Words);
        Assert.Equal((null, null), (filters.From, filters.To));
    }

    [Theory]
    [InlineData("By when at the latest must they report?")]
    [InlineData("Why is the river now and then called sleepy?")]
    [InlineData("How large was the current account surplus?")]
    [InlineData("How so far-reaching a reform?")]
    [InlineData("Who designed the newest part of the museum?")]
    public void Words_that_only_look_like_it_do_not_set_latest(string question) => Assert.False(Dates.Read(question, Today).Latest);

    [Fact]
    public void Relative_date_follows_the_clock() =>
        Assert.Equal(new DateOnly(2021, 1, 1), Dates.Read("Which dam broke last year?", new DateOnly(2022, 1, 2)).From);

    [Fact]
    public void Any_text_is_read_and_words_are_quoted_from_it()
    {
        var word = Gen.OneOf(Gen.String, Gen.OneOf([.. new[] { "in", "March", "2024", "as of", "between", "and", "the", "late", "31", "9999", "0001", "autumn", "-", "/", "İ" }.Select(Gen.Const)]));
        word.Array[0, 12].Select(words => string.Join(' ', words)).Sample(
            question => Assert.All(Dates.Read(question, Today).Words, quoted => Assert.Contains(quoted, question, StringComparison.Ordinal)),
            iter: 2000);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(9999, 12, 31)]
    public void Clock_at_the_ends_of_the_calendar_is_survived(int year, int month, int day)
    {
        var filters = Dates.Read("last year, in July, last winter, in late March, 2 weeks ago, after 9999, before 0001, winter 2022", new(year, month, day));
        Assert.NotEmpty(filters.Words);
    }

    [Fact]
    public void Very_long_question_is_read_in_time()
    {
        var started = TimeProvider.System.GetTimestamp();
        Dates.Read(string.Concat(Enumerable.Repeat("between March 2024 and 20 2 2022 since ", 30_000)), Today);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("Who leads the delegation?", false)]
    [InlineData("What year was planned?", false)]
    [InlineData("Which dam broke in 2023?", true)]
    [InlineData("Which dam broke last month?", true)]
    public void May_hold_date_tells_when_the_recognizer_is_needed(string question, bool expected) =>
        Assert.Equal(expected, DateExpressions.MayHoldDate(question));
}

using CsCheck;

namespace ReleaseBot.Conversations;

public sealed class FollowUpsTests
{
    private static readonly Turn Talks = Answered(
        "Who led the talks on the Ilmen water treaty in Oslo in May 2024?", "Anna Berg", "talks-2024", "Ilmen water treaty concluded");

    private static Turn Answered(string question, string span, string release, string title) =>
        new(question, question, true, $"It was {span}.", [span], [release], [title]);

    private static Turn Unanswered(string question, string standalone) => new(question, standalone, false, "", [], [], []);

    [Theory]
    [InlineData("Who signed it?")]
    [InlineData("And when was that?")]
    [InlineData("And as deputy?")]
    [InlineData("Why?")]
    [InlineData("How much exactly?")]
    [InlineData("How many of them were women?")]
    [InlineData("How many will be built?")]
    [InlineData("Where did she study?")]
    [InlineData("Which university did he attend?")]
    [InlineData("Who was her predecessor?")]
    [InlineData("Who held the post before him?")]
    [InlineData("Why did the council reject it?")]
    [InlineData("Were their proposals accepted as well?")]
    [InlineData("What company makes it?")]
    [InlineData("What is the reason for that?")]
    [InlineData("When does that arrangement end?")]
    [InlineData("When did the first such dialogue take place?")]
    [InlineData("Is this final?")]
    [InlineData("What else was decided there?")]
    [InlineData("Who was the minister then?")]
    [InlineData("What about Norway?")]
    [InlineData("So who was left in the race?")]
    [InlineData("Which member had resigned?")]
    [InlineData("Who headed the delegation?")]
    [InlineData("Where was the ceremony to be held?")]
    [InlineData("How did the ministers react?")]
    [InlineData("Does the treaty apply to Norway?")]
    [InlineData("who signed it")]
    [InlineData("WHO SIGNED IT?")]
    [InlineData("Et quand l'a-t-elle signé ?")]
    [InlineData("Und wo hat sie studiert?")]
    [InlineData("А кто он?")]
    public void Question_that_cannot_stand_alone_borrows_the_topic(string question)
    {
        var resolved = FollowUps.Resolve(question, [Talks]);

        Assert.True(resolved.IsFollowUp);
        Assert.StartsWith(question + " (", resolved.Standalone, StringComparison.Ordinal);
        Assert.Contains("Ilmen", resolved.Borrowed, StringComparison.Ordinal);
        Assert.Contains("Anna Berg", resolved.Borrowed, StringComparison.Ordinal);
        Assert.Equal(["talks-2024"], resolved.PreferredReleaseIds);
    }

    [Theory]
    [InlineData("Who is the director of the Kaskelin research laboratory?")]
    [InlineData("How many towns had their own water supply when the drought began?")]
    [InlineData("In her speech to the assembly, which two goals did Moreau name?")]
    [InlineData("When she visited Tbilisi, whom did Minister Keller meet?")]
    [InlineData("If someone lost a ticket during the first week, could they get their money back?")]
    [InlineData("Who gave up her seat in the 2023 elections?")]
    [InlineData("Which power company had a rescue credit approved for it by parliament?")]
    [InlineData("How many refugees used the offer to change money before it was stopped?")]
    [InlineData("How long does it take to build a tidal barrier of steel?")]
    [InlineData("How much did it cost to renew the harbour wall in Amary?")]
    [InlineData("What share of those entitled to vote did so by post?")]
    [InlineData("What is the convention that Kaskelin joined about?")]
    [InlineData("Why is the Tavra now and then called sleepy by sailors?")]
    [InlineData("So far, how many sturgeon have been tagged in Gerrin?")]
    [InlineData("In May the council agreed to hire more guards. How many was that?")]
    [InlineData("Have doctors been told how they should report side effects?")]
    [InlineData("What happens to passengers whose flights are cancelled?")]
    [InlineData("Is there a minimum wage in Geneva?")]
    [InlineData("What is the latest price of the Amary barrier?")]
    [InlineData("Which minister opens this year's forum in Steinhaven?")]
    [InlineData("sturgeon hatchery licence")]
    [InlineData("flood warning app")]
    [InlineData("who leads finma")]
    [InlineData("Wer leitet das Bundesamt für Statistik?")]
    [InlineData("Quelle est la part des énergies renouvelables en Suisse ?")]
    [InlineData("Кто возглавляет Секретариат СВМДА?")]
    public void Question_that_stands_alone_borrows_nothing(string question)
    {
        foreach (var history in new IReadOnlyList<Turn>[] { [], [Talks] })
        {
            var resolved = FollowUps.Resolve(question, history);

            Assert.Equal((question, false, false, ""), (resolved.Standalone, resolved.IsFollowUp, resolved.NeedsContext, resolved.Borrowed));
            Assert.Empty(resolved.PreferredReleaseIds);
        }
    }

    [Theory]
    [InlineData("And when was that?", true)]
    [InlineData("Why?", true)]
    [InlineData("Whom did he replace?", true)]
    [InlineData("who headed the delegation?", false)] // a search may still find the one delegation there is
    [InlineData("Why did Keller say it could not be done before the vote on water?", false)]
    public void First_question_that_points_back_asks_for_context(string question, bool expected)
    {
        var resolved = FollowUps.Resolve(question, []);

        Assert.Equal((expected, false, question), (resolved.NeedsContext, resolved.IsFollowUp, resolved.Standalone));
    }

    [Fact]
    public void Chain_of_follow_ups_keeps_the_topic()
    {
        var second = FollowUps.Resolve("Whom did she replace?", [Talks]);
        var turn = new Turn("Whom did she replace?", second.Standalone, true, "She replaced Ivo Lang.", ["Ivo Lang"], ["staff-2024"], ["New head of the treaty office"]);

        var third = FollowUps.Resolve("And where did he move to?", [Talks, turn]);

        Assert.Contains("Ivo Lang", third.Borrowed, StringComparison.Ordinal);
        Assert.Contains("Ilmen", third.Borrowed, StringComparison.Ordinal);
        Assert.Contains("May 2024", third.Borrowed, StringComparison.Ordinal);
        Assert.Equal(["staff-2024", "talks-2024"], third.PreferredReleaseIds);
    }

    [Fact]
    public void New_topic_ends_the_old_one()
    {
        var dam = Answered("How high is the Gerrin dam?", "41 metres", "dam-2023", "Gerrin dam inspected");

        var resolved = FollowUps.Resolve("When was it built?", [Talks, dam]);

        Assert.Contains("Gerrin", resolved.Borrowed, StringComparison.Ordinal);
        Assert.DoesNotContain("Ilmen", resolved.Borrowed, StringComparison.Ordinal);
        Assert.Equal(["dam-2023"], resolved.PreferredReleaseIds);
    }

    [Fact]
    public void Unanswered_follow_up_leaves_the_topic_where_it_was()
    {
        var resolved = FollowUps.Resolve("And when was that?", [Talks, Unanswered("Why?", "Why? (talks Ilmen)")]);

        Assert.Contains("Ilmen", resolved.Borrowed, StringComparison.Ordinal);
        Assert.Equal(["talks-2024"], resolved.PreferredReleaseIds);
    }

    [Fact]
    public void Unanswered_new_question_lends_its_words_and_no_release()
    {
        const string question = "How high is the Gerrin dam?";

        var resolved = FollowUps.Resolve("When was it built?", [Talks, Unanswered(question, question)]);

        Assert.Contains("Gerrin", resolved.Borrowed, StringComparison.Ordinal);
        Assert.Empty(resolved.PreferredReleaseIds);
    }

    [Fact]
    public void Words_of_the_question_are_not_borrowed_again() =>
        Assert.DoesNotContain("talks", FollowUps.Resolve("When did those talks begin?", [Talks]).Borrowed, StringComparison.Ordinal);

    [Fact]
    public void Any_text_is_resolved_within_bounds()
    {
        var word = Gen.OneOf(
            Gen.String,
            Gen.OneOf([.. new[] { "it", "the", "that", "she", "did", "Who", "And", ",", ".", "?", "Keller", "treaty", "of", "Es", "il", "он", "\U0001F600", "\u202e" }.Select(Gen.Const)]));
        var text = word.Array[0, 14].Select(words => string.Join(' ', words));
        var turn = Gen.Select(text, text, Gen.Bool, text, text).Select((question, standalone, answered, answer, title) =>
            new Turn(question, standalone, answered, answer, answered ? [answer] : [], answered ? [title] : [], answered ? [title] : default));

        Gen.Select(text, turn.Array[0, 4]).Sample((question, history) =>
        {
            var resolved = FollowUps.Resolve(question, history);

            Assert.InRange(resolved.Standalone.Length, 0, question.Length + BorrowedTerms.MaxLength + 3);
            Assert.InRange(resolved.PreferredReleaseIds.Length, 0, 5);
            Assert.False(resolved.IsFollowUp && resolved.NeedsContext);
            if (!resolved.IsFollowUp)
            {
                Assert.Equal(question, resolved.Standalone);
                Assert.Empty(resolved.PreferredReleaseIds);
            }
            else
            {
                Assert.StartsWith(question.TrimEnd(), resolved.Standalone, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public void Very_long_question_is_resolved_in_time()
    {
        var started = TimeProvider.System.GetTimestamp();
        FollowUps.Resolve(string.Concat(Enumerable.Repeat("it was the delegation, that he ", 40_000)), [Talks]);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}

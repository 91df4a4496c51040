using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ReleaseBot.Conversations;

public sealed class ConversationStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryDistributedCache _cache;

    public ConversationStoreTests() =>
        _cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions { Clock = new Clock(_time) }));

    private ConversationStore Store(ConversationOptions? options = null, IDistributedCache? over = null) =>
        new(over ?? _cache, Options.Create(options ?? new()), NullLogger<ConversationStore>.Instance);

    private static Turn Turn(string question) => new(question, question, true, "answer", ["span"], ["id"], ["title"]);

    [Fact]
    public async Task Conversation_is_remembered_by_its_id()
    {
        var begun = await Store().OpenAsync(null, None);
        await Store().AppendAsync(begun, Turn("Who led the talks?"), None);

        var again = await Store().OpenAsync(begun.Id, None);

        Assert.Equal(begun.Id, again.Id);
        var turn = Assert.Single(again.Turns);
        Assert.Equal(("Who led the talks?", true, "answer"), (turn.Question, turn.Answered, turn.AnswerText));
        Assert.Equal(["span", "id", "title"], [.. turn.Spans, .. turn.ReleaseIds, .. turn.ReleaseTitles]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("../../etc/passwd")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000G")]
    public async Task Unknown_or_malformed_id_begins_a_new_conversation(string? id)
    {
        var conversation = await Store().OpenAsync(id, None);

        Assert.NotEqual(id, conversation.Id);
        Assert.Matches("^[0-9a-f]{32}$", conversation.Id);
        Assert.Empty(conversation.Turns);
    }

    [Fact]
    public async Task Turn_is_found_by_its_question_and_what_was_shown()
    {
        await Store().KeepAsync(Turn("Who led the talks?"), "Anna did. [1]\n\nSources: …", None);

        var found = await Store().FindAsync(" Who led the talks?", "Anna did. [1]\n\nSources: …\n", None);

        Assert.Equal(("Who led the talks?", "answer", "id"), (found!.Question, found.AnswerText, Assert.Single(found.ReleaseIds)));
        Assert.Null(await Store().FindAsync("Who led the talks?", "Berta did.", None));
        Assert.Null(await Store().FindAsync("Who led the talks", "?Anna did. [1]\n\nSources: …", None));
        _time.Advance(new ConversationOptions().Expiry + TimeSpan.FromSeconds(1));
        Assert.Null(await Store().FindAsync("Who led the talks?", "Anna did. [1]\n\nSources: …", None));
    }

    [Fact]
    public async Task Conversation_goes_on_from_given_turns_within_the_bounds()
    {
        var store = Store(new ConversationOptions { MaxTurns = 2, MaxTextLength = 200 });

        var conversation = store.Continue([Turn("One?"), Turn("Two?"), Turn(new string('x', 300))]);
        await store.AppendAsync(conversation, Turn("Four?"), None);

        Assert.Equal(["Two?", new string('x', 200)], conversation.Turns.Select(turn => turn.Question));
        Assert.Equal(
            [new string('x', 200), "Four?"],
            (await store.OpenAsync(conversation.Id, None)).Turns.Select(turn => turn.Question));
    }

    [Fact]
    public async Task Ids_do_not_repeat()
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(ids.Add((await Store().OpenAsync(null, None)).Id));
        }
    }

    [Fact]
    public async Task Oldest_turns_are_forgotten_first()
    {
        var store = Store(new() { MaxTurns = 3 });
        var conversation = await store.OpenAsync(null, None);
        for (var i = 0; i < 5; i++)
        {
            conversation = await store.AppendAsync(conversation, Turn($"question {i}"), None);
        }

        Assert.Equal(["question 2", "question 3", "question 4"], (await store.OpenAsync(conversation.Id, None)).Turns.Select(turn => turn.Question));
    }

    [Fact]
    public async Task Long_texts_are_cut_and_never_inside_a_character()
    {
        var store = Store(new() { MaxTextLength = 201 });
        var text = string.Concat(Enumerable.Repeat("\U0001F600", 500));
        var many = Enumerable.Repeat(text, 50).ToImmutableArray();

        var conversation = await store.AppendAsync(await store.OpenAsync(null, None), new(text, text, true, text, many, many, many), None);

        var turn = Assert.Single((await store.OpenAsync(conversation.Id, None)).Turns);
        Assert.Equal((200, 200, 200), (turn.Question.Length, turn.StandaloneQuestion.Length, turn.AnswerText.Length));
        Assert.Equal((10, 10, 10), (turn.Spans.Length, turn.ReleaseIds.Length, turn.ReleaseTitles.Length));
        Assert.DoesNotContain('\uFFFD', turn.Question);
    }

    [Fact]
    public async Task Conversation_expires_after_silence_and_looking_keeps_it()
    {
        var store = Store(new() { Expiry = TimeSpan.FromMinutes(10) });
        var conversation = await store.AppendAsync(await store.OpenAsync(null, None), Turn("q"), None);

        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Single((await store.OpenAsync(conversation.Id, None)).Turns);
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Single((await store.OpenAsync(conversation.Id, None)).Turns);
        _time.Advance(TimeSpan.FromMinutes(11));
        Assert.Empty((await store.OpenAsync(conversation.Id, None)).Turns);
    }

    [Fact]
    public async Task Turns_of_two_openings_are_both_kept()
    {
        var begun = await Store().AppendAsync(await Store().OpenAsync(null, None), Turn("first"), None);
        var other = await Store().OpenAsync(begun.Id, None);
        await Store().AppendAsync(begun, Turn("second"), None);
        await Store().AppendAsync(other, Turn("third"), None);

        Assert.Equal(["first", "second", "third"], (await Store().OpenAsync(begun.Id, None)).Turns.Select(turn => turn.Question));
    }

    [Fact]
    public async Task Forgotten_conversation_is_gone()
    {
        var conversation = await Store().AppendAsync(await Store().OpenAsync(null, None), Turn("q"), None);
        await Store().ForgetAsync(conversation.Id, None);
        Assert.NotEqual(conversation.Id, (await Store().OpenAsync(conversation.Id, None)).Id);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[{}]")]
    [InlineData("[{\"Question\":null,\"StandaloneQuestion\":\"\",\"Answered\":true,\"AnswerText\":\"\",\"Spans\":[],\"ReleaseIds\":[],\"ReleaseTitles\":[]}]")]
    public async Task Unreadable_history_begins_a_new_conversation(string stored)
    {
        const string id = "0123456789abcdef0123456789abcdef";
        await _cache.SetAsync("conversation:" + id, Encoding.UTF8.GetBytes(stored), new(), None);

        Assert.Empty((await Store().OpenAsync(id, None)).Turns);
    }

    [Fact]
    public async Task Cache_that_is_away_costs_only_the_memory()
    {
        var store = Store(over: new BrokenCache());
        var conversation = await store.AppendAsync(await store.OpenAsync("0123456789abcdef0123456789abcdef", None), Turn("q"), None);
        Assert.Single(conversation.Turns);
    }

    [Fact]
    public async Task Cancellation_is_not_swallowed() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store(over: new BrokenCache()).OpenAsync("0123456789abcdef0123456789abcdef", new CancellationToken(canceled: true)));

#pragma warning disable CS0618 // the memory cache still takes its clock through this interface
    private sealed class Clock(TimeProvider time) : ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
#pragma warning restore CS0618
}

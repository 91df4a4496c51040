using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers.Evidence;
using ReleaseBot.Answers.Extraction;
using ReleaseBot.Conversations;
using ReleaseBot.Index;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Answers;

/// <summary>Answers questions from the releases, with citations.</summary>
public sealed class Answerer(
    EvidenceFinder finder,
    Confidence confidence,
    ConversationStore conversations,
    Tuning tuning,
    IOptions<AnswerOptions> options,
    TimeProvider time)
{
    private const string Silence = "The releases do not say.";
    private const string AskBack = "I cannot tell what this refers to. Please ask again and name whom or what you mean.";

    private readonly AnswerOptions _options = options.Value;

    /// <summary>Answers <paramref name="question"/>; expected failures are events, only bugs throw.</summary>
    public async IAsyncEnumerable<AnswerEvent> AnswerAsync(
        Question question,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AnswerTrace? trace = null;
        AnswerEvent.Failed? failed = null;
        try
        {
            trace = await TraceAsync(question, cancellationToken);
        }
        catch (IndexException failure)
        {
            failed = new AnswerEvent.Failed(failure.Message, "Mend what the message names, then ask again.") { RetryAfter = failure.RetryAfter };
        }

        if (trace is null)
        {
            yield return failed!;
            yield break;
        }

        foreach (var happened in Events(trace.Answer))
        {
            yield return happened;
        }
    }

    /// <summary>Answers <paramref name="question"/> and tells what the answer was chosen from.</summary>
    /// <exception cref="IndexException">The index cannot be reached or read.</exception>
    public async Task<AnswerTrace> TraceAsync(Question question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var started = Stopwatch.GetTimestamp();
        var conversation = question.History.IsDefault
            ? await conversations.OpenAsync(question.ConversationId, cancellationToken)
            : conversations.Continue(question.History);
        var resolved = FollowUps.Resolve(question.Text, conversation.Turns);
        var findings = resolved.NeedsContext ? null : await finder.FindAsync(Request(question, resolved), cancellationToken);
        var sure = findings is null ? 0 : confidence.Of(question.Text, findings);
        var composed = findings is not null && !findings.Sentences.IsEmpty && sure >= (_options.Threshold ?? tuning.AnswerThreshold)
            ? AnswerComposer.Compose(findings, _options.MostSentences)
            : null;
        var elapsed = new Dictionary<string, double>(findings?.Retrieval.ElapsedMs ?? new Dictionary<string, double>());
        var answer = new Answer
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            ConversationId = conversation.Id,
            Question = question.Text,
            StandaloneQuestion = resolved.Standalone,
            Answered = composed is not null,
            Mode = AnswerMode.Extractive,
            Text = composed?.Text ?? (resolved.NeedsContext ? AskBack : Silence),
            Spans = composed?.Spans ?? [],
            Confidence = Math.Round(sure, 4),
            Filters = findings?.Retrieval.Filters ?? AppliedFilters.None,
            Citations = composed?.Citations ?? [],
            Nearest = composed is null && findings is not null ? Nearest(findings) : [],
            ElapsedMs = elapsed,
        };
        await conversations.AppendAsync(conversation, answer.ToTurn(), cancellationToken);
        elapsed["total"] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new AnswerTrace(answer, resolved, findings);
    }

    private RetrievalRequest Request(Question question, ResolvedQuestion resolved) =>
        new(question.Text, question.Filter, question.Clock ?? DateOnly.FromDateTime(time.GetLocalNow().Date))
        {
            Clock = question.Clock,
            AnyDate = question.AnyDate,
            Borrowed = resolved.Borrowed,
            PreferredReleaseIds = resolved.PreferredReleaseIds,
            Limit = _options.PassagesToRank,
        };

    private ImmutableArray<ReleaseSummary> Nearest(Findings findings) =>
        [.. findings.Retrieval.Passages.Select(passage => passage.Release).DistinctBy(release => release.Id).Take(_options.NearestReleases)];

    private static IEnumerable<AnswerEvent> Events(Answer answer)
    {
        yield return new AnswerEvent.Searching(answer.StandaloneQuestion, answer.Filters);
        if (!answer.Answered)
        {
            yield return new AnswerEvent.NoAnswer(answer.Nearest);
        }

        foreach (var citation in answer.Citations)
        {
            yield return new AnswerEvent.Cited(citation);
        }

        yield return new AnswerEvent.TextDelta(answer.Text);
        yield return new AnswerEvent.Completed(answer);
    }
}

/// <summary>An answer with what it was chosen from.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Resolved">The question with its references filled in.</param>
/// <param name="Findings">The ranked passages and sentences; null when the bot asks back.</param>
public sealed record AnswerTrace(Answer Answer, ResolvedQuestion Resolved, Findings? Findings);

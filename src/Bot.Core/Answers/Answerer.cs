using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using ReleaseBot.Answers.Evidence;
using ReleaseBot.Answers.Extraction;
using ReleaseBot.Answers.Generation;
using ReleaseBot.Answers.Records;
using ReleaseBot.Conversations;
using ReleaseBot.Index;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Answers;

/// <summary>Answers questions from the releases, with citations.</summary>
/// <param name="finder">Finds the evidence.</param>
/// <param name="confidence">Decides whether it suffices.</param>
/// <param name="conversations">Remembers what was said.</param>
/// <param name="tuning">The tuned threshold.</param>
/// <param name="options">Settings.</param>
/// <param name="time">Today.</param>
/// <param name="generator">Writes answers with a language model; null where they are quotations.</param>
/// <param name="records">Keeps how answers came about; null where they are not kept.</param>
public sealed class Answerer(
    EvidenceFinder finder,
    Confidence confidence,
    ConversationStore conversations,
    Tuning tuning,
    IOptions<AnswerOptions> options,
    TimeProvider time,
    Generator? generator = null,
    AnswerRecords? records = null)
{
    private const string Silence = "The releases do not say.";
    private const string AskBack = "I cannot tell what this refers to. Please ask again and name whom or what you mean.";

    private readonly AnswerOptions _options = options.Value;

    /// <summary>Answers <paramref name="question"/>; expected failures are events, only bugs throw.</summary>
    public async IAsyncEnumerable<AnswerEvent> AnswerAsync(
        Question question,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var events = RunAsync(new AnswerRun(question), cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            AnswerEvent happened;
            try
            {
                if (!await events.MoveNextAsync())
                {
                    yield break;
                }

                happened = events.Current;
            }
            catch (IndexException failure)
            {
                happened = new AnswerEvent.Failed(failure.Message, "Mend what the message names, then ask again.") { RetryAfter = failure.RetryAfter };
            }

            yield return happened;
        }
    }

    /// <summary>Answers <paramref name="question"/> and tells what the answer was chosen from.</summary>
    /// <exception cref="IndexException">The index cannot be reached or read.</exception>
    public async Task<AnswerTrace> TraceAsync(Question question, CancellationToken cancellationToken)
    {
        var run = new AnswerRun(question);
        await foreach (var happened in RunAsync(run, cancellationToken))
        {
            if (happened is AnswerEvent.Completed completed)
            {
                return new AnswerTrace(completed.Answer, run.Resolved, run.Findings);
            }
        }

        throw new InvalidOperationException("An answer ended without being completed.");
    }

    private async IAsyncEnumerable<AnswerEvent> RunAsync(AnswerRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await PrepareAsync(run, cancellationToken);
        yield return new AnswerEvent.Searching(run.Resolved.Standalone, run.Findings?.Retrieval.Filters ?? AppliedFilters.None);
        if (run.IsAnswerable && generator is not null)
        {
            await foreach (var happened in generator.WriteAsync(run, cancellationToken))
            {
                yield return happened;
            }
        }

        var composed = run.IsAnswerable && run.Written is null && !run.IsRefused ? AnswerComposer.Compose(run.Findings!, _options.MostSentences) : null;
        var answer = Compose(run, composed);
        foreach (var happened in run.Written is null ? Events(answer, run.WasShown) : [])
        {
            yield return happened;
        }

        await conversations.AppendAsync(run.Conversation, answer.ToTurn(), cancellationToken);
        run.Elapsed["total"] = run.ElapsedMs;
        generator?.Count(answer);
        if (records is not null)
        {
            await records.KeepAsync(run.ToRecord(answer, generator), cancellationToken);
        }

        yield return new AnswerEvent.Completed(answer);
    }

    private async Task PrepareAsync(AnswerRun run, CancellationToken cancellationToken)
    {
        run.Conversation = run.Question.History.IsDefault
            ? await conversations.OpenAsync(run.Question.ConversationId, cancellationToken)
            : conversations.Continue(run.Question.History);
        run.Resolved = FollowUps.Resolve(run.Question.Text, run.Conversation.Turns);
        run.Today = run.Question.Clock ?? DateOnly.FromDateTime(time.GetLocalNow().Date);
        if (generator is not null && run.Resolved.IsFollowUp)
        {
            await generator.RewriteAsync(run, cancellationToken);
        }

        run.Findings = run.Resolved.NeedsContext ? null : await finder.FindAsync(Request(run), cancellationToken);
        run.Confidence = run.Findings is null ? 0 : confidence.Of(run.Asked, run.Findings);
        run.IsAnswerable = run.Findings is { Sentences.IsEmpty: false } && run.Confidence >= (_options.Threshold ?? tuning.AnswerThreshold);
        foreach (var (stage, milliseconds) in run.Findings?.Retrieval.ElapsedMs ?? new Dictionary<string, double>())
        {
            run.Elapsed[stage] = milliseconds;
        }
    }

    private RetrievalRequest Request(AnswerRun run) => new(run.Asked, run.Question.Filter, run.Today)
    {
        Clock = run.Question.Clock,
        AnyDate = run.Question.AnyDate,
        Borrowed = run.Resolved.Borrowed,
        PreferredReleaseIds = run.Resolved.PreferredReleaseIds,
        Limit = _options.PassagesToRank,
    };

    private Answer Compose(AnswerRun run, Composition? composed)
    {
        var answered = composed is not null || run.Written is not null;
        return new Answer
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            ConversationId = run.Conversation.Id,
            Question = run.Question.Text,
            StandaloneQuestion = run.Resolved.Standalone,
            Answered = answered,
            Mode = run.Written is not null || run.IsRefused ? AnswerMode.Generative : AnswerMode.Extractive,
            Text = run.Written?.Text ?? composed?.Text ?? (run.Resolved.NeedsContext ? AskBack : Silence),
            Spans = run.Written?.Spans(run.Findings!) ?? composed?.Spans ?? [],
            Confidence = Math.Round(run.Confidence, 4),
            Filters = run.Findings?.Retrieval.Filters ?? AppliedFilters.None,
            Citations = run.Written?.Citations ?? composed?.Citations ?? [],
            Nearest = answered || run.Findings is null ? [] : Nearest(run.Findings),
            ElapsedMs = run.Elapsed,
            Reason = run.Fault?.Reason,
            Note = run.Fault?.Message,
            Verification = run.Report,
            PromptHash = generator?.PromptHash,
        };
    }

    private ImmutableArray<ReleaseSummary> Nearest(Findings findings) =>
        [.. findings.Retrieval.Passages.Select(passage => passage.Release).DistinctBy(release => release.Id).Take(_options.NearestReleases)];

    private static IEnumerable<AnswerEvent> Events(Answer answer, bool wasShown)
    {
        if (wasShown)
        {
            yield return new AnswerEvent.Restarted(answer.Note ?? "");
        }

        if (!answer.Answered)
        {
            yield return new AnswerEvent.NoAnswer(answer.Nearest);
        }

        foreach (var citation in answer.Citations)
        {
            yield return new AnswerEvent.Cited(citation);
        }

        yield return new AnswerEvent.TextDelta(answer.Text);
    }
}

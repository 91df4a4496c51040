using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using ReleaseBot.Diagnostics;

namespace ReleaseBot.Answers.Generation;

/// <summary>Lets the language model write an answer from passages, and passes on only the sentences that the passages prove.</summary>
public sealed class Generator
{
    // What the prompt asks for where the sources do not say.
    private const string NoAnswer = "NO ANSWER";

    // Of the model's sentences at least this share must have passed, or the rest may lack what mattered.
    private const double LeastShown = 0.5;

    // A remark that is no answer: the model's way of saying so in a sentence.
    private static readonly string[] _refusals = ["the sources do not", "the provided sources", "the given sources", "i cannot answer", "i'm sorry", "i am sorry"];

    private readonly LanguageModel _model;
    private readonly Prompts _prompts;
    private readonly SourceSelection _selection;
    private readonly LlmOptions _options;
    private readonly TimeProvider _time;

    internal Generator(LanguageModel model, Prompts prompts, SourceSelection selection, LlmOptions options, TimeProvider time) =>
        (_model, _prompts, _selection, _options, _time) = (model, prompts, selection, options, time);

    /// <summary>Hash of the prompts.</summary>
    public string PromptHash => _prompts.Hash;

    /// <summary>Name of the model.</summary>
    public string? Model => _options.Model;

    /// <summary>Who runs it.</summary>
    public string Provider => _options.Provider.ToString();

    /// <summary>Waits until the limits of a minute leave room for an answer: for whoever asks many questions and has the time.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _model.WaitAsync(cancellationToken);

    /// <summary>What bears on an answer; no key, no address.</summary>
    internal ImmutableSortedDictionary<string, string> Settings => ImmutableSortedDictionary.CreateRange(new Dictionary<string, string>
    {
        [nameof(LlmOptions.Temperature)] = _options.Temperature?.ToString(CultureInfo.InvariantCulture) ?? "",
        [nameof(LlmOptions.MostSentences)] = _options.MostSentences.ToString(CultureInfo.InvariantCulture),
        [nameof(LlmOptions.MostSources)] = _options.MostSources.ToString(CultureInfo.InvariantCulture),
        [nameof(LlmOptions.MaxPromptTokens)] = _options.MaxPromptTokens.ToString(CultureInfo.InvariantCulture),
        [nameof(LlmOptions.MaxAnswerTokens)] = _options.MaxAnswerTokens.ToString(CultureInfo.InvariantCulture),
        [nameof(LlmOptions.Timeout)] = _options.Timeout.ToString(),
    });

    /// <summary>Lets the model make a follow-up stand alone; what it cannot do is left to the rules.</summary>
    internal async Task RewriteAsync(AnswerRun run, CancellationToken cancellationToken)
    {
        try
        {
            if (await Rewriting.AskAsync(_model, _prompts.Rewrite, run, Deadline(run).Token, cancellationToken) is { } rewritten)
            {
                run.Rewritten = rewritten;
                run.Resolved = run.Resolved with { Standalone = rewritten, Borrowed = "" };
            }
        }
        catch (ModelFault fault)
        {
            run.Fault = fault;
        }
    }

    /// <summary>Writes the answer, sentence by sentence. Afterwards the run holds it, or the reason why it is not to be shown.</summary>
    internal async IAsyncEnumerable<AnswerEvent> WriteAsync(AnswerRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answer = new GenerativeAnswer();
        if (run.Fault is null)
        {
            await using var events = StreamAsync(run, answer, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(run, events))
            {
                yield return events.Current;
            }
        }

        run.Deadline?.Dispose();
        run.Sentences = answer.Sentences;
        run.Report = answer.Sentences.Count > 0 || run.Calls > 0 ? answer.Report(run.Calls, run.FirstSentenceMs) : null;
        run.Written = run.Fault is null && !run.IsRefused ? answer : null;
        run.WasShown = run.Written is null && answer.Shown > 0;
        run.Elapsed["generate"] = run.ElapsedMs - run.Elapsed.Values.Sum();
    }

    /// <summary>Counts a finished answer.</summary>
    internal void Count(Answer answer) => LlmMetrics.Answers.Add(
        1, new("mode", answer.Mode.ToString().ToLowerInvariant()), new("reason", answer.Reason ?? (answer.Answered ? "none" : "no-answer")), new("model", _options.Model));

    private CancellationTokenSource Deadline(AnswerRun run) => run.Deadline ??= new CancellationTokenSource(_options.Timeout, _time);

    private static async ValueTask<bool> NextAsync(AnswerRun run, IAsyncEnumerator<AnswerEvent> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (ModelFault fault)
        {
            run.Fault = fault;
            return false;
        }
    }

    private async IAsyncEnumerable<AnswerEvent> StreamAsync(AnswerRun run, GenerativeAnswer answer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = Instructions.Remove(run.Asked);
        run.Sources = await _selection.ChooseAsync(run.Findings!.Retrieval.Passages, Budget(asked), cancellationToken);
        if (run.Sources.IsEmpty)
        {
            throw new ModelFault("unproved", "No passage is left that the language model may use.");
        }

        var verifier = new SentenceVerifier(run.Sources);
        var stream = new SentenceStream();
        await foreach (var words in _model.StreamAsync(_prompts.Answer, Variables(run, asked), run, Deadline(run).Token, cancellationToken))
        {
            foreach (var happened in stream.Add(words).SelectMany(draft => Check(draft, verifier, run, answer)))
            {
                yield return happened;
            }
        }

        foreach (var happened in stream.End().SelectMany(draft => Check(draft, verifier, run, answer)))
        {
            yield return happened;
        }

        Judge(run, answer);
    }

    private int Budget(string question) => Math.Max(0, _options.MaxPromptTokens - _model.Count(_prompts.Answer) - _model.Count(question));

    private IEnumerable<AnswerEvent> Check(DraftSentence draft, SentenceVerifier verifier, AnswerRun run, GenerativeAnswer answer)
    {
        if (IsRefusal(draft.Text))
        {
            run.IsRefused = true;
            return [];
        }

        var sentence = verifier.Check(draft);
        LlmMetrics.Sentences.Add(1, new KeyValuePair<string, object?>("outcome", sentence.Outcome.ToString().ToLowerInvariant()));
        var events = answer.Add(sentence);
        if (events.Count > 0 && run.FirstSentenceMs is null)
        {
            run.FirstSentenceMs = run.ElapsedMs;
            LlmMetrics.FirstSentence.Record(run.FirstSentenceMs.Value);
        }

        return events;
    }

    private static void Judge(AnswerRun run, GenerativeAnswer answer)
    {
        if (answer.Sentences.Count == 0 && run.IsRefused)
        {
            return;
        }

        if (answer.Shown == 0 || answer.Shown < LeastShown * answer.Sentences.Count)
        {
            throw new ModelFault("unproved", $"The releases prove only {answer.Shown} of the language model's {answer.Sentences.Count} sentences.");
        }

        run.IsRefused = false;
    }

    private static bool IsRefusal(string sentence) => sentence.Trim(' ', '.', '"', '*').Equals(NoAnswer, StringComparison.OrdinalIgnoreCase)
        || _refusals.Any(refusal => sentence.StartsWith(refusal, StringComparison.OrdinalIgnoreCase));

    private Dictionary<string, string> Variables(AnswerRun run, string asked)
    {
        var texts = run.Sources.Select(source => source.Text()).ToArray();
        var boundary = Boundary.Of([.. texts, asked]);
        return new Dictionary<string, string>
        {
            ["boundary"] = boundary,
            ["sentences"] = _options.MostSentences.ToString(CultureInfo.InvariantCulture),
            ["sources"] = string.Join("\n\n", run.Sources.Select((source, at) => Boundary.Enclose(boundary, $"source {source.Number}", texts[at]))),
            ["question"] = Boundary.Enclose(boundary, "question", asked),
            ["today"] = run.Today.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        };
    }
}

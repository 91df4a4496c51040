using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Answers;
using ReleaseBot.Answers.Reader;
using ReleaseBot.Embeddings;
using ReleaseBot.Evaluation;
using ReleaseBot.Index;

namespace ReleaseBot.Benchmarks;

/// <summary>Asks a file of questions, follow-ups in their conversations.</summary>
internal sealed class Asking(IServiceProvider services, IReadOnlyList<EvaluationQuestion> questions)
{
    private readonly Answerer _answerer = services.GetRequiredService<Answerer>();
    private readonly Dictionary<string, (string Id, DateOnly? Clock)> _conversations = [];

    /// <summary>Asks everything once, untimed; tells what the models were run on (null where the bot asked back).</summary>
    public async Task<IReadOnlyList<ModelRuns?>> CollectAsync(CancellationToken cancellationToken)
    {
        _conversations.Clear();
        var runs = new List<ModelRuns?>();
        foreach (var question in questions)
        {
            runs.Add(RunsOf(await AskAsync(question, cancellationToken)));
        }

        return runs;
    }

    /// <summary>Asks everything again, timed, with the bare runs before or after.</summary>
    public async Task RunAsync(
        IReadOnlyList<ModelRuns?> runs,
        Action<ModelRuns, bool> bare,
        int round,
        List<Pair> pairs,
        CancellationToken cancellationToken)
    {
        _conversations.Clear();
        for (var i = 0; i < questions.Count; i++)
        {
            if (runs[i] is not { } inputs)
            {
                await AskAsync(questions[i], cancellationToken);
                continue;
            }

            var bareFirst = (i + round) % 2 == 0;
            var before = bareFirst ? await Timing.OfAsync(() => bare(inputs, false)) : default;
            var (whole, trace) = await Timing.OfAsync(() => AskAsync(questions[i], cancellationToken));
            var after = bareFirst ? default : await Timing.OfAsync(() => bare(inputs, false));
            var padded = await Timing.OfAsync(() => bare(inputs, true));
            pairs.Add(new Pair(whole, bareFirst ? before : after, padded, trace.Answer.ElapsedMs));
        }
    }

    private async Task<AnswerTrace> AskAsync(EvaluationQuestion question, CancellationToken cancellationToken)
    {
        (string Id, DateOnly? Clock)? before = question.After is { } after && _conversations.TryGetValue(after, out var open) ? open : null;
        var clock = question.Clock ?? before?.Clock;
        var trace = await _answerer.TraceAsync(new Question(question.Question, before?.Id, SearchFilter.None, clock), cancellationToken);
        _conversations[question.Id] = (trace.Answer.ConversationId, clock);
        return trace;
    }

    private ModelRuns? RunsOf(AnswerTrace trace)
    {
        if (trace.Findings is not { } findings)
        {
            return null;
        }

        var tokenizer = services.GetRequiredService<WordPiece>();
        var asked = trace.Answer.Question;
        var embedded = trace.Resolved.Borrowed.Length == 0 ? asked : $"{asked} ({trace.Resolved.Borrowed})";
        var tokens = tokenizer.Encode(asked, SpanReader.MaxQuestionTokens);
        // The windows were the best of the first look; the second has put them in another order.
        var windows = findings.Retrieval.Passages
            .OrderByDescending(passage => passage.Parts["retrieval"])
            .Take(services.GetRequiredService<AnswerOptions>().WindowsToRead)
            .Select(passage => SpanReader.Encode(tokens, tokenizer.Encode(passage.Passage.Text, SpanReader.MaxTokens - 3 - tokens.Count)));
        return new ModelRuns(services.GetRequiredService<OnnxEmbeddingGenerator>().Encode(embedded), [.. windows]);
    }
}

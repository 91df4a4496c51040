using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Evaluation;
using ReleaseBot.Index;
using ReleaseBot.Operations;

namespace ReleaseBot.Benchmarks;

/// <summary>The questions a second that <c>bot serve</c> sustains in extractive mode, and what it does when ten times as many come.</summary>
internal static class LoadBenchmark
{
    private const int SearchSteps = 7;
    private const double StepUp = 1.3;
    private const int WarmUp = 20;
    private const int Excess = 10;
    private const double HighestRate = 500;
    private const double Megabyte = 1e6;
    private const double MostGrowth = 1.1;

    // Everything comes from one address here.
    private static readonly string[] WithoutLimits = ["Api:Limits:PerAddress=1000000"];

    public static async Task<int> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var report = new Report(options.Find("--out"));
        report.Heading("Load");
        var bound = options.Number("--p95", 1000);
        var step = TimeSpan.FromSeconds(options.Number("--step", 20));
        var storm = TimeSpan.FromSeconds(options.Number("--seconds", 300));
        await using var filled = await OpenAsync(options, cancellationToken);
        report.Models(filled.Services);
        var stored = await filled.Services.GetRequiredService<IPassageIndex>().GetStatisticsAsync(cancellationToken);
        var questions = Questions(options);
        report.Line($"\n{stored.Releases} releases, {stored.Passages} passages, {questions.Count} questions in turn, extractive; the client runs on the same machine.");
        using var bot = await ServedBot.StartAsync(filled.Folder, WithoutLimits, cancellationToken);
        var sustained = await FindSustainedAsync(bot, questions, bound, step, report, cancellationToken);
        report.Line($"\n**Sustained: {Sample.Text(sustained.Rate)} questions a second**, p50 {Sample.Text(sustained.P50, 0)} ms, p95 {Sample.Text(sustained.P95, 0)} ms (bound {bound} ms).");
        var isSound = await StormAsync(bot, questions, sustained.Rate * Excess, storm, report, cancellationToken);
        isSound &= await LimitedAsync(filled.Folder, questions, sustained.Rate * Excess, step, report, cancellationToken);
        await report.SaveAsync(cancellationToken);
        return isSound ? 0 : 1;
    }

    private static Task<BenchmarkBot> OpenAsync(BenchmarkOptions options, CancellationToken cancellationToken) => BenchmarkBot.OpenAsync(
        options.Find("--releases") is null && options.Find("--data") is null ? options.With("--releases", SampleReleases.Folder) : options,
        cancellationToken);

    private static IReadOnlyList<string> Questions(BenchmarkOptions options) => options.Find("--questions") is { } file
        ? [.. EvaluationQuestion.Load(file).Where(question => question.After is null).Select(question => question.Question)]
        : SampleReleases.Questions;

    // Up from what two callers who never pause get through while it holds, then halving between the last that held and the first that did not.
    private static async Task<ArrivalRun> FindSustainedAsync(
        ServedBot bot,
        IReadOnlyList<string> questions,
        double bound,
        TimeSpan step,
        Report report,
        CancellationToken cancellationToken)
    {
        var (most, processor) = await ThroughputAsync(bot, questions, step, cancellationToken);
        var rate = Math.Min(HighestRate, most);
        report.Line($"\nTwo callers who never pause get {Sample.Text(most)} answers a second. An answer takes {Sample.Text(processor, 0)} ms of processor time, "
            + $"so {Environment.ProcessorCount} cores that nobody else uses would give up to {Sample.Text(Environment.ProcessorCount * 1000 / processor)} a second. Then questions arrive at a fixed rate, {step.TotalSeconds:0} s a row:");
        double? tooMuch = null;
        ArrivalRun? best = null;
        var rows = new List<string[]>();
        for (var round = 0; round < SearchSteps; round++)
        {
            // Twice before it counts as too much: neighbours on the machine come and go.
            var run = await ArrivalRun.OfAsync(bot, questions, rate, step, cancellationToken);
            run = run.Holds(bound) ? run : await ArrivalRun.OfAsync(bot, questions, rate, step, cancellationToken);
            var holds = run.Holds(bound);
            rows.Add([Sample.Text(rate), Sample.Text(run.P50, 0), Sample.Text(run.P95, 0), run.Statuses, holds ? "holds" : "too much"]);
            (best, tooMuch) = holds ? (run, tooMuch) : (best, rate);
            rate = Math.Min(HighestRate, tooMuch is { } above ? ((best?.Rate ?? 0) + above) / 2 : rate * StepUp);
        }

        report.Table([["questions/s", "p50 ms", "p95 ms", "statuses", ""], .. rows]);
        return best ?? throw new InvalidOperationException($"No rate tried keeps p95 within {bound} ms; raise --p95.");
    }

    private static async Task<(double Rate, double Processor)> ThroughputAsync(ServedBot bot, IReadOnlyList<string> questions, TimeSpan duration, CancellationToken cancellationToken)
    {
        for (var number = 0; number < WarmUp; number++)
        {
            await AskAsync(bot, questions[number % questions.Count], cancellationToken);
        }

        var answered = 0;
        var before = bot.Process.Usage?.Processor ?? 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                await AskAsync(bot, questions[Interlocked.Increment(ref answered) % questions.Count], cancellationToken);
            }
        }));
        var rate = answered / Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (rate, ((bot.Process.Usage?.Processor ?? 0) - before) / answered);
    }

    private static async Task<bool> StormAsync(
        ServedBot bot,
        IReadOnlyList<string> questions,
        double rate,
        TimeSpan duration,
        Report report,
        CancellationToken cancellationToken)
    {
        var before = bot.Process.Usage?.Now ?? 0;
        var run = await ArrivalRun.OfAsync(bot, questions, Math.Min(HighestRate, rate), duration, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await AskAsync(bot, questions[0], cancellationToken);
        var after = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        report.Line($"\n## {Excess} times as many, for {duration.TotalSeconds:0} s, without limits of requests\n");
        report.Line($"{Sample.Text(run.Rate)} questions a second: {run.Statuses}. {Sample.Text(run.Answered / duration.TotalSeconds)} a second were answered, "
            + $"p50 {Sample.Text(run.P50, 0)} ms, p95 {Sample.Text(run.P95, 0)} ms; the queue is bounded, the rest were told to come back. "
            + $"The first question afterwards took {Sample.Text(after, 0)} ms.");
        return Unexpected(run, report) & Memory(before, run.Resident, report);
    }

    // As every deployment has it: one address is told to wait.
    private static async Task<bool> LimitedAsync(
        string data,
        IReadOnlyList<string> questions,
        double rate,
        TimeSpan duration,
        Report report,
        CancellationToken cancellationToken)
    {
        using var bot = await ServedBot.StartAsync(data, [], cancellationToken);
        var run = await ArrivalRun.OfAsync(bot, questions, Math.Min(HighestRate, rate), duration, cancellationToken);
        report.Line($"\n## {Excess} times as many from one address, for {duration.TotalSeconds:0} s, with the default limits\n");
        report.Line($"{Sample.Text(run.Rate)} questions a second: {run.Statuses}. Answers took p50 {Sample.Text(run.P50, 0)} ms, p95 {Sample.Text(run.P95, 0)} ms.");
        return Unexpected(run, report);
    }

    private static bool Unexpected(ArrivalRun run, Report report)
    {
        var wrong = run.Arrivals.Count(arrival => arrival.Status is not (200 or 429));
        report.Line(wrong == 0 ? "Nothing but 200 and 429." : $"**{wrong} responses were neither 200 nor 429.**");
        return wrong == 0;
    }

    // The first fifth still fills caches; what counts is whether it goes on growing.
    private static bool Memory(long before, IReadOnlyList<long> resident, Report report)
    {
        var fifth = Math.Max(1, resident.Count / 5);
        var fifths = resident.Chunk(fifth).Where(part => part.Length == fifth).Select(part => part.Average() / Megabyte).ToArray();
        report.Table(
            ["", "before", .. Enumerable.Range(1, fifths.Length).Select(part => $"{part * fifth} s")],
            ["resident MB, mean of the seconds up to", Sample.Text(before / Megabyte, 0), .. fifths.Select(part => Sample.Text(part, 0))]);
        var growth = fifths[^1] / fifths[Math.Min(1, fifths.Length - 1)];
        var isStable = growth <= MostGrowth;
        report.Line($"\nThe last fifth holds {Sample.Text(growth, 3)} times the memory of the second ({(isStable ? "stable" : "**growing**")}; bound {Sample.Text(MostGrowth)}).");
        return isStable;
    }

    private static async Task AskAsync(ServedBot bot, string question, CancellationToken cancellationToken)
    {
        using var response = await bot.Client.PostAsJsonAsync("/api/ask", new { question }, cancellationToken);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }
}

using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Evaluation;
using ReleaseBot.Index;

namespace ReleaseBot.Benchmarks;

/// <summary>From the start of the process to its first answer with an index on disk, and the memory it takes.</summary>
internal static class StartBenchmark
{
    // Without and with a date, which takes a library of its own to read.
    private static readonly string[] Questions = ["Who headed the delegation?", "What was decided in March 2024?"];

    private const int Asked = 200;
    private const double Megabyte = 1e6;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);

    public static async Task<int> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var report = new Report(options.Find("--out"));
        report.Heading("Process start to first answer");
        await using var bot = await BenchmarkBot.OpenAsync(options, cancellationToken);
        report.Models(bot.Services);
        var index = await bot.Services.GetRequiredService<IPassageIndex>().GetStatisticsAsync(cancellationToken);
        var rounds = options.Number("--rounds", 9);
        report.Line($"\n{index.Releases} releases, {index.Passages} passages on disk; medians of {rounds} starts.");
        var rows = new List<string[]>();
        foreach (var question in Questions)
        {
            await AskAsync(bot.Folder, question, cancellationToken);
            rows.Add(await RepeatAsync($"bot ask \"{question}\", answer", rounds, () => AskAsync(bot.Folder, question, cancellationToken)));
        }

        rows.Add(await RepeatAsync("bot serve, ready", rounds, () => ServeAsync(bot.Folder, 0, [], cancellationToken)));
        rows.Add(await RepeatAsync("bot serve, first answer", rounds, () => ServeAsync(bot.Folder, 1, Questions, cancellationToken)));
        var asked = options.Find("--questions") is { } file ? EvaluationQuestion.Load(file).Select(question => question.Question).ToArray() : Questions;
        var after = await ServeAsync(bot.Folder, Asked, asked, cancellationToken);
        rows.Add([$"bot serve, {Asked} answers", Sample.Text(after.Milliseconds, 0), Sample.Text(after.Processor, 0), Sample.Text(after.Peak / Megabyte, 0), Sample.Text(after.Now / Megabyte, 0)]);
        report.Table([["", "ms", "processor ms", "most resident MB", "resident MB at the end"], .. rows]);
        await report.SaveAsync(cancellationToken);
        return 0;
    }

    private static async Task<string[]> RepeatAsync(string name, int rounds, Func<Task<Start>> start)
    {
        var starts = new List<Start>();
        for (var round = 0; round < rounds; round++)
        {
            starts.Add(await start());
        }

        return
        [
            name,
            Sample.Text(Sample.Median(starts.Select(each => each.Milliseconds)), 0),
            Sample.Text(Sample.Median(starts.Select(each => each.Processor)), 0),
            Sample.Text(starts.Max(each => each.Peak) / Megabyte, 0),
            Sample.Text(starts.Max(each => each.Now) / Megabyte, 0),
        ];
    }

    private static async Task<Start> AskAsync(string data, string question, CancellationToken cancellationToken)
    {
        using var bot = BotProcess.Start("ask", question, "--json", "--data", data);
        var answer = bot.Output.ReadLineAsync(cancellationToken).AsTask();
        var usage = bot.Usage;
        while (await Task.WhenAny(answer, Task.Delay(Beat, cancellationToken)) != answer)
        {
            usage = bot.Usage ?? usage;
        }

        var elapsed = bot.Elapsed;
        usage = bot.Usage ?? usage;
        if (await answer is not ['{', ..])
        {
            throw new InvalidOperationException("bot ask printed no answer.");
        }

        await bot.ExitAsync(cancellationToken);
        return new Start(elapsed, usage?.Processor ?? 0, usage?.Peak ?? 0, usage?.Now ?? 0);
    }

    private static async Task<Start> ServeAsync(string data, int answers, IReadOnlyList<string> questions, CancellationToken cancellationToken)
    {
        using var bot = await ServedBot.StartAsync(data, ["Api:Limits:PerAddress=1000000"], cancellationToken);
        for (var i = 0; i < answers; i++)
        {
            using var response = await bot.Client.PostAsJsonAsync("/api/ask", new { question = questions[i % questions.Count] }, cancellationToken);
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsStringAsync(cancellationToken);
        }

        var elapsed = bot.Process.Elapsed;
        var (peak, now, processor) = bot.Process.Usage ?? throw new InvalidOperationException("bot serve has ended.");
        return new Start(elapsed, processor, peak, now);
    }

    private sealed record Start(double Milliseconds, double Processor, long Peak, long Now);
}

using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleaseBot.Api;
using ReleaseBot.Index;
using ReleaseBot.Index.Sqlite;
using ReleaseBot.Ingestion;
using ReleaseBot.Operations;
using ReleaseBot.Passages;

namespace ReleaseBot.Cli;

/// <summary>One command line run in this process, with what it wrote.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error)
{
    /// <summary>Runs with vectors made of hashes and, unless said otherwise, an answer that repeats the question.</summary>
    public static Task<CliRun> OfAsync(params string[] args) => OfAsync(args, string.Empty, null);

    public static Task<CliRun> OfAsync(string[] args, string typed, AnswerQuestion? answering, bool interactive = false) =>
        UntilAsync(args, typed, answering, interactive, TestContext.Current.CancellationToken);

    /// <summary>Runs until it ends or is cancelled.</summary>
    public static async Task<CliRun> UntilAsync(
        string[] args,
        string typed,
        AnswerQuestion? answering,
        bool interactive,
        CancellationToken stop)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader(typed);
        var terminal = new Terminal(input, TextWriter.Synchronized(output), TextWriter.Synchronized(error), interactive);
        var code = await BotCommandLine.RunAsync(
            args,
            terminal,
            services =>
            {
                services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(new HashEmbeddings());
                services.AddSingleton<IPassageIndex>(provider => new SqlitePassageIndex(
                    provider.GetRequiredService<IOptions<BotOptions>>().Value.DataDirectory,
                    () => new IndexSchema("hash-1", HashEmbeddings.Dimension, Chunker.Version, "test"),
                    SqlitePassageIndex.DefaultPatience,
                    null));
                services.AddSingleton(answering ?? ((question, _) =>
                    ApiUnderTest.Always(new Answers.AnswerEvent.Completed(ApiUnderTest.AnswerTo(question)))));
            },
            stop);
        return new CliRun(code, output.ToString(), error.ToString());
    }

    /// <summary>The number behind a name of an ingest's summary.</summary>
    public int Number(string name) => int.Parse(
        Out.Split('\n').Single(line => line.StartsWith(name + ": ", StringComparison.Ordinal)).Split(": ")[1],
        System.Globalization.CultureInfo.InvariantCulture);
}

using ReleaseBot.Benchmarks;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var options = new BenchmarkOptions(args.Skip(1).ToArray());
return args switch
{
    ["ingest", ..] => await IngestBenchmark.RunAsync(options, stop.Token),
    ["ask", ..] => await AskBenchmark.RunAsync(options, stop.Token),
    ["curve", ..] => await CurveBenchmark.RunAsync(options, stop.Token),
    ["search", ..] => await SearchBenchmark.RunAsync(options, stop.Token),
    ["start", ..] => await StartBenchmark.RunAsync(options, stop.Token),
    ["load", ..] => await LoadBenchmark.RunAsync(options, stop.Token),
    ["embed", ..] => await EmbeddingBenchmark.RunAsync(options, stop.Token),
    ["qdrant", ..] => await QdrantBenchmark.RunAsync(options, stop.Token),
    ["qdrant-client", ..] => await QdrantUpserts.RunAsync(options, stop.Token),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Commands, each with --out FILE to keep the tables:
          ingest --releases PATH [--rounds N]                                  a whole ingest beside bare ONNX Runtime
          ask    --releases PATH | --data DIR  --questions FILE [--limit N] [--rounds N]   whole answers beside bare ONNX Runtime
          curve  --releases PATH  --questions FILE [--limit N]                 quality and time by the length and number of windows read
          search [--passages N] [--queries N] [--keep DIR]                     retrieval alone over made-up releases
          start  --releases PATH | --data DIR  [--questions FILE] [--rounds N] process start to first answer, memory
          load   [--releases PATH | --data DIR] [--questions FILE] [--p95 MS] [--step S] [--seconds S]   sustained rate, then ten times that
          embed  [--rounds N]                                                  the two networks alone
          qdrant [--passages N] [--rounds N] [--in-flight N]                   upserts by our client beside @qdrant/js-client-rest
        """);
    return 2;
}

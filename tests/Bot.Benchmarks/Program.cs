using ReleaseBot.Benchmarks;

return args switch
{
    ["search", ..] => await SearchBenchmark.RunAsync(args[1..], CancellationToken.None),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Commands: search [--passages N] [--queries N]");
    return 2;
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ReleaseBot.Embeddings;
using ReleaseBot.Index.Ingestion;
using ReleaseBot.Releases;

namespace ReleaseBot.Ingestion;

/// <summary>A folder of releases on disk and everything to ingest it, gone when disposed.</summary>
public sealed class IngestFolder : IDisposable
{
    private readonly ReleaseReader _reader = new(Options.Create(new ReleasesOptions()), NullLogger<ReleaseReader>.Instance);

    public IngestFolder()
    {
        Path = Directory.CreateTempSubdirectory("bot-ingest-").FullName;
        Ingester = new Ingester(Index, new PassageEmbedder(Embeddings, new Bm25Encoder(256)), TimeProvider.System);
    }

    public string Path { get; }

    public MemoryIndex Index { get; } = new();

    public HashEmbeddings Embeddings { get; } = new();

    public Ingester Ingester { get; }

    public List<IngestResult> Results { get; } = [];

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Delete(string name) => File.Delete(System.IO.Path.Combine(Path, name));

    public string WriteRelease(string name, string title, string about = "a bridge") => Write(name, $"""
        {title}

        3 March 2024 – Velmora – The Commission spoke about {about} on Monday. It will be opened in May by the minister. Nobody was surprised by that.

        The second paragraph says more about {about}. It has three sentences of its own, which fill a window. The last one ends it.

        The third paragraph of "{title}" is about money. The work cost 12 million euros in all. The Commission paid half of it.
        """);

    public Task<IngestSummary> IngestAsync(bool prune = false, params string[] below) =>
        IngestAsync(prune, TestContext.Current.CancellationToken, below);

    public Task<IngestSummary> IngestAsync(bool prune, CancellationToken cancellationToken, params string[] below)
    {
        string[] paths = below.Length == 0 ? [Path] : [.. below.Select(name => System.IO.Path.Combine(Path, name))];
        Results.Clear();
        Embeddings.Texts.Clear();
        return Ingester.IngestAsync(_reader.ReadAsync(paths, cancellationToken), prune ? paths : null, new Collect(Results), cancellationToken);
    }

    /// <summary>Ingests the whole folder without collecting results, so that two can run at once.</summary>
    public Task<IngestSummary> IngestQuietlyAsync(CancellationToken cancellationToken) =>
        Ingester.IngestAsync(_reader.ReadAsync([Path], cancellationToken), null, null, cancellationToken);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private sealed class Collect(List<IngestResult> results) : IProgress<IngestResult>
    {
        public void Report(IngestResult value) => results.Add(value);
    }
}

using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ReleaseBot.Embeddings;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Benchmarks;

/// <summary>Markdown on standard output, and in a file where <c>--out</c> names one.</summary>
internal sealed class Report(string? file)
{
    private readonly StringBuilder _text = new();

    /// <summary>The heading: what was measured, on how many cores.</summary>
    public void Heading(string title) => Line($"# {title}\n\n{Environment.ProcessorCount} cores, load before the run {Load()}.");

    /// <summary>Which models and weights were measured.</summary>
    public void Models(IServiceProvider services)
    {
        var options = services.GetRequiredService<EmbeddingOptions>();
        var reader = ModelFile.Find(options.ModelDirectory, BareNetwork.ReaderFile, verify: true);
        Line($"Embedder {services.GetRequiredService<OnnxEmbeddingGenerator>().ModelId}, reader {reader.Sha256[..12]}, "
            + $"tuning {services.GetRequiredService<Tuning>().Version}.");
    }

    /// <summary>One table; the first row holds the column names.</summary>
    public void Table(params string[][] rows)
    {
        Line("");
        for (var i = 0; i < rows.Length; i++)
        {
            Line($"| {string.Join(" | ", rows[i])} |");
            if (i == 0)
            {
                Line($"|{string.Concat(rows[0].Select((_, column) => column == 0 ? "---|" : "---:|"))}");
            }
        }
    }

    /// <summary>Any other line.</summary>
    public void Line(string line)
    {
        Console.WriteLine(line);
        _text.Append(line).Append('\n');
    }

    /// <summary>Writes the file.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, _text.ToString(), cancellationToken);
        }
    }

    // What else the machine was doing; Linux only.
    private static string Load() => File.Exists("/proc/loadavg")
        ? File.ReadAllText("/proc/loadavg").Split(' ')[0].ToString(CultureInfo.InvariantCulture)
        : "unknown";
}

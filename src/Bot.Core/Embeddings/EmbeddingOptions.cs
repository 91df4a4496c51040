using Microsoft.Extensions.Options;

namespace ReleaseBot.Embeddings;

/// <summary>Settings of the networks and of BM25, section "Embeddings".</summary>
public sealed class EmbeddingOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Embeddings";

    /// <summary>
    /// Folder with vocab.txt, embedder/model.int8.onnx, reader/model.int8.onnx and SHA256SUMS; default "Models" beside the program.
    /// </summary>
    public string ModelDirectory { get; set; } = Path.Combine(AppContext.BaseDirectory, "Models");

    /// <summary>Texts computed at the same time by each network, 0 to 256; default 0: one per processor.</summary>
    public int Threads { get; set; }

    /// <summary>
    /// Whether the files must be the ones SHA256SUMS lists; default true. For models of your own write a new list
    /// (<c>sha256sum vocab.txt */model.int8.onnx &gt; SHA256SUMS</c>) or set false.
    /// </summary>
    public bool VerifyModels { get; set; } = true;

    /// <summary>
    /// Words of an average passage without stop words, 1 to 10,000; default 40, measured on government releases (38.5). Part of every stored weight: after a
    /// change, ingest again.
    /// </summary>
    public float AveragePassageLength { get; set; } = 40;

    /// <summary><see cref="Threads"/> with 0 resolved.</summary>
    internal int ActualThreads => Threads == 0 ? Environment.ProcessorCount : Threads;
}

/// <summary>Refuses settings that cannot work, naming the setting, its value and the remedy.</summary>
internal sealed class EmbeddingOptionsValidator : IValidateOptions<EmbeddingOptions>
{
    public ValidateOptionsResult Validate(string? name, EmbeddingOptions options)
    {
        var failures = new List<string>();
        if (!Directory.Exists(options.ModelDirectory))
        {
            failures.Add($"Embeddings:ModelDirectory is '{options.ModelDirectory}', which is no folder. Name the folder that holds vocab.txt, "
                + "or remove the setting to use the models beside the program.");
        }

        if (options.Threads is < 0 or > 256)
        {
            failures.Add($"Embeddings:Threads is {options.Threads}; it must be 0 (one per processor) to 256.");
        }

        if (options.AveragePassageLength is not (>= 1 and <= 10_000))
        {
            failures.Add($"Embeddings:AveragePassageLength is {options.AveragePassageLength}; it must be 1 to 10000 words.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

using Microsoft.Extensions.AI;

namespace ReleaseBot.Embeddings;

/// <summary>
/// Texts to unit-length vectors of 384 numbers, by all-MiniLM-L6-v2 in this process. A text's vector depends on the text alone, to
/// the last bit on the same machine. Texts over 254 tokens count up to there; questions and passages take no prefix. Safe for
/// concurrent use.
/// </summary>
public sealed class OnnxEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>Longest sequence, in tokens with [CLS] and [SEP] (the model's max_seq_length).</summary>
    public const int MaxTokens = 256;

    private const string FileName = "embedder/model.int8.onnx";

    private readonly WordPiece _tokenizer;
    private readonly Network _network;
    private readonly EmbeddingGeneratorMetadata _metadata;

    private OnnxEmbeddingGenerator(WordPiece tokenizer, Network network, string modelId)
    {
        _tokenizer = tokenizer;
        _network = network;
        ModelId = modelId;
        _metadata = new EmbeddingGeneratorMetadata("onnxruntime", null, modelId, network.OutputDimension);
    }

    /// <summary>"all-MiniLM-L6-v2-int8-" and the first 12 hex digits of the model file's SHA-256: another file is another model.</summary>
    public string ModelId { get; }

    /// <summary>Length of the vectors.</summary>
    public int Dimension => _network.OutputDimension;

    /// <summary>Loads the model.</summary>
    /// <exception cref="ModelException">The model file is missing, altered or of another kind.</exception>
    public static OnnxEmbeddingGenerator Load(EmbeddingOptions options, WordPiece tokenizer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tokenizer);
        var file = ModelFile.Find(options.ModelDirectory, FileName, options.VerifyModels);
        var network = new Network(file, options.ActualThreads, "sentence_embedding");
        return new OnnxEmbeddingGenerator(tokenizer, network, $"all-MiniLM-L6-v2-int8-{file.Sha256[..12]}");
    }

    /// <summary>The vectors in the order of the texts. Computed off the caller's thread; cancellation is noticed between texts.</summary>
    /// <exception cref="ArgumentException">The options ask for another model or dimension.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        Check(options);
        var results = await _network.ForEachAsync(values.ToList(), Embed, cancellationToken).ConfigureAwait(false);
        var tokens = results.Sum(result => (long)result.Tokens);
        return new GeneratedEmbeddings<Embedding<float>>(results.Select(result => new Embedding<float>(result.Vector) { ModelId = ModelId }))
        {
            Usage = new UsageDetails { InputTokenCount = tokens, TotalTokenCount = tokens },
        };
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>Frees the model; no call may be running.</summary>
    public void Dispose() => _network.Dispose();

    /// <summary>[CLS] text [SEP], all of type 0.</summary>
    internal NetworkInput Encode(string text)
    {
        var tokens = _tokenizer.Encode(text, MaxTokens - 2).Ids;
        var ids = new long[tokens.Length + 2];
        ids[0] = WordPiece.Classify;
        for (var i = 0; i < tokens.Length; i++)
        {
            ids[i + 1] = tokens[i];
        }

        ids[^1] = WordPiece.Separator;
        return new NetworkInput(ids, new long[ids.Length]);
    }

    private (float[] Vector, int Tokens) Embed(string text)
    {
        var input = Encode(text);
        return (_network.Run(input, outputs => outputs[0].GetTensorDataAsSpan<float>().ToArray()), input.Ids.Length);
    }

    private void Check(EmbeddingGenerationOptions? options)
    {
        if (options?.ModelId is { } model && model != ModelId)
        {
            throw new ArgumentException($"This generator is {ModelId}, not {model}.", nameof(options));
        }

        if (options?.Dimensions is { } dimensions && dimensions != Dimension)
        {
            throw new ArgumentException($"Vectors have {Dimension} dimensions, not {dimensions}.", nameof(options));
        }
    }
}

using Microsoft.ML.OnnxRuntime;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Benchmarks;

/// <summary>A network with ONNX Runtime alone, without anything of ours around it and with its own default settings.</summary>
internal sealed class BareNetwork : IDisposable
{
    /// <summary>The embedder, in the models' folder.</summary>
    public const string EmbedderFile = "embedder/model.int8.onnx";

    /// <summary>The reader, in the models' folder.</summary>
    public const string ReaderFile = "reader/model.int8.onnx";

    private static readonly string[] s_inputs = ["input_ids", "attention_mask", "token_type_ids"];

    private readonly InferenceSession _single;
    private readonly InferenceSession _whole;
    private readonly RunOptions _run = new();
    private readonly string[] _outputs;

    private BareNetwork(string path, params string[] outputs)
    {
        _outputs = outputs;
        using var one = new SessionOptions { IntraOpNumThreads = 1 };
        using var all = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
        _single = new InferenceSession(path, one);
        _whole = new InferenceSession(path, all);
    }

    /// <summary>The embedder.</summary>
    public static BareNetwork Embedder() => new(Path.Combine(new EmbeddingOptions().ModelDirectory, EmbedderFile), "sentence_embedding");

    /// <summary>The reader.</summary>
    public static BareNetwork Reader() => new(Path.Combine(new EmbeddingOptions().ModelDirectory, ReaderFile), "start_logits", "end_logits");

    /// <summary>One sequence a run on one thread, as many runs at a time as there are processors.</summary>
    public void RunSingly(IReadOnlyList<NetworkInput> inputs)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(inputs, options, input => Run(_single, [input]));
    }

    /// <summary>Runs of <paramref name="size"/> sequences of similar length, padded to the longest, each on all processors.</summary>
    public void RunPadded(IReadOnlyList<NetworkInput> inputs, int size)
    {
        foreach (var batch in inputs.OrderBy(input => input.Ids.Length).Chunk(size))
        {
            Run(_whole, batch);
        }
    }

    public void Dispose()
    {
        _single.Dispose();
        _whole.Dispose();
        _run.Dispose();
    }

    private void Run(InferenceSession session, NetworkInput[] batch)
    {
        var length = batch.Max(input => input.Ids.Length);
        var (ids, mask, types) = (new long[batch.Length * length], new long[batch.Length * length], new long[batch.Length * length]);
        for (var i = 0; i < batch.Length; i++)
        {
            batch[i].Ids.CopyTo(ids, i * length);
            batch[i].Types.CopyTo(types, i * length);
            mask.AsSpan(i * length, batch[i].Ids.Length).Fill(1);
        }

        long[] shape = [batch.Length, length];
        using var idsTensor = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var maskTensor = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var typesTensor = OrtValue.CreateTensorValueFromMemory(types, shape);
        using var outputs = session.Run(_run, s_inputs, [idsTensor, maskTensor, typesTensor], _outputs);
    }
}

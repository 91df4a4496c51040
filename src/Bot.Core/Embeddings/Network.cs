using Microsoft.ML.OnnxRuntime;

namespace ReleaseBot.Embeddings;

/// <summary>
/// A network in ONNX Runtime with the three inputs of BERT. One sequence is one run on one thread, several at a time: the int8
/// model scales activations by the largest value of the whole batch, so in a batch a text's result would hang on its neighbours
/// and on padding; alone it is always the same. Measured, it is no slower (see the embedding benchmark).
/// </summary>
internal sealed class Network : IDisposable
{
    private static readonly string[] InputNames = ["input_ids", "attention_mask", "token_type_ids"];

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly SemaphoreSlim _slots;
    private readonly string[] _outputNames;

    /// <summary>Loads the model; <paramref name="outputNames"/> say what kind it must be.</summary>
    /// <exception cref="ModelException">The file is no model of that kind.</exception>
    public Network(ModelFile file, int threads, params string[] outputNames)
    {
        _outputNames = outputNames;
        _slots = new SemaphoreSlim(threads);
        Threads = threads;
        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                EnableMemoryPattern = false,
                EnableCpuMemArena = false,
            };
            _session = new InferenceSession(file.Path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"ONNX Runtime cannot load the model {file.Path}: {e.Message}", e);
        }

        var missing = InputNames.Except(_session.InputNames).Concat(outputNames.Except(_session.OutputNames)).ToList();
        if (missing.Count > 0)
        {
            _session.Dispose();
            throw new ModelException($"The model {file.Path} lacks {string.Join(", ", missing)}: it is of another kind. Put the right file there.");
        }
    }

    /// <summary>How many sequences are computed at the same time.</summary>
    public int Threads { get; }

    /// <summary>Length of the first output's last dimension.</summary>
    public int OutputDimension => _session.OutputMetadata[_outputNames[0]].Dimensions[^1];

    /// <summary>
    /// Computes every item on the thread pool, at most <see cref="Threads"/> at a time over all callers, first come first served:
    /// a question waits for one sequence at most while a large ingest runs. Results are in the order of the items.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled between two items.</exception>
    public async Task<TResult[]> ForEachAsync<TItem, TResult>(
        IReadOnlyList<TItem> items,
        Func<TItem, TResult> compute,
        CancellationToken cancellationToken)
    {
        var results = new TResult[items.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, items.Count, parallel, async (i, token) =>
        {
            await _slots.WaitAsync(token).ConfigureAwait(false);
            try
            {
                results[i] = compute(items[i]);
            }
            finally
            {
                _slots.Release();
            }
        }).ConfigureAwait(false);
        return results;
    }

    /// <summary>Runs one sequence and hands the outputs, valid during the call only, to <paramref name="read"/>.</summary>
    public T Run<T>(NetworkInput input, Func<IReadOnlyList<OrtValue>, T> read)
    {
        var shape = new long[] { 1, input.Ids.Length };
        var mask = new long[input.Ids.Length];
        Array.Fill(mask, 1);
        using var ids = OrtValue.CreateTensorValueFromMemory(input.Ids, shape);
        using var attention = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var types = OrtValue.CreateTensorValueFromMemory(input.Types, shape);
        using var outputs = _session.Run(_run, InputNames, [ids, attention, types], _outputNames);
        return read(outputs);
    }

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
        _slots.Dispose();
    }
}

/// <summary>One sequence with [CLS] and [SEP]: token ids and, of the same length, token types (0, or 1 for the passage being read).</summary>
internal readonly record struct NetworkInput(long[] Ids, long[] Types);

using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Answers.Reader;

/// <summary>
/// Looks for the answer to a question in passages, with a small network in this process. It can only point at words of the
/// passage. Each passage is read by itself, so a reading does not depend on what else is read. Safe for concurrent use.
/// </summary>
public sealed class SpanReader : IDisposable
{
    /// <summary>Longest sequence, in tokens: [CLS] question [SEP] passage [SEP]. Longer passages lose their end.</summary>
    public const int MaxTokens = 256;

    /// <summary>Longer questions are cut to this many tokens, so that passages keep most of the room.</summary>
    public const int MaxQuestionTokens = 64;

    private const string FileName = "reader/model.int8.onnx";

    private readonly WordPiece _tokenizer;
    private readonly Network _network;

    private SpanReader(WordPiece tokenizer, Network network)
    {
        _tokenizer = tokenizer;
        _network = network;
    }

    /// <summary>Loads the model.</summary>
    /// <exception cref="ModelException">The model file is missing, altered or of another kind.</exception>
    public static SpanReader Load(EmbeddingOptions options, WordPiece tokenizer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tokenizer);
        var file = ModelFile.Find(options.ModelDirectory, FileName, options.VerifyModels);
        return new SpanReader(tokenizer, new Network(file, options.ActualThreads, "start_logits", "end_logits"));
    }

    /// <summary>One reading for each passage, in their order. Computed off the caller's thread; cancellation is noticed between passages.</summary>
    public async Task<ImmutableArray<PassageReading>> ReadAsync(
        string question,
        IReadOnlyList<string> passages,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(passages);
        var asked = _tokenizer.Encode(question, MaxQuestionTokens);
        var readings = await _network.ForEachAsync(passages, passage => Read(asked, passage), cancellationToken).ConfigureAwait(false);
        return ImmutableArray.Create(readings);
    }

    /// <summary>Frees the model; no call may be running.</summary>
    public void Dispose() => _network.Dispose();

    /// <summary>[CLS] question [SEP] passage [SEP]; type 1 for the passage and its [SEP].</summary>
    internal static NetworkInput Encode(TokenSequence question, TokenSequence passage)
    {
        var ids = new long[question.Count + passage.Count + 3];
        var types = new long[ids.Length];
        var begin = question.Count + 2;
        ids[0] = WordPiece.Classify;
        Copy(question, ids.AsSpan(1));
        ids[begin - 1] = WordPiece.Separator;
        Copy(passage, ids.AsSpan(begin));
        ids[^1] = WordPiece.Separator;
        types.AsSpan(begin).Fill(1);
        return new NetworkInput(ids, types);
    }

    private PassageReading Read(TokenSequence question, string passage)
    {
        var tokens = _tokenizer.Encode(passage, MaxTokens - 3 - question.Count);
        return _network.Run(Encode(question, tokens), outputs => Decode(question.Count + 2, tokens, outputs));
    }

    private static void Copy(TokenSequence tokens, Span<long> destination)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            destination[i] = tokens.Ids[i];
        }
    }

    private static PassageReading Decode(int begin, TokenSequence passage, IReadOnlyList<OrtValue> outputs)
    {
        var start = outputs[0].GetTensorDataAsSpan<float>();
        var end = outputs[1].GetTensorDataAsSpan<float>();
        return new PassageReading
        {
            Tokens = passage.Spans,
            Start = [.. start.Slice(begin, passage.Count)],
            End = [.. end.Slice(begin, passage.Count)],
            NullScore = start[0] + end[0],
            Truncated = passage.Truncated,
        };
    }
}

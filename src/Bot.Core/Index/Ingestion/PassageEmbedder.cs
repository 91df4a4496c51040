using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.AI;
using ReleaseBot.Embeddings;
using ReleaseBot.Passages;

namespace ReleaseBot.Index.Ingestion;

/// <summary>The ingest's middle stage: passages in, vectors out, many releases at a time so that the model's batches are full.</summary>
public sealed class PassageEmbedder
{
    private readonly IEmbeddingGenerator<string, Embedding<float>> _generator;
    private readonly Bm25Encoder _encoder;
    private readonly string _modelId;

    /// <param name="generator">The embedding model; its metadata must name it.</param>
    /// <param name="encoder">BM25 weights of passages and headlines.</param>
    public PassageEmbedder(IEmbeddingGenerator<string, Embedding<float>> generator, Bm25Encoder encoder)
    {
        ArgumentNullException.ThrowIfNull(generator);
        _generator = generator;
        _encoder = encoder;
        var metadata = generator.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;
        _modelId = metadata?.DefaultModelId
            ?? throw new InvalidOperationException("The embedding generator does not name its model: set EmbeddingGeneratorMetadata.DefaultModelId.");
    }

    /// <summary>SHA-256 (lower-case hex) of the model's name and the passage's embedding text: equal hashes have equal vectors.</summary>
    public string HashOf(Passage passage)
    {
        ArgumentNullException.ThrowIfNull(passage);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_modelId + "\n" + passage.EmbeddingText)));
    }

    internal async Task EmbedAsync(
        ChannelReader<PreparedRelease> prepared,
        ChannelWriter<(PreparedRelease, IReadOnlyList<EmbeddedPassage>)> embedded,
        CancellationToken cancellationToken)
    {
        var batch = new List<PreparedRelease>();
        var missing = 0;
        await foreach (var release in prepared.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            batch.Add(release);
            missing += release.Missing;
            if (missing >= IngestBatches.Passages || batch.Count >= IngestBatches.WaitingToWrite)
            {
                await FlushAsync(batch, embedded, cancellationToken).ConfigureAwait(false);
                missing = 0;
            }
        }

        await FlushAsync(batch, embedded, cancellationToken).ConfigureAwait(false);
        embedded.Complete();
    }

    private async Task FlushAsync(
        List<PreparedRelease> batch,
        ChannelWriter<(PreparedRelease, IReadOnlyList<EmbeddedPassage>)> embedded,
        CancellationToken cancellationToken)
    {
        var fresh = await EmbedMissingAsync(batch, cancellationToken).ConfigureAwait(false);
        foreach (var prepared in batch)
        {
            await embedded.WriteAsync((prepared, WithVectors(prepared, fresh)), cancellationToken).ConfigureAwait(false);
        }

        batch.Clear();
    }

    // Texts that stand in several releases of a batch are embedded once. A release longer than a batch is sliced.
    private async Task<Dictionary<string, ReadOnlyMemory<float>>> EmbedMissingAsync(
        IEnumerable<PreparedRelease> batch,
        CancellationToken cancellationToken)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var prepared in batch)
        {
            for (var i = 0; i < prepared.Hashes.Length; i++)
            {
                if (!prepared.StoredVectors.ContainsKey(prepared.Hashes[i]))
                {
                    texts.TryAdd(prepared.Hashes[i], prepared.Passages[i].EmbeddingText);
                }
            }
        }

        var fresh = new Dictionary<string, ReadOnlyMemory<float>>(texts.Count, StringComparer.Ordinal);
        foreach (var slice in texts.Chunk(IngestBatches.Passages))
        {
            var vectors = await _generator.GenerateAsync(slice.Select(pair => pair.Value), null, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < slice.Length; i++)
            {
                fresh.Add(slice[i].Key, vectors[i].Vector);
            }
        }

        return fresh;
    }

    private ImmutableArray<EmbeddedPassage> WithVectors(PreparedRelease prepared, Dictionary<string, ReadOnlyMemory<float>> fresh)
    {
        var title = _encoder.EncodeDocument(prepared.Release.Title);
        var passages = ImmutableArray.CreateBuilder<EmbeddedPassage>(prepared.Passages.Length);
        for (var i = 0; i < prepared.Passages.Length; i++)
        {
            var hash = prepared.Hashes[i];
            var dense = prepared.StoredVectors.TryGetValue(hash, out var kept) ? kept : fresh[hash];
            passages.Add(new EmbeddedPassage(prepared.Passages[i], dense, _encoder.EncodeDocument(prepared.Passages[i].Text), title, _modelId, hash));
        }

        return passages.MoveToImmutable();
    }
}

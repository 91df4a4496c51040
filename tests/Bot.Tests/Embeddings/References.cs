using System.Text.Json;

namespace ReleaseBot.Embeddings;

/// <summary>What the original Python tokenizer and fp32 network gave.</summary>
internal sealed record EmbedderReference(string Text, int[] InputIds, float[] Embedding);

/// <summary>What the original decoder gave; no span where the passage is empty.</summary>
internal sealed record ReaderReference(
    string Question,
    string Passage,
    int[] InputIds,
    int[] TokenTypeIds,
    float NullScore,
    string? Span,
    int? FirstToken,
    int? LastToken,
    float? Score);

internal static class References
{
    private static readonly JsonSerializerOptions s_snakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static string VocabularyPath { get; } = Path.Combine(AppContext.BaseDirectory, "Models", "vocab.txt");

    public static IReadOnlyList<EmbedderReference> Embedder { get; } = Read<EmbedderReference>("models/embedder-reference.jsonl");

    public static IReadOnlyList<ReaderReference> Reader { get; } = Read<ReaderReference>("models/reader-reference.jsonl");

    public static string PathOf(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "tests", "data")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("tests/data"), "tests", "data", name);
    }

    private static List<T> Read<T>(string name) =>
        [.. File.ReadLines(PathOf(name)).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<T>(line, s_snakeCase)!)];
}

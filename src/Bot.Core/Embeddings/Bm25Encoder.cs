using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace ReleaseBot.Embeddings;

/// <summary>
/// Text to BM25 weights, the same as Qdrant's "qdrant/bm25" computes on the server: words are runs of letters and digits, in lower
/// case, without English stop words, stemmed by Snowball's English stemmer; a word's id is a hash of its UTF-8 bytes. The rarity
/// of words (IDF) is the index's part. Safe for concurrent use.
/// </summary>
public sealed class Bm25Encoder
{
    /// <summary>How soon further occurrences of a word stop counting (k of Robertson and Zaragoza 2009; Qdrant's default).</summary>
    public const float K = 1.2f;

    /// <summary>How much a long text is marked down, 0 to 1 (b of the same; Qdrant's default).</summary>
    public const float B = 0.75f;

    /// <summary>Qdrant's default average length, in words without stop words.</summary>
    public const float QdrantAverageLength = 256;

    /// <summary>Snowball's stemmers keep state, so every thread has its own.</summary>
    [ThreadStatic]
    private static EnglishStemmer? s_stemmer;

    private readonly float _averageLength;

    /// <summary>Weighs against an average text of <paramref name="averageLength"/> words, stop words left out; above 0.</summary>
    /// <remarks>The average is part of every stored weight: changing it means ingesting again.</remarks>
    public Bm25Encoder(float averageLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(averageLength);
        _averageLength = averageLength;
        TokenizerVersion = string.Create(CultureInfo.InvariantCulture, $"qdrant-bm25-english-1;k={K};b={B};avg={averageLength}");
    }

    /// <summary>Changes with anything that changes a weight: tokens, constants, average length.</summary>
    public string TokenizerVersion { get; }

    /// <summary>The stems of a text in order, repetitions included, stop words left out.</summary>
    public IReadOnlyList<string> Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var tokens = new List<string>();
        foreach (var word in Words.In(text))
        {
            var lower = Words.ToLower(text.AsSpan(word.Start, word.Length));
            if (!StopWords.Contains(lower))
            {
                tokens.Add(Stem(lower));
            }
        }

        return tokens;
    }

    /// <summary>
    /// Weights of a stored text: for each word n·(k+1) / (n + k·(1 − b + b·length/average)), n its occurrences, length the words of
    /// the text without stop words.
    /// </summary>
    public SparseVector EncodeDocument(string text)
    {
        var tokens = Tokens(text);
        var saturation = K * (1 - B + (B * tokens.Count / _averageLength));
        return ToVector(tokens, n => n * (K + 1) / (n + saturation));
    }

    /// <summary>Weights of a question: 1 for each distinct word.</summary>
    public SparseVector EncodeQuery(string text) => ToVector(Tokens(text), _ => 1);

    /// <summary>The id of a stem: the absolute value of its murmur3 hash, seed 0, read as a signed number.</summary>
    public static uint IdOf(string stem)
    {
        // Qdrant takes the absolute value of an i32; of the smallest one, 2^31 as uint is the only value that can be stored
        var hash = (int)Murmur3.Hash(Encoding.UTF8.GetBytes(stem));
        return (uint)Math.Abs((long)hash);
    }

    /// <summary>Words whose hashes are equal share an id, which must be unique in a vector: their weights are added.</summary>
    private static SparseVector ToVector(IReadOnlyList<string> tokens, Func<int, float> weigh)
    {
        var weights = new SortedDictionary<uint, float>();
        foreach (var (token, count) in tokens.CountBy(token => token, StringComparer.Ordinal))
        {
            var id = IdOf(token);
            weights[id] = weights.GetValueOrDefault(id) + weigh(count);
        }

        return new SparseVector([.. weights.Keys], [.. weights.Values]);
    }

    /// <summary>The stem of a word in lower case (Snowball, English).</summary>
    internal static string Stem(string word)
    {
        var stemmer = s_stemmer ??= new EnglishStemmer();
        stemmer.SetCurrent(word);
        stemmer.Stem();
        return stemmer.Current;
    }
}

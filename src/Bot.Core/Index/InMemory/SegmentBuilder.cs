using System.Runtime.InteropServices;

namespace ReleaseBot.Index;

/// <summary>Collects releases with their passages into a segment.</summary>
internal sealed class SegmentBuilder(int dimension)
{
    private readonly int stride = QuantizedVectors.StrideOf(dimension);
    private readonly List<ReleaseEntry> releases = [];
    private readonly List<int> firstPassages = [];
    private readonly List<int> releaseOf = [];
    private readonly List<Guid> ids = [];
    private readonly List<long> keys = [];
    private readonly List<sbyte> codes = [];
    private readonly List<float> scales = [];
    private readonly List<float> errors = [];
    private readonly SparseField.Builder text = new();
    private readonly SparseField.Builder title = new();

    /// <summary>Passages so far.</summary>
    public int Passages => ids.Count;

    /// <summary>Releases so far.</summary>
    public int Releases => releases.Count;

    /// <summary>Begins a release; its passages follow.</summary>
    public void AddRelease(ReleaseEntry release)
    {
        releases.Add(release);
        firstPassages.Add(ids.Count);
    }

    /// <summary>Adds a passage of the release begun last; tokens and weights pair up.</summary>
    public void AddPassage(Guid id, long key, ReadOnlySpan<float> dense, SparseSpan textTokens, SparseSpan titleTokens)
    {
        int passage = AddRow(id, key);
        (float scale, float error) = QuantizedVectors.Quantize(dense, NewCodes());
        scales.Add(scale);
        errors.Add(error);
        Add(text, passage, textTokens);
        Add(title, passage, titleTokens);
    }

    /// <summary>Adds everything of another segment that still counts.</summary>
    public void AddView(SegmentView view)
    {
        Segment segment = view.Segment;
        int[] moved = new int[segment.Count];
        Array.Fill(moved, -1);
        for (int release = 0; release < segment.Releases.Length; release++)
        {
            if (!view.IsLive(release)) continue;
            AddRelease(segment.Releases[release]);
            for (int passage = segment.FirstPassages[release]; passage < segment.FirstPassages[release + 1]; passage++)
            {
                moved[passage] = AddRow(segment.Ids[passage], segment.Keys[passage]);
                segment.Vectors.Codes(passage, passage + 1).CopyTo(NewCodes());
                scales.Add(segment.Vectors.Scales[passage]);
                errors.Add(segment.Vectors.Errors[passage]);
            }
        }

        Add(text, segment.Text, moved);
        Add(title, segment.Title, moved);
    }

    /// <summary>The segment.</summary>
    public Segment Build() => new()
    {
        Releases = [.. releases],
        FirstPassages = [.. firstPassages, ids.Count],
        ReleaseOf = [.. releaseOf],
        Ids = [.. ids],
        Keys = [.. keys],
        Vectors = new QuantizedVectors([.. codes], [.. scales], [.. errors], stride),
        Text = text.Build(ids.Count),
        Title = title.Build(ids.Count),
    };

    private int AddRow(Guid id, long key)
    {
        releaseOf.Add(releases.Count - 1);
        ids.Add(id);
        keys.Add(key);
        return ids.Count - 1;
    }

    private Span<sbyte> NewCodes()
    {
        int start = codes.Count;
        CollectionsMarshal.SetCount(codes, start + stride);
        Span<sbyte> fresh = CollectionsMarshal.AsSpan(codes)[start..];
        fresh.Clear();
        return fresh;
    }

    private static void Add(SparseField.Builder field, int passage, SparseSpan tokens)
    {
        for (int i = 0; i < tokens.Indices.Length; i++) field.Add(tokens.Indices[i], passage, tokens.Values[i]);
    }

    private static void Add(SparseField.Builder target, SparseField field, int[] moved)
    {
        foreach (uint token in field.Tokens)
        {
            SparseField.Postings postings = field[token];
            for (int i = 0; i < postings.Passages.Length; i++)
                if (moved[postings.Passages[i]] is >= 0 and int passage) target.Add(token, passage, postings.Weights[i]);
        }
    }
}

/// <summary>A sparse vector where it lies.</summary>
internal readonly ref struct SparseSpan(ReadOnlySpan<uint> indices, ReadOnlySpan<float> values)
{
    /// <summary>Token ids.</summary>
    public ReadOnlySpan<uint> Indices { get; } = indices;

    /// <summary>Their weights.</summary>
    public ReadOnlySpan<float> Values { get; } = values;
}

using ReleaseBot.Embeddings;

namespace ReleaseBot.Index.Sqlite;

/// <summary>BM25 of one question over one snapshot: over the passages' text, or over the headlines.</summary>
internal sealed class TextScan
{
    private readonly Snapshot _snapshot;
    private readonly SparseVector _question;
    private readonly Func<Segment, Postings> _field;
    private readonly float[] _weights;
    private readonly float[]?[] _scores;

    private TextScan(Snapshot snapshot, SparseVector question, Func<Segment, Postings> field, float[] idf)
    {
        _snapshot = snapshot;
        _question = question;
        _field = field;
        Idf = idf;
        _weights = [.. idf.Select((value, i) => value * question.Values[i])];
        _scores = new float[]?[snapshot.Segments.Length];
    }

    /// <summary>For each token of the question.</summary>
    public float[] Idf { get; }

    /// <summary>Over the passages' text.</summary>
    public static TextScan OfTexts(Snapshot snapshot, SparseVector question) =>
        new(snapshot, question, segment => segment.Text, Idfs(snapshot, question, snapshot.WithText, segment => segment.Text, ofReleases: false));

    /// <summary>Over the headlines; scores are of releases.</summary>
    public static TextScan OfTitles(Snapshot snapshot, SparseVector question) =>
        new(snapshot, question, segment => segment.Titles, Idfs(snapshot, question, snapshot.WithTitle, segment => segment.Titles, ofReleases: true));

    /// <summary>The scores of a segment's documents; null when none has a token of the question.</summary>
    public float[]? Scores(int segment) => _scores[segment];

    /// <summary>Computes the scores of a segment's documents.</summary>
    public void Scan(int segment)
    {
        var field = _field(_snapshot.Segments[segment]);
        float[]? scores = null;
        for (var i = 0; i < _weights.Length; i++)
        {
            var documents = field.Of(_question.Indices[i], out var weights);
            if (documents.IsEmpty)
            {
                continue;
            }

            scores ??= new float[_snapshot.Segments[segment].Count];
            for (var j = 0; j < documents.Length; j++)
            {
                scores[documents[j]] += _weights[i] * weights[j];
            }
        }

        _scores[segment] = scores;
    }

    /// <summary>Σ over the question's tokens of idf times the greatest weight in any passage of the release.</summary>
    public float ReleaseScore(int segment, IndexedRelease release)
    {
        var sum = 0f;
        for (var i = 0; i < _weights.Length; i++)
        {
            var passages = _field(_snapshot.Segments[segment]).Of(_question.Indices[i], out var weights);
            var at = passages.BinarySearch(release.First);
            var greatest = 0f;
            for (at = at < 0 ? ~at : at; at < passages.Length && passages[at] < release.End; at++)
            {
                greatest = Math.Max(greatest, weights[at]);
            }

            sum += _weights[i] * greatest;
        }

        return sum;
    }

    // ln((N − df + 0.5) / (df + 0.5) + 1), over all passages whatever the filter, as Qdrant's modifier "idf" has it.
    private static float[] Idfs(Snapshot snapshot, SparseVector question, int total, Func<Segment, Postings> field, bool ofReleases)
    {
        var idfs = new float[question.Indices.Length];
        for (var i = 0; i < idfs.Length; i++)
        {
            var having = 0L;
            for (var s = 0; s < snapshot.Segments.Length; s++)
            {
                var documents = field(snapshot.Segments[s]).Of(question.Indices[i], out _);
                having += ofReleases || snapshot.Removed[s] is not null ? Count(snapshot, s, documents, ofReleases) : documents.Length;
            }

            idfs[i] = (float)Math.Log(((total - having + 0.5) / (having + 0.5)) + 1);
        }

        return idfs;
    }

    private static long Count(Snapshot snapshot, int segment, ReadOnlySpan<int> documents, bool ofReleases)
    {
        var (releases, releaseOf) = (snapshot.Segments[segment].Releases, snapshot.Segments[segment].ReleaseOf);
        var removed = snapshot.Removed[segment];
        var count = 0L;
        foreach (var document in documents)
        {
            var release = ofReleases ? document : releaseOf[document];
            count += removed?[release] == true ? 0 : ofReleases ? releases[release].Count : 1;
        }

        return count;
    }
}

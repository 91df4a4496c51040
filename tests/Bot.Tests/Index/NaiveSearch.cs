using ReleaseBot.Embeddings;
using ReleaseBot.Releases;

namespace ReleaseBot.Index;

/// <summary>The contract of a search, computed the long way, to compare an index with.</summary>
internal sealed class NaiveSearch
{
    private const double Tolerance = 2e-5;

    private readonly PassageQuery _query;
    private readonly List<EmbeddedPassage> _passages;
    private readonly Dictionary<string, Release> _releases;
    private readonly List<EmbeddedPassage> _matching;

    public NaiveSearch(IEnumerable<(Release Release, EmbeddedPassage[] Passages)> all, PassageQuery query)
    {
        _query = query;
        var list = all.ToList();
        _passages = [.. list.SelectMany(each => each.Passages)];
        _releases = list.ToDictionary(each => each.Release.Id, each => each.Release);
        _matching = [.. _passages.Where(passage => Matches(_releases[passage.Passage.ReleaseId], query.Filter))];
    }

    /// <summary>The idf of the question's tokens in a field.</summary>
    public double[] Idf(Func<EmbeddedPassage, SparseVector> field)
    {
        var total = _passages.Count(passage => field(passage).Indices.Length > 0);
        return [.. _query.Sparse.Indices.Select(token =>
        {
            var having = _passages.Count(passage => field(passage).Indices.Contains(token));
            return Math.Log(((total - having + 0.5) / (having + 0.5)) + 1);
        })];
    }

    /// <summary>
    /// Asserts that a result is what the contract says. Where scores are equal at the end of a ranking, any of them will do.
    /// </summary>
    public void Verify(SearchResult result)
    {
        Assert.Equal(Idf(passage => passage.Sparse), result.Idf.Select(idf => (double)idf), (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.Equal(result.Candidates.OrderBy(c => c.Passage.Id).Select(c => c.Passage.Id), result.Candidates.Select(c => c.Passage.Id));
        var found = result.Candidates.ToDictionary(candidate => candidate.Passage.Id);
        Assert.All(result.Candidates, candidate => VerifyScores(candidate, result));

        var rankings = Rankings();
        var inRanking = new HashSet<Guid>();
        foreach (var ranking in rankings)
        {
            var last = ranking.Count <= _query.Limit ? double.NegativeInfinity : ranking[_query.Limit - 1].Score;
            Assert.All(ranking.Where(entry => entry.Score > last + Tolerance), entry => Assert.Contains(entry.Id, found));
            Assert.True(ranking.Count(entry => found.ContainsKey(entry.Id)) >= Math.Min(_query.Limit, ranking.Count));
            inRanking.UnionWith(ranking.Where(entry => entry.Score >= last - Tolerance).Select(entry => entry.Id));
        }

        Assert.All(found.Keys, id => Assert.Contains(id, inRanking));
        Assert.True(found.Count <= 3 * _query.Limit);
    }

    private static bool Matches(Release release, SearchFilter filter) =>
        (filter.From is null || (release.Date is { } from && from >= filter.From))
        && (filter.To is null || (release.Date is { } to && to <= filter.To))
        && (filter.Language is null || release.Language == filter.Language)
        && (filter.Issuer is null
            || (release.Issuer ?? "").Split("; ").Any(issuer => issuer.Equals(filter.Issuer, StringComparison.OrdinalIgnoreCase)));

    private List<List<(Guid Id, double Score)>> Rankings() =>
    [
        [.. _matching.Select(p => (p.Passage.Id, Score: Dot(p))).OrderByDescending(entry => entry.Score)],
        [.. _matching.Select(p => (p.Passage.Id, Score: Bm25(p, p => p.Sparse))).Where(e => e.Score > 0).OrderByDescending(e => e.Score)],
        [.. _matching.Select(p => (p.Passage.Id, Score: Bm25(p, p => p.TitleSparse))).Where(e => e.Score > 0).OrderByDescending(e => e.Score)],
    ];

    private void VerifyScores(ScoredPassage candidate, SearchResult result)
    {
        var stored = _passages.Single(passage => passage.Passage.Id == candidate.Passage.Id);
        var release = _releases[stored.Passage.ReleaseId];
        Assert.Equivalent(stored.Passage, candidate.Passage, strict: true);
        Assert.Equal(
            new ReleaseSummary(release.Id, release.Title, release.Date, release.Place, release.Issuer, release.Language, release.Url),
            candidate.Release);
        Assert.Equal(Dot(stored), candidate.Dense, Tolerance);
        Assert.Equal(Bm25(stored, passage => passage.Sparse), candidate.Bm25, Tolerance);
        Assert.Equal(Bm25(stored, passage => passage.TitleSparse), candidate.TitleBm25, Tolerance);
        Assert.Equal(OfRelease(release.Id), candidate.ReleaseBm25, Tolerance);
        Assert.Equal(result.Candidates.Where(c => c.Release.Id == release.Id).Max(c => c.Dense), candidate.ReleaseDense);
    }

    private double Dot(EmbeddedPassage passage)
    {
        var one = passage.Dense.Span;
        var other = _query.Dense.Span;
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            sum += (double)one[i] * other[i];
        }

        return sum;
    }

    private double Bm25(EmbeddedPassage passage, Func<EmbeddedPassage, SparseVector> field)
    {
        var idf = Idf(field);
        return _query.Sparse.Indices.Select((token, i) => _query.Sparse.Values[i] * idf[i] * Weight(field(passage), token)).Sum();
    }

    private double OfRelease(string releaseId)
    {
        var idf = Idf(passage => passage.Sparse);
        var passages = _passages.Where(passage => passage.Passage.ReleaseId == releaseId).ToList();
        return _query.Sparse.Indices
            .Select((token, i) => _query.Sparse.Values[i] * idf[i] * passages.Max(passage => Weight(passage.Sparse, token)))
            .Sum();
    }

    private static double Weight(SparseVector vector, uint token)
    {
        var at = vector.Indices.IndexOf(token);
        return at < 0 ? 0 : vector.Values[at];
    }
}

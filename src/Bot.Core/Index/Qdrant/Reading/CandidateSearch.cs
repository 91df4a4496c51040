using ReleaseBot.Embeddings;
using ReleaseBot.Index.Qdrant.Collections;
using ReleaseBot.Index.Qdrant.Wire;

namespace ReleaseBot.Index.Qdrant.Reading;

/// <summary>
/// One search, in two requests. The first gathers the pool: one search whose prefetches are the three rankings (dense, text, headline) and
/// whose reciprocal rank fusion, weighted towards the words, runs on the server; beside it a search for each token, whose score tells the
/// token's IDF. The fused list holds its prefetches' union, but of the fusion's inputs only the fused score, so the second request asks
/// the server for the exact scores of the pool's passages in each ranking, and of their releases. From those the union of the best
/// <see cref="PassageQuery.Limit"/> of each ranking is taken here, equal scores by id, and the caller's tuned model ranks it: it
/// knows the question's dates and the conversation, which the server does not.
/// </summary>
internal sealed class CandidateSearch(OpenCollection collection, PassageQuery query, long revision, CancellationToken cancellationToken)
{
    // RRF's k of Cormack, Clarke and Büttcher (SIGIR 2009); words lead, as on news BM25 beats a small dense model.
    private const int FusionK = 60;
    private const float DenseWeight = 1f;
    private const float TextWeight = 2f;
    private const float TitleWeight = 1f;

    // All passages of a release have the same headline. This many more than the limit, so that where a release is cut in two, the ids decide.
    private const int TitleMargin = 64;

    private readonly Filter _visible = Visibility.At(revision);

    /// <summary>Runs it.</summary>
    public async Task<SearchResult> RunAsync()
    {
        var found = await collection.Client.QueryAsync(collection.Name, [Pool(), .. query.Sparse.Indices.Select(Probe)], cancellationToken);
        var idf = new TokenIdf(query.Sparse, [.. found.Skip(1)]);
        var total = idf.IsComplete ? Task.FromResult(0L) : CountAsync();
        var pool = found[0].Points.ToDictionary(point => point.Id, point => point.Payload!);
        var scores = pool.Count == 0 ? Scores.None : await ScoreAsync(pool, idf);
        var candidates = Best(pool, scores).Select(id => ToCandidate(id, pool[id], scores)).ToList();
        var greatest = candidates.GroupBy(each => each.Release.Id).ToDictionary(group => group.Key, group => group.Max(each => each.Dense));
        return new SearchResult(
            [.. candidates.Select(each => each with { ReleaseDense = greatest[each.Release.Id] }).OrderBy(each => each.Passage.Id)],
            idf.Of(await total));
    }

    private Search Pool()
    {
        var rankings = new List<(Search Search, float Weight)>
        {
            (new Search { Query = Query.Of(query.Dense), Using = Fields.Dense, Params = collection.Settings.Ranking, Limit = query.Limit }, DenseWeight),
        };
        if (!query.Sparse.Indices.IsEmpty)
        {
            rankings.Add((Sparse(Fields.TextVector, query.Sparse, query.Limit), TextWeight));
            rankings.Add((Sparse(Fields.TitleVector, query.Sparse, query.Limit + TitleMargin), TitleWeight));
        }

        return new Search
        {
            Prefetch = [.. rankings.Select(ranking => ranking.Search)],
            Query = Query.Fusion(FusionK, [.. rankings.Select(ranking => ranking.Weight)]),
            Filter = Visibility.At(revision, Visibility.Of(query.Filter)),
            Limit = rankings.Sum(ranking => ranking.Search.Limit),
            WithPayload = ReleasePoints.CandidateFields,
        };
    }

    private Search Sparse(string vector, SparseVector tokens, int limit) =>
        new() { Query = Query.Of(tokens), Using = vector, Params = Corpus(vector), Limit = limit };

    private Search Probe(uint token) => Sparse(Fields.TextVector, new SparseVector([token], [1f]), 1) with
    {
        Filter = _visible,
        WithVector = [Fields.TextVector],
    };

    // By default N and df count deleted and not yet visible points too; 1.19 can be told which count, earlier ones ignore it.
    private SearchParameters? Corpus(string vector) => collection.Settings.IsExact
        ? new SearchParameters { Idf = new IdfParameters(_visible with { Must = [Condition.Vector(vector), .. _visible.Must!] }) }
        : null;

    private Task<long> CountAsync()
    {
        var withTokens = _visible with { Must = [Condition.Vector(Fields.TextVector), .. _visible.Must!] };
        return collection.Client.CountAsync(collection.Name, new Count(withTokens, collection.Settings.IsExact), cancellationToken);
    }

    private async Task<Scores> ScoreAsync(Dictionary<Guid, Payload> pool, TokenIdf idf)
    {
        var passages = new Filter { Must = [Condition.Id(pool.Keys)] };
        List<Search> searches =
        [
            new()
            {
                Query = Query.Of(query.Dense),
                Using = Fields.Dense,
                Filter = passages,
                Params = new SearchParameters { Exact = true, Quantization = new QuantizationParameters { Ignore = true } },
                Limit = pool.Count,
            },
        ];
        if (!query.Sparse.Indices.IsEmpty)
        {
            searches.Add(Sparse(Fields.TextVector, query.Sparse, pool.Count) with { Filter = passages });
            searches.Add(Sparse(Fields.TitleVector, query.Sparse, pool.Count) with { Filter = passages });
        }

        var releases = pool.Values.Select(ReleaseId).ToHashSet();
        if (!idf.Weights.Indices.IsEmpty)
        {
            // Without the modifier: a release counts for no IDF of its own, its tokens weigh as they do in passages.
            searches.Add(new Search
            {
                Query = Query.Of(idf.Weights),
                Using = Fields.ReleaseVector,
                Filter = new Filter { Must = [Condition.Id(releases)] },
                Limit = releases.Count,
            });
        }

        var found = await collection.Client.QueryAsync(collection.Name, searches, cancellationToken);
        return new Scores([.. found.Select(list => list.Points.ToDictionary(point => point.Id, point => point.Score ?? 0))]);
    }

    private HashSet<Guid> Best(Dictionary<Guid, Payload> pool, Scores scores)
    {
        var best = new HashSet<Guid>();
        foreach (var ranking in new[] { scores.Dense, scores.Text, scores.Title })
        {
            best.UnionWith(ranking
                .Where(entry => pool.ContainsKey(entry.Key))
                .OrderByDescending(entry => entry.Value)
                .ThenBy(entry => pool[entry.Key].PassageId)
                .Take(query.Limit)
                .Select(entry => entry.Key));
        }

        return best;
    }

    private static ScoredPassage ToCandidate(Guid id, Payload stored, Scores scores) => new(
        ReleasePoints.ToPassage(stored),
        ReleasePoints.ToSummary(stored),
        scores.Dense.GetValueOrDefault(id),
        scores.Text.GetValueOrDefault(id),
        scores.Title.GetValueOrDefault(id),
        scores.Release.GetValueOrDefault(ReleaseId(stored)),
        ReleaseDense: 0);

    private static Guid ReleaseId(Payload stored) => ReleasePoints.IdOf(stored.ReleaseId!, stored.IngestRev!.Value);

    // Lists that were not asked for are empty.
    private sealed class Scores(IReadOnlyList<Dictionary<Guid, float>> lists)
    {
        private static readonly Dictionary<Guid, float> _nothing = [];

        public static Scores None { get; } = new([]);

        public Dictionary<Guid, float> Dense => lists.ElementAtOrDefault(0) ?? _nothing;

        public Dictionary<Guid, float> Text => lists.ElementAtOrDefault(1) ?? _nothing;

        public Dictionary<Guid, float> Title => lists.ElementAtOrDefault(2) ?? _nothing;

        public Dictionary<Guid, float> Release => lists.ElementAtOrDefault(3) ?? _nothing;
    }
}

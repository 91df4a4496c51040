using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.AI;
using ReleaseBot.Embeddings;
using ReleaseBot.Index;

namespace ReleaseBot.Retrieval;

/// <summary>Finds the passages that may answer a question: candidates by three rankings, fused by weights tuned on the development questions.</summary>
public sealed class Retriever(
    IEmbeddingGenerator<string, Embedding<float>> embedder,
    Bm25Encoder bm25,
    IPassageIndex index,
    DateExpressions dates,
    Tuning tuning)
{
    // From each ranking; past it gold passages were hardly ever found (0.5% of the development questions).
    private const int CandidatesPerRanking = 100;

    private const float BorrowedWeight = 0.5f;

    private readonly LinearModel _model = LinearModel.Read("retrieval", tuning.Retrieval, PassageFeatures.Names);

    /// <summary>The best passages for the request, near-duplicates collapsed.</summary>
    /// <exception cref="IndexException">The index cannot be reached or read.</exception>
    public async Task<RetrievalResult> RetrieveAsync(RetrievalRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var started = Stopwatch.GetTimestamp();
        var read = ReadDates(request);
        var filter = DateAgreement.Exclude(request.Filter, read, request.Clock);
        var datesMs = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        started = Stopwatch.GetTimestamp();
        var vectors = await embedder.GenerateAsync([request.Borrowed.Length == 0 ? request.Question : $"{request.Question} ({request.Borrowed})"], cancellationToken: cancellationToken);
        var embedMs = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        started = Stopwatch.GetTimestamp();
        var query = new PassageQuery(vectors[0].Vector, Tokens(request), filter, CandidatesPerRanking);
        var found = await index.SearchAsync(query, cancellationToken);
        var ranked = Rank(request, read, query, found);
        var searchMs = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        return new RetrievalResult(
            ranked,
            Applied(request.Filter, read),
            new Dictionary<string, double> { ["dates"] = datesMs, ["embed"] = embedMs, ["search"] = searchMs })
        {
            TokenIdf = query.Sparse.Indices.Zip(found.Idf).ToDictionary(token => token.First, token => token.Second),
        };
    }

    // A follow-up without a date of its own prefers the date of what it follows up.
    private AppliedFilters ReadDates(RetrievalRequest request)
    {
        if (request.AnyDate)
        {
            return AppliedFilters.None;
        }

        var own = dates.Read(request.Question, request.Today);
        return request.Borrowed.Length == 0 || own.From is not null || own.To is not null || own.Latest
            ? own
            : dates.Read(request.Borrowed, request.Today) with { Preference = true, Latest = false };
    }

    private SparseVector Tokens(RetrievalRequest request)
    {
        var own = bm25.EncodeQuery(request.Question);
        if (request.Borrowed.Length == 0)
        {
            return own;
        }

        var weights = bm25.EncodeQuery(request.Borrowed).Indices.ToDictionary(token => token, _ => BorrowedWeight);
        foreach (var token in own.Indices)
        {
            weights[token] = 1;
        }

        var ordered = weights.OrderBy(token => token.Key).ToArray();
        return new SparseVector([.. ordered.Select(token => token.Key)], [.. ordered.Select(token => token.Value)]);
    }

    private static AppliedFilters Applied(SearchFilter user, AppliedFilters read)
    {
        var dated = user.From is not null || user.To is not null
            ? new AppliedFilters(user.From, user.To, null, null, Preference: false, read.Latest, [])
            : read;
        return dated with { Issuer = user.Issuer, Language = user.Language };
    }

    private ImmutableArray<RetrievedPassage> Rank(RetrievalRequest request, AppliedFilters read, PassageQuery query, SearchResult found)
    {
        var idfMass = query.Sparse.Values.Zip(found.Idf, (weight, idf) => weight * idf).Sum();
        var preferred = request.PreferredReleaseIds.ToHashSet(StringComparer.Ordinal);
        var newest = found.Candidates.Max(candidate => candidate.Release.Date) is { } date && date < request.Today ? date : request.Today;
        var scored = found.Candidates
            .Select(candidate =>
            {
                var agreement = DateAgreement.Agreement(read, candidate.Release.Date, newest);
                var features = PassageFeatures.Of(candidate, idfMass, agreement, preferred.Contains(candidate.Release.Id));
                return (Candidate: candidate, Features: features, Score: _model.Score(features));
            })
            .OrderByDescending(scored => scored.Score)
            .ThenBy(scored => scored.Candidate.Passage.Id);
        var kept = NearDuplicates.Collapse(scored, item => (item.Candidate.Release.Id, item.Candidate.Passage.Text), request.Limit);
        return [.. kept.Select((item, at) => new RetrievedPassage(
            at + 1,
            item.Score,
            item.Candidate.Passage,
            item.Candidate.Release,
            PassageFeatures.Names.Zip(item.Features).ToDictionary(part => part.First, part => part.Second)))];
    }
}

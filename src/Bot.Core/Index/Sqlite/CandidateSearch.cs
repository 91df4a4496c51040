using System.Numerics.Tensors;

namespace ReleaseBot.Index.Sqlite;

/// <summary>A passage and its scores before its words are read.</summary>
internal readonly record struct Candidate(Place Place, float Dense, float Bm25, float TitleBm25, float ReleaseBm25);

/// <summary>Reads the stored dense vectors of passages by key.</summary>
internal delegate void ReadVectors(IReadOnlyCollection<long> keys, VectorSeen seen);

/// <summary>Receives a stored vector, valid during the call.</summary>
internal delegate void VectorSeen(long key, ReadOnlySpan<float> vector);

/// <summary>One search in one snapshot.</summary>
internal sealed class CandidateSearch
{
    // Vectors rescored beyond the limit: rounding to bytes moves a score by some 0.001, and this many more reach well past that.
    private const int Margin = 64;

    // Passages scanned as one piece of work, about 1.5 MB.
    private const int Slice = 4096;

    private readonly Snapshot _snapshot;
    private readonly PassageQuery _query;
    private readonly bool[]?[] _allowed;
    private readonly TextScan _texts;
    private readonly TextScan _titles;

    /// <summary>Prepares a search.</summary>
    public CandidateSearch(Snapshot snapshot, PassageQuery query)
    {
        _snapshot = snapshot;
        _query = query;
        var filter = new FilterMatcher(query.Filter);
        _allowed = [.. Enumerable.Range(0, snapshot.Segments.Length).Select(segment => snapshot.Allowed(segment, filter))];
        _texts = TextScan.OfTexts(snapshot, query.Sparse);
        _titles = TextScan.OfTitles(snapshot, query.Sparse);
    }

    /// <summary>For each token of the question, over the passages' text.</summary>
    public float[] Idf => _texts.Idf;

    /// <summary>The candidates, in no order.</summary>
    public List<Candidate> Run(ReadVectors readVectors, CancellationToken cancellationToken)
    {
        Parallel.For(0, _snapshot.Segments.Length, Workers(cancellationToken), segment =>
        {
            _texts.Scan(segment);
            _titles.Scan(segment);
        });
        var places = TextBest().Places.Concat(TitleBest().Places).ToHashSet();
        var dense = Rescore(places.Union(DenseBest(cancellationToken).Places), readVectors);
        var best = new TopPassages(_snapshot, _query.Limit);
        foreach (var (place, score) in dense)
        {
            best.Offer(score, place);
        }

        places.UnionWith(best.Places);
        return [.. places.Select(place => Score(place, dense[place]))];
    }

    private Candidate Score(Place place, float dense)
    {
        var segment = _snapshot.Segments[place.Segment];
        var release = segment.ReleaseOf[place.Passage];
        return new Candidate(
            place,
            dense,
            _texts.Scores(place.Segment)?[place.Passage] ?? 0,
            _titles.Scores(place.Segment)?[release] ?? 0,
            _texts.ReleaseScore(place.Segment, segment.Releases[release]));
    }

    private TopPassages TextBest()
    {
        var best = new TopPassages(_snapshot, _query.Limit);
        for (var segment = 0; segment < _snapshot.Segments.Length; segment++)
        {
            var (allowed, releaseOf) = (_allowed[segment], _snapshot.Segments[segment].ReleaseOf);
            var scores = _texts.Scores(segment) ?? [];
            for (var i = 0; i < scores.Length; i++)
            {
                if (scores[i] > 0 && scores[i] >= best.Threshold && allowed?[releaseOf[i]] != false)
                {
                    best.Offer(scores[i], new Place(segment, i));
                }
            }
        }

        return best;
    }

    private TopPassages TitleBest()
    {
        var best = new TopPassages(_snapshot, _query.Limit);
        for (var segment = 0; segment < _snapshot.Segments.Length; segment++)
        {
            var (allowed, releases) = (_allowed[segment], _snapshot.Segments[segment].Releases);
            var scores = _titles.Scores(segment) ?? [];
            for (var i = 0; i < Math.Min(scores.Length, releases.Length); i++)
            {
                if (scores[i] > 0 && scores[i] >= best.Threshold && allowed?[i] != false)
                {
                    foreach (var passage in Enumerable.Range(releases[i].First, releases[i].Count))
                    {
                        best.Offer(scores[i], new Place(segment, passage));
                    }
                }
            }
        }

        return best;
    }

    private TopPassages DenseBest(CancellationToken cancellationToken)
    {
        var question = new QuantizedQuestion(_query.Dense.Span);
        var capacity = _query.Limit + Math.Max(Margin, _query.Limit / 2);
        var all = new TopPassages(_snapshot, capacity);
        var slices = Slices().ToList();
        Parallel.ForEach(
            slices,
            Workers(cancellationToken),
            () => new TopPassages(_snapshot, capacity),
            (slice, _, best) =>
            {
                ScanSlice(slice, question, best);
                return best;
            },
            best =>
            {
                lock (all)
                {
                    all.OfferAll(best);
                }
            });
        return all;
    }

    private IEnumerable<(int Segment, int First, int Count)> Slices() =>
        from segment in Enumerable.Range(0, _snapshot.Segments.Length)
        from piece in Enumerable.Range(0, (_snapshot.Segments[segment].Count + Slice - 1) / Slice)
        select (segment, piece * Slice, Math.Min(Slice, _snapshot.Segments[segment].Count - (piece * Slice)));

    private void ScanSlice((int Segment, int First, int Count) slice, QuantizedQuestion question, TopPassages best)
    {
        var segment = _snapshot.Segments[slice.Segment];
        var allowed = _allowed[slice.Segment];
        Span<float> scores = stackalloc float[Slice];
        scores = scores[..slice.Count];
        segment.Vectors.Dot(question, slice.First, scores);
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] >= best.Threshold && allowed?[segment.ReleaseOf[slice.First + i]] != false)
            {
                best.Offer(scores[i], new Place(slice.Segment, slice.First + i));
            }
        }
    }

    private Dictionary<Place, float> Rescore(IEnumerable<Place> places, ReadVectors readVectors)
    {
        var scores = new Dictionary<Place, float>();
        var stored = new Dictionary<long, Place>();
        foreach (var place in places)
        {
            if (_snapshot.Segments[place.Segment].Vectors.TryGetExact(place.Passage, out var vector))
            {
                scores[place] = TensorPrimitives.Dot(vector, _query.Dense.Span);
            }
            else
            {
                stored[Key(place)] = place;
            }
        }

        if (stored.Count > 0)
        {
            readVectors(stored.Keys, (key, vector) => scores[stored[key]] = TensorPrimitives.Dot(vector, _query.Dense.Span));
        }

        return scores;
    }

    private long Key(Place place)
    {
        var segment = _snapshot.Segments[place.Segment];
        var release = segment.Releases[segment.ReleaseOf[place.Passage]];
        return ReleaseRows.FirstPassage(release.Key) + place.Passage - release.First;
    }

    private ParallelOptions Workers(CancellationToken cancellationToken) => new()
    {
        CancellationToken = cancellationToken,
        // A small index is searched sooner than others can be woken.
        MaxDegreeOfParallelism = _snapshot.Passages < 2 * Slice ? 1 : Environment.ProcessorCount,
    };
}

using CsCheck;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Reader;

public sealed class PassageReadingTests
{
    private static readonly Gen<PassageReading> s_readings = Gen.Int[0, 60].SelectMany(length =>
        Gen.Select(Gen.Float[-9, 9].Array[length], Gen.Float[-9, 9].Array[length], Gen.Float[-9, 9], Reading));

    /// <summary>Token i covers the characters 3i to 3i + 2.</summary>
    private static PassageReading Reading(float[] start, float[] end, float nullScore) => new()
    {
        Tokens = [.. Enumerable.Range(0, start.Length).Select(i => new TextSpan(3 * i, (3 * i) + 2))],
        Start = [.. start],
        End = [.. end],
        NullScore = nullScore,
        Truncated = false,
    };

    [Fact]
    public void Best_span_ends_no_earlier_than_it_starts()
    {
        var best = Reading([0, 1, 5], [9, 2, 1], 4).Best;
        Assert.Equal(new AnswerSpan(new TextSpan(0, 2), 9, 5, 0, 0), best);
    }

    [Fact]
    public void Best_span_is_at_most_30_tokens()
    {
        float[] start = [9, .. new float[30]];
        float[] end = [.. new float[29], 1, 9];
        Assert.Equal((0, 29), (Reading(start, end, 0).Best?.FirstToken, Reading(start, end, 0).Best?.LastToken));
    }

    [Fact]
    public void Empty_passage_has_no_span()
    {
        var reading = Reading([], [], 3);
        Assert.Null(reading.Best);
        Assert.Empty(reading.Top(5));
        Assert.Null(reading.BestWithin(new TextSpan(0, 9)));
    }

    [Fact]
    public void Best_within_a_range_is_the_best_of_spans_inside_it() => Gen.Select(s_readings, Gen.Int[0, 180], Gen.Int[0, 180]).Sample((reading, a, b) =>
    {
        var range = new TextSpan(Math.Min(a, b), Math.Max(a, b));
        var expected = All(reading).Where(span => range.Contains(span.Span)).Select(span => span.Score).DefaultIfEmpty(float.NaN).Max();
        Assert.Equal(expected, reading.BestWithin(range)?.Score ?? float.NaN);
    }, iter: 500);

    [Fact]
    public void Top_spans_descend_and_share_no_token() => Gen.Select(s_readings, Gen.Int[0, 8]).Sample((reading, count) =>
    {
        var top = reading.Top(count);
        Assert.Equal(Math.Min(count, 1), Math.Min(top.Length, 1) + (reading.Tokens.IsEmpty && count > 0 ? 1 : 0));
        var left = All(reading).ToList();
        foreach (var span in top)
        {
            Assert.Equal(left.Max(candidate => candidate.Score), span.Score);
            left.RemoveAll(candidate => candidate.Span.Overlaps(span.Span));
        }

        Assert.True(top.Length == count || left.Count == 0);
    }, iter: 500);

    private static IEnumerable<AnswerSpan> All(PassageReading reading) =>
        from i in Enumerable.Range(0, reading.Tokens.Length)
        from j in Enumerable.Range(i, Math.Min(30, reading.Tokens.Length - i))
        let score = reading.Start[i] + reading.End[j]
        select new AnswerSpan(new TextSpan(reading.Tokens[i].Start, reading.Tokens[j].End), score, score - reading.NullScore, i, j);
}

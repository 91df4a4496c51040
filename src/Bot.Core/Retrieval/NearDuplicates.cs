using System.Text;

namespace ReleaseBot.Retrieval;

/// <summary>Tells passages that say the same in different releases, so that one of them is read and shown.</summary>
public static class NearDuplicates
{
    private const int ShingleWords = 3;
    private const double SameShare = 0.85;

    /// <summary>
    /// Keeps of <paramref name="ranked"/> the first of each group of near-duplicates, at most <paramref name="limit"/>. Two passages
    /// are near-duplicates when they are of different releases and share 85% of their three-word shingles (Jaccard) and all their numbers:
    /// periodic releases differ in a figure only, and the figure matters.
    /// </summary>
    public static IReadOnlyList<T> Collapse<T>(IEnumerable<T> ranked, Func<T, (string ReleaseId, string Text)> content, int limit)
    {
        ArgumentNullException.ThrowIfNull(ranked);
        ArgumentNullException.ThrowIfNull(content);
        var kept = new List<T>(limit);
        var seen = new List<(string ReleaseId, HashSet<int> Shingles, string Numbers)>(limit);
        foreach (var item in ranked)
        {
            var (releaseId, text) = content(item);
            var (shingles, numbers) = Shingles(text);
            if (seen.Any(other => other.ReleaseId != releaseId && other.Numbers == numbers && Jaccard(other.Shingles, shingles) >= SameShare))
            {
                continue;
            }

            kept.Add(item);
            seen.Add((releaseId, shingles, numbers));
            if (kept.Count == limit)
            {
                break;
            }
        }

        return kept;
    }

    private static (HashSet<int> Shingles, string Numbers) Shingles(string text)
    {
        var words = new List<int>();
        var numbers = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                i++;
            }

            if (i > start)
            {
                words.Add(string.GetHashCode(text.AsSpan(start, i - start), StringComparison.OrdinalIgnoreCase));
                if (char.IsDigit(text[start]))
                {
                    numbers.Append(text, start, i - start).Append(' ');
                }
            }
            else
            {
                i++;
            }
        }

        // Of fewer words than a shingle has, each stands for itself.
        var shingles = words.Count < ShingleWords ? words.ToHashSet() : [];
        for (var i = 0; i + ShingleWords <= words.Count; i++)
        {
            shingles.Add(HashCode.Combine(words[i], words[i + 1], words[i + 2]));
        }

        return (shingles, numbers.ToString());
    }

    private static double Jaccard(HashSet<int> one, HashSet<int> other)
    {
        var common = one.Count <= other.Count ? one.Count(other.Contains) : other.Count(one.Contains);
        var union = one.Count + other.Count - common;
        return union == 0 ? 1 : (double)common / union;
    }
}

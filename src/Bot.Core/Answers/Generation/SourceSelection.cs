using System.Collections.Immutable;
using ReleaseBot.Index;
using ReleaseBot.Passages;
using ReleaseBot.Releases;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Answers.Generation;

/// <summary>Chooses the excerpts that go to the model.</summary>
internal sealed class SourceSelection(IPassageIndex index, TokenCounter tokens, LlmOptions options)
{
    // Lines around a source.
    private const int TokensAround = 60;

    /// <summary>The best passages that fit into <paramref name="budget"/> tokens, numbered by rank; those of one release that overlap are joined.</summary>
    /// <exception cref="IndexException">The index cannot be reached or read.</exception>
    public async Task<ImmutableArray<Source>> ChooseAsync(ImmutableArray<RetrievedPassage> ranked, int budget, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<string, ReleaseText>(StringComparer.Ordinal);
        var chosen = new List<Source>();
        foreach (var passage in ranked.Take(2 * options.MostSources))
        {
            if (!texts.TryGetValue(passage.Release.Id, out var text))
            {
                text = texts[passage.Release.Id] = await ReadAsync(passage, cancellationToken);
            }

            var candidate = Join(chosen, passage, text);
            if (!candidate.Exists(source => source.HasWords) || candidate.Count > options.MostSources)
            {
                continue;
            }

            if (candidate.Sum(source => tokens.Count(source.Text()) + TokensAround) > budget)
            {
                break;
            }

            chosen = candidate;
        }

        return [.. chosen.Where(source => source.HasWords).Select((source, at) => source with { Number = at + 1 })];
    }

    private static List<Source> Join(List<Source> chosen, RetrievedPassage passage, ReleaseText text)
    {
        var joined = chosen.ToList();
        var at = joined.FindIndex(source => source.Release.Id == passage.Release.Id && source.Passage.Span.Overlaps(passage.Passage.Span) && text.Text is not null);
        if (at < 0)
        {
            joined.Add(new Source(joined.Count + 1, passage.Passage, passage.Release, text.Withheld) { Whole = text.Whole });
            return joined;
        }

        var known = joined[at].Passage;
        var span = new TextSpan(Math.Min(known.Span.Start, passage.Passage.Span.Start), Math.Max(known.Span.End, passage.Passage.Span.End));
        joined[at] = joined[at] with
        {
            Passage = known with
            {
                Span = span,
                Text = span.Of(text.Text!),
                Sentences = [.. known.Sentences.Concat(passage.Passage.Sentences).Distinct().OrderBy(sentence => sentence.Start)],
            },
        };
        return joined;
    }

    private async Task<ReleaseText> ReadAsync(RetrievedPassage passage, CancellationToken cancellationToken)
    {
        var release = await index.GetReleaseAsync(passage.Release.Id, cancellationToken);
        // A release that was ingested anew in between no longer has these words there.
        return release is not null && passage.Passage.Span.End <= release.Text.Length && passage.Passage.Span.Of(release.Text) == passage.Passage.Text
            ? new ReleaseText(release.Text, Instructions.Find(release.Text)) { Whole = Whole(passage.Passage, release) }
            : new ReleaseText(null, [.. Instructions.Find(passage.Passage.Text).Select(span => new TextSpan(span.Start + passage.Passage.Span.Start, span.End + passage.Passage.Span.Start))]);
    }

    private static Passage Whole(Passage passage, Release release)
    {
        var span = new TextSpan(0, release.Text.Length);
        return passage with
        {
            Span = span,
            Text = release.Text,
            Sentences = [.. SentenceSplitter.Split(release.Text, span).Where(sentence => !release.Boilerplate.Any(stretch => stretch.Overlaps(sentence)))],
        };
    }

    private sealed record ReleaseText(string? Text, ImmutableArray<TextSpan> Withheld)
    {
        public Passage? Whole { get; init; }
    }
}

using System.Text.RegularExpressions;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Answers.Evidence;

/// <summary>How a sentence's words agree with the question's; all but the last two are shares, 0 to 1.</summary>
/// <param name="Coverage">Share of the question's words that stand in the sentence, each weighed by how few of the sentences read hold it.</param>
/// <param name="Pairs">Share of the question's neighbouring words that are neighbours in the sentence, too.</param>
/// <param name="InAnswer">Share of the question's words within the answer, weighed as for <paramref name="Coverage"/>: what the question says already is no answer.</param>
/// <param name="CountsNoun">1 when "how many" asks for things of the name that follows the number, else 0.</param>
/// <param name="YearStated">1 when the sentence states a year of the question, else 0.</param>
public sealed record WordMatch(double Coverage, double Pairs, double InAnswer, double CountsNoun, double YearStated);

/// <summary>
/// Compares a question with all sentences read for it at once: words that most of them hold, the topic's, tell little about which one answers.
/// </summary>
internal sealed partial class WordMatching
{
    private readonly Bm25Encoder _bm25;
    private readonly Dictionary<SentenceReading, IReadOnlyList<string>> _tokens = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<(string, string)> _pairs;
    private readonly Dictionary<string, double> _weights;
    private readonly double _mass;
    private readonly HashSet<string> _counted;
    private readonly string[] _years;

    public WordMatching(string question, IReadOnlyCollection<SentenceReading> sentences, Bm25Encoder bm25)
    {
        _bm25 = bm25;
        foreach (var sentence in sentences)
        {
            _tokens[sentence] = bm25.Tokens(sentence.Text);
        }

        var asked = bm25.Tokens(question);
        _pairs = [.. asked.Zip(asked.Skip(1))];
        _years = [.. Years().Matches(question).Select(year => year.Value)];
        _counted = [.. bm25.Tokens(Counted().Match(question).Groups["noun"].Value)];
        var holding = _tokens.Values.SelectMany(tokens => tokens.Distinct()).CountBy(token => token).ToDictionary();
        _weights = asked.Distinct().ToDictionary(token => token, token => Rarity(holding.GetValueOrDefault(token), sentences.Count));
        _mass = Math.Max(_weights.Values.Sum(), 1e-6);
    }

    /// <summary>The agreement of one of the sentences.</summary>
    public WordMatch Of(SentenceReading sentence)
    {
        var tokens = _tokens[sentence];
        var (inside, counts) = InAnswer(sentence);
        return new WordMatch(
            Share(tokens),
            _pairs.Count == 0 ? 0 : (double)tokens.Zip(tokens.Skip(1)).Distinct().Count(_pairs.Contains) / _pairs.Count,
            inside,
            counts,
            Array.Exists(_years, year => sentence.Text.Contains(year, StringComparison.Ordinal)) ? 1 : 0);
    }

    private (double Inside, double Counts) InAnswer(SentenceReading sentence)
    {
        if (sentence.Answer is not { Length: > 0 } answer)
        {
            return (0, 0);
        }

        var (from, to) = (answer.Start - sentence.Sentence.Start, answer.End - sentence.Sentence.Start);
        var inside = _bm25.Tokens(sentence.Text[from..to]);
        var counts = _counted.Count > 0 && _counted.Overlaps(inside.Concat(_bm25.Tokens(sentence.Text[to..]).Take(2)));
        return (Share(inside), counts ? 1 : 0);
    }

    private double Share(IEnumerable<string> tokens) => tokens.Distinct().Sum(token => _weights.GetValueOrDefault(token)) / _mass;

    // Inverse document frequency as BM25 has it, with sentences for documents.
    private static double Rarity(int holding, int all) => Math.Log(((all - holding + 0.5) / (holding + 0.5)) + 1);

    [GeneratedRegex(@"\b(19|20)\d\d\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Years();

    [GeneratedRegex(@"\bhow many (?<noun>(\w+ ){0,2}\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Counted();
}

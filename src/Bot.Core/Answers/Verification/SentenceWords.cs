using System.Buffers;

namespace ReleaseBot.Answers.Verification;

/// <summary>The words of a sentence, and where a comma or conjunction separates them.</summary>
internal sealed class SentenceWords
{
    // Words of distance that the two count for.
    private const int Comma = 8;
    private const int Conjunction = 2;

    private static readonly SearchValues<char> _marks = SearchValues.Create(",;:()–—");

    private readonly Dictionary<int, int> _splits = [];

    /// <summary>Takes the words of <paramref name="text"/>.</summary>
    public SentenceWords(string text)
    {
        Tokens = Token.Of(text);
        for (var i = 1; i < Tokens.Count; i++)
        {
            if (text.AsSpan(Tokens[i - 1].End, Tokens[i].Start - Tokens[i - 1].End).ContainsAny(_marks))
            {
                _splits[i] = Comma;
            }
            else if (Tokens[i].Folded is "and" or "or" || Tokens[i - 1].Folded is "and" or "or")
            {
                _splits[i] = Conjunction;
            }
        }
    }

    /// <summary>The words, in order.</summary>
    public IReadOnlyList<Token> Tokens { get; }

    /// <summary>Whether something separates word <paramref name="at"/> from the one before.</summary>
    public bool IsSplitBefore(int at) => _splits.ContainsKey(at);

    /// <summary>By how many words of distance; 0 where nothing does.</summary>
    public int SplitBefore(int at) => _splits.GetValueOrDefault(at);
}

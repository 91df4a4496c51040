namespace ReleaseBot.Conversations;

/// <summary>Something in a question that a pronoun could mean.</summary>
/// <param name="First">Index of its first word.</param>
/// <param name="Last">Index of its last word.</param>
/// <param name="Person">It may be a he or a she.</param>
/// <param name="Singular">It may be an it.</param>
internal readonly record struct Antecedent(int First, int Last, bool Person, bool Singular);

/// <summary>Finds what pronouns of a question can mean: names and noun phrases, by their closed-class words.</summary>
internal static class Antecedents
{
    /// <summary>The candidates, in order.</summary>
    public static IReadOnlyList<Antecedent> In(IReadOnlyList<Word> words)
    {
        var found = new List<Antecedent>();
        for (var i = 0; i < words.Count; i++)
        {
            var start = i;
            var determined = EnglishWords.Determiners.Contains(words[i].Lower) && !words[i].Closes;
            i += determined ? 1 : 0;
            var last = Run(words, i);
            if (last < i)
            {
                i = start;
                if (words[i].Lower is "someone" or "anyone" or "everyone" or "nobody")
                {
                    found.Add(new(i, i, Person: true, Singular: false));
                }
                continue;
            }
            if (Read(words, start, i, last, determined) is { } antecedent)
            {
                found.Add(antecedent);
            }
            i = last;
        }
        return found;
    }

    // the words up to the next closed-class word or punctuation; a verb at the end may be among them, which does no harm
    private static int Run(IReadOnlyList<Word> words, int start)
    {
        var last = start - 1;
        while (last + 1 < words.Count && !Breaks(words[last + 1]) && (last < start || (!words[last].Closes && !words[last + 1].Opens)))
        {
            last++;
        }
        return last;
    }

    private static bool Breaks(Word word) => word.IsFunction && word.Lower is not ("first" or "last" or "same" or "other" or "next" or "new" or "old" or "different" or "similar");

    private static Antecedent? Read(IReadOnlyList<Word> words, int start, int first, int last, bool determined)
    {
        var (name, person, singular, plural) = (false, false, false, false);
        for (var i = first; i <= last; i++)
        {
            var word = words[i];
            name |= word.IsName && (!EnglishWords.IsDemonym(word.Lower) || word.Text.Length <= 3);
            person |= EnglishWords.IsPerson(word.Lower);
            plural |= EnglishWords.IsPlural(word.Lower);
            singular |= !EnglishWords.IsPlural(word.Lower);
        }
        if (!determined && !name && !plural)
        {
            return null; // a bare singular word is a verb or an adjective
        }
        return new(start, last, Person: name || person, Singular: name || (determined && singular));
    }
}

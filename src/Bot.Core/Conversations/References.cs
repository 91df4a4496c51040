namespace ReleaseBot.Conversations;

/// <summary>
/// Finds words that point outside their question: pronouns with nothing in the question they could mean, demonstratives, "there",
/// "then", "such". Grammar of closed word classes only; nothing is known of any topic.
/// </summary>
internal static class References
{
    /// <summary>Whether a word of the question points outside it.</summary>
    public static bool Dangle(IReadOnlyList<Word> words)
    {
        var antecedents = Antecedents.In(words);
        return Enumerable.Range(0, words.Count).Any(i => Demonstrates(words, i) || (Kind(words, i) is { } kind && !Means(words, antecedents, i, kind)));
    }

    /// <summary>Whether an "it" only stands for what follows, as in "how long does it take to …".</summary>
    public static bool HasExpletive(IReadOnlyList<Word> words) =>
        Enumerable.Range(0, words.Count).Any(i => words[i].Lower == "it" && Expletive(words, i));

    private enum Pronoun
    {
        Person,
        Thing,
        Plural,
    }

    private static Pronoun? Kind(IReadOnlyList<Word> words, int i) => words[i].IsName && !words[i].Opens ? null : words[i].Lower switch
    {
        "he" or "him" or "his" or "she" or "her" or "hers" => Pronoun.Person,
        "it" when !Expletive(words, i) => Pronoun.Thing,
        "its" => Pronoun.Thing,
        "they" or "them" or "their" or "theirs" => Pronoun.Plural,
        _ => null,
    };

    // "how long did it take to build the dam?", "is it true that …": the matter follows
    private static bool Expletive(IReadOnlyList<Word> words, int i)
    {
        if (i == 0 || !(EnglishWords.Auxiliaries.Contains(words[i - 1].Lower) || EnglishWords.Auxiliaries.Contains(Lower(words, i + 1))))
        {
            return false;
        }
        var rest = words.Skip(i + 1).ToList();
        var opener = rest.FindIndex(word => word.Lower is "to" or "that" or "if" or "whether" or "for") + 1;
        return opener > 0 && opener <= 5 && rest.Skip(opener).Count(word => !word.IsFunction) >= 2;
    }

    private static bool Means(IReadOnlyList<Word> words, IReadOnlyList<Antecedent> antecedents, int i, Pronoun kind)
    {
        var clause = ClauseStart(words, i);
        var possessive = words[i].Lower is "his" or "its" or "their" || (words[i].Lower == "her" && !words[i].Closes && !EnglishWords.IsFunction(Lower(words, i + 1)));
        var subject = words[i].Lower is "he" or "she" or "they" || (words[i].Lower == "it" && i > 0 && EnglishWords.Auxiliaries.Contains(words[i - 1].Lower));
        var inverted = subject && i > 0 && EnglishWords.Auxiliaries.Contains(words[i - 1].Lower);
        var before = antecedents.Where(it => it.Last < i && Fits(it, kind)).ToList();
        if (inverted)
        {
            // "which school did she attend?": what is asked for is not who she is; only an earlier clause can say
            return before.Any(it => it.Last < clause);
        }
        if (possessive || i == clause || (i > 0 && (EnglishWords.Subordinators.Contains(words[i - 1].Lower) || words[i - 1].Lower is "how" or "why")))
        {
            return before.Count > 0 || NamedLater(words, antecedents, i, kind) || (possessive && AskedFor(words, clause, i, kind));
        }
        // "why did the council approve it?": an object is never the subject of its own clause
        return before.Any(it => it.Last < clause) || before.Any(it => it.First > SubjectEnd(antecedents, clause, i));
    }

    private static int SubjectEnd(IReadOnlyList<Antecedent> antecedents, int clause, int i) =>
        antecedents.Where(it => it.First >= clause && it.Last < i).Select(it => it.Last).DefaultIfEmpty(i).First();

    private static bool Fits(Antecedent antecedent, Pronoun kind) => kind switch
    {
        Pronoun.Person => antecedent.Person,
        Pronoun.Thing => antecedent.Singular,
        _ => true,
    };

    // "who gave up her seat?"
    private static bool AskedFor(IReadOnlyList<Word> words, int clause, int i, Pronoun kind) =>
        kind != Pronoun.Thing && words.Take(i).Skip(clause).Any(word => word.Lower == "who");

    // "in his speech to the council, what did Smith ask for?"
    private static bool NamedLater(IReadOnlyList<Word> words, IReadOnlyList<Antecedent> antecedents, int i, Pronoun kind) =>
        antecedents.Any(it => it.First > i && Fits(it, kind) && Enumerable.Range(i + 1, it.First - i).Any(j => words[j].AfterComma));

    private static int ClauseStart(IReadOnlyList<Word> words, int i)
    {
        var start = i;
        while (start > 0 && !words[start].AfterComma && !words[start].Opens && !OpensClause(words, start))
        {
            start--;
        }
        return start;
    }

    // a preposition such as "before" opens a clause only when a subject and not a lone object follows
    private static bool OpensClause(IReadOnlyList<Word> words, int i) => EnglishWords.Subordinators.Contains(words[i].Lower)
        && !(EnglishWords.Prepositions.Contains(words[i].Lower) && (i + 1 >= words.Count || words[i + 1].Closes));

    private static bool Demonstrates(IReadOnlyList<Word> words, int i)
    {
        var (before, after) = (Lower(words, i - 1), Lower(words, i + 1));
        return words[i].Lower switch
        {
            "that" => Points(words, i, before, after),
            "this" => after is not ("year" or "month" or "week" or "quarter" or "spring" or "summer" or "autumn" or "fall" or "winter" or "time" or "morning" or "weekend" or "decade" or "century"),
            "these" => after != "days",
            "those" => !Described(words, i, after),
            "such" => before is "first" or "last" or "next" or "other" or "another" or "any" or "no" or "one" or "every",
            "there" => !EnglishWords.Auxiliaries.Contains(before) && !EnglishWords.Auxiliaries.Contains(after) && words[i].Closes,
            "then" => (words[i].Closes && before != "and") || before is "since" or "until" or "by",
            "latter" => true,
            _ => false,
        };
    }

    private static bool Points(IReadOnlyList<Word> words, int i, string before, string after)
    {
        if (words[i].Closes || after == "same")
        {
            return true;
        }
        var led = i == 0 || words[i].Opens || EnglishWords.Auxiliaries.Contains(before) || (EnglishWords.Prepositions.Contains(before) && before != "than");
        return led && !EnglishWords.Determiners.Contains(after) && !EnglishWords.Pronouns.Contains(after);
    }

    // "those who voted", "those entitled to vote": the words that follow say which
    private static bool Described(IReadOnlyList<Word> words, int i, string after) => !words[i].Closes
        && (EnglishWords.Prepositions.Contains(after) || after is "who" or "whom" or "whose" or "which" or "that" or "already" or "still"
            || after.EndsWith("ed", StringComparison.Ordinal) || after.EndsWith("ing", StringComparison.Ordinal));

    private static string Lower(IReadOnlyList<Word> words, int i) => i >= 0 && i < words.Count ? words[i].Lower : "";
}

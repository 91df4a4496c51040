namespace ReleaseBot.Conversations;

/// <summary>How much of a topic a question names by itself.</summary>
internal static class Substance
{
    // up to this many words of meaning, and no name or number, name no topic
    private const int FewWords = 3;

    // a noun of the last turn points back only in a question that says little else
    private const int RecallWords = 4;

    /// <summary>The words that carry meaning.</summary>
    public static List<Word> Content(IReadOnlyList<Word> words) => [.. words.Where(word => !word.IsFunction)];

    /// <summary>Whether the question names nothing and has few words of meaning.</summary>
    public static bool IsThin(IReadOnlyList<Word> words) => Content(words).Count <= FewWords && !words.Any(word => word.IsName);

    /// <summary>"The council hired more guards in May. How many was that?": the first sentence says what the second means.</summary>
    public static bool IntroducesItself(IReadOnlyList<Word> words) =>
        words[^1].Sentence > 0 && Content([.. words.Where(word => word.Sentence == 0)]).Count >= FewWords;

    /// <summary>"Why?", "How much exactly?", "How many took part?": a word is left out.</summary>
    public static bool IsElliptic(IReadOnlyList<Word> words) =>
        (Content(words).Count == 0 && !words.Any(word => word.IsName || word.IsNumber))
        || (words.Count > 2 && words[0].Lower == "how" && words[1].Lower == "many" && NounMissing(words, words[2].Lower is "more" or "others" ? 3 : 2));

    /// <summary>Whether the question says too little to be about anything but what was last spoken of: "Which member had resigned?".</summary>
    public static bool IsLittle(IReadOnlyList<Word> words)
    {
        var content = Content(words);
        if (content.Count > FewWords || content.Exists(word => word.IsName || word.IsNumber) || !(IsSentence(words) || content.Count <= 1))
        {
            return false;
        }
        var nouns = NounPhrases(words).ToList();
        if (!words.Any(word => word.Text.Any(char.IsUpper)))
        {
            return content.Count <= (nouns.Exists(noun => noun.IsBare) ? 2 : 1); // all in lower case: a word may be a name
        }
        var described = nouns.Exists(noun => noun.Words > 1) || words.Skip(1).Any(word => word.Lower is "whose" or "who") || References.HasExpletive(words);
        return described ? content.Count < 2 : content.Count < FewWords || !nouns.Exists(noun => noun.OfWhat);
    }

    /// <summary>Whether a bare definite noun ("the treaty") of a short question is one of the last turn's, or means someone there ("the senator").</summary>
    public static bool Recalls(IReadOnlyList<Word> words, Turn last)
    {
        var content = Content(words);
        var named = content.Exists(word => word.IsName);
        if (content.Count > (named ? FewWords : RecallWords) || content.Exists(word => word.IsNumber) || !IsSentence(words))
        {
            return false;
        }
        var asked = Words(last.StandaloneQuestion);
        var said = Words(last.AnswerText);
        var nouns = NounPhrases(words).ToList();
        var described = nouns.Exists(noun => noun.Words > 1);
        return nouns.Exists(noun => noun.IsBare && !EnglishWords.Institutions.Contains(noun.First)
            && (asked.Contains(noun.First) || (!named && (EnglishWords.IsPerson(noun.First) || (!described && said.Contains(noun.First))))));
    }

    private static HashSet<string> Words(string text) => Word.Of(text).Select(word => word.Lower).ToHashSet(StringComparer.Ordinal);

    private static bool NounMissing(IReadOnlyList<Word> words, int noun) => noun >= words.Count || EnglishWords.Auxiliaries.Contains(words[noun].Lower);

    // keywords ("dam levels warning") are short and stand alone all the same
    private static bool IsSentence(IReadOnlyList<Word> words) =>
        words.Take(3).Any(word => EnglishWords.Questions.Contains(word.Lower) || EnglishWords.Auxiliaries.Contains(word.Lower));

    /// <summary>A noun after an article or a preposition.</summary>
    /// <param name="First">Its first word.</param>
    /// <param name="Words">Number of words: more than one, and the noun is described.</param>
    /// <param name="Definite">Whether the article is "the".</param>
    /// <param name="OfWhat">Whether "of …" or a name with another preposition follows.</param>
    private readonly record struct NounPhrase(string First, int Words, bool Definite, bool OfWhat)
    {
        public bool IsBare => Definite && Words == 1 && !OfWhat;
    }

    private static IEnumerable<NounPhrase> NounPhrases(IReadOnlyList<Word> words)
    {
        for (var i = 0; i < words.Count - 1; i++)
        {
            var definite = words[i].Lower == "the";
            if ((!definite && words[i].Lower is not ("a" or "an") && !EnglishWords.Prepositions.Contains(words[i].Lower)) || words[i + 1].IsFunction)
            {
                continue;
            }
            var end = i + 2;
            while (end < words.Count && !words[end].IsFunction && !words[end - 1].Closes)
            {
                end++;
            }
            var verb = end - i > 2 && VerbFollows(words, i) ? 1 : 0;
            var noun = words.Skip(i + 1).Take(end - i - 1 - verb).ToList();
            var hyphens = noun.Count(word => word.Text.Contains('-', StringComparison.Ordinal));
            yield return new(noun[0].Lower, noun.Count + hyphens, definite && !noun[0].IsName, verb == 0 && OfWhat(words, end));
        }
    }

    private static bool OfWhat(IReadOnlyList<Word> words, int i) => i < words.Count
        && (words[i].Lower == "of" || (EnglishWords.Prepositions.Contains(words[i].Lower) && i + 1 < words.Count && words[i + 1].IsName));

    // "how did the ministers react", "where were the fish raised": the run of words ends in a verb; not so in "what was the total damage"
    private static bool VerbFollows(IReadOnlyList<Word> words, int article) => article > 0
        && EnglishWords.Auxiliaries.Contains(words[article - 1].Lower)
        && !(words[article - 1].Lower is "is" or "are" or "was" or "were" && (article == 1 || words[article - 2].Lower is "what" or "who"));
}

using System.Collections.Frozen;

namespace ReleaseBot.Conversations;

/// <summary>The few words by which a French, German or Russian question shows that it points back.</summary>
internal static class ForeignWords
{
    // a question of more words than this names its own matter more often than not
    private const int Short = 8;

    private sealed record Language(FrozenSet<string> Marks, FrozenSet<string> Openers, FrozenSet<string> Pronouns);

    private static readonly Language French = new(
        Set("le la les des du est qui que quoi quand où comment pourquoi quel quelle quels quelles et dans combien a-t-il a-t-elle il elle"),
        Set("et mais donc alors"),
        Set("il elle ils elles lui leur leurs celui-ci celle-ci cela ça y en-t-il a-t-il a-t-elle est-il est-elle ont-ils ont-elles"));

    private static readonly Language German = new(
        Set("der die das ist sind wer wen wem was wann wo wie warum welche welcher welches und hat haben wurde werden den dem"),
        Set("und aber also"),
        Set("er sie ihn ihm ihr ihre ihren ihrer ihnen dessen deren dort damals davon dazu dafür diese dieser dieses diesem diesen"));

    private static readonly Language Russian = new(
        Set("кто что где когда почему сколько как какой какая какие в на и был была были"),
        Set("а и но"),
        Set("он она оно они его её ее их ему ей им нём нем ней них там тогда это этого этом этой этот эта"));

    /// <summary>Null when the question is English or of a language not known here; else whether it points back.</summary>
    public static bool? Dangle(IReadOnlyList<Word> words)
    {
        if (words.Any(word => word.Lower.AsSpan().IndexOfAnyInRange('а', 'я') >= 0))
        {
            return Dangle(words, Russian);
        }
        if (words.Any(word => word.Lower is "the" or "of" or "did" or "does" or "is" or "who" or "what" or "how" or "why" or "when" or "where" or "which"))
        {
            return null;
        }
        var (french, german) = (Count(words, French), Count(words, German));
        return french == 0 && german == 0 ? null : Dangle(words, french >= german ? French : German);
    }

    private static int Count(IReadOnlyList<Word> words, Language language) => words.Count(word => language.Marks.Contains(word.Lower) || language.Openers.Contains(word.Lower));

    // German nouns are capitalised, so capitals tell nothing there
    private static bool Dangle(IReadOnlyList<Word> words, Language language) => words.Count <= Short
        && (language != German ? !words.Any(word => word.IsName) : !words.Any(word => word.IsNumber))
        && (language.Openers.Contains(words[0].Lower) || words.Any(word => language.Pronouns.Contains(word.Lower)));

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}

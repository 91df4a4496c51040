using System.Collections.Frozen;

namespace ReleaseBot.Passages;

/// <summary>Full stops that do not end a sentence: abbreviations, initials, ordinals before a month.</summary>
internal static class Abbreviations
{
    // Never the end of a sentence: a name, number or noun follows.
    private static readonly FrozenSet<string> Titles = Set(
        "mr mrs ms dr prof st rev hon gen col lt capt sgt amb gov sen rep messrs mme mlle sig dott herr hr fr mag dipl ing " +
        "no nos nr num art arts para paras sec fig vol pp p approx ca cf vs e.g i.e z.b d.h u.a bzw inkl abs ziff lit resp vgl usw.z rd " +
        "jan feb mar apr jun jul aug sep sept oct nov dec tel ext incl est min max mio mrd bn mn");

    // May end one: a capitalised word after them opens a sentence only if it is a usual opener.
    private static readonly FrozenSet<string> Suffixes = Set("inc ltd co corp plc jr sr etc al bros u.s u.n u.k e.u a.m p.m d.c ph.d usw etc");

    private static readonly FrozenSet<string> Openers = Set(
        "the a an this that these those it he she they we i in on at for from with by as to and but however according during after before since " +
        "there its his her their our der die das ein eine im in am le la les un une il elle");

    private static readonly FrozenSet<string> Months = Set(
        "january february march april may june july august september october november december " +
        "januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre " +
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre dicembre");

    /// <summary>Whether the full stop at <paramref name="at"/> belongs to an abbreviation; <paramref name="next"/> is where the next word begins.</summary>
    public static bool EndAt(string text, int start, int at, int next)
    {
        if (text[at] != '.')
        {
            return false;
        }

        var word = WordBefore(text, start, at);
        if (word.Length == 0)
        {
            return false;
        }

        var following = WordAt(text, next);
        if (word.Length <= 2 && word.All(char.IsDigit))
        {
            return Months.Contains(following) || (following.Length > 0 && char.IsDigit(following[0]));
        }

        // "J. Smith", "J. F. Kennedy", "B.B. King"; but "plan B. The" ends a sentence.
        if (IsInitials(word))
        {
            return !Openers.Contains(following);
        }

        return Titles.Contains(word) || (Suffixes.Contains(word) && !Openers.Contains(following));
    }

    private static bool IsInitials(string word) =>
        word.Length % 2 == 1 && word.Index().All(letter => letter.Index % 2 == 0 ? char.IsUpper(letter.Item) : letter.Item == '.');

    private static string WordBefore(string text, int start, int at)
    {
        var from = at;
        while (from > start && (char.IsLetterOrDigit(text[from - 1]) || (text[from - 1] == '.' && from < at)))
        {
            from--;
        }

        return text[from..at];
    }

    private static string WordAt(string text, int at)
    {
        var to = at;
        while (to < text.Length && to - at < 20 && char.IsLetterOrDigit(text[to]))
        {
            to++;
        }

        return text[at..to];
    }

    private static FrozenSet<string> Set(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}

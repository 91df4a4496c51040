using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ReleaseBot.Releases;

namespace ReleaseBot.Answers.Types;

/// <summary>Finds names by their capitals: runs of capitalised words with the small words that names may hold.</summary>
internal static partial class Names
{
    // Capitalised at the start of a sentence without being part of a name.
    private static readonly FrozenSet<string> Openers = FrozenSet.ToFrozenSet(
        ("The A An In On At For From With By As To And But Or If When While After Before During Since Until This That These Those It He She They We I You His Her Their Our Its " +
        "There Here All Both Each Some Many Most More Other Another No Not Only Also However Therefore Moreover Furthermore Following According Today Yesterday Tomorrow What Who " +
        "Which Why How Where Under Over Between Within Without About Against Among Because Although Though Despite Thanks Due Once Then Thus So Such Now Yet Still Even Just Like Through " +
        "Der Die Das Ein Eine Im Am Mit Für Bei Von Zu Nach Auf Aus Le La Les Un Une Des Du De En Au Aux Il Elle Ce Cette Media Contact").Split(' '),
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> Calendar = FrozenSet.ToFrozenSet(
        ("January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday " +
        "Januar Februar März Mai Juni Juli Oktober Dezember CHF EUR USD GBP").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Names in <paramref name="text"/>, in order, without overlaps.</summary>
    public static ImmutableArray<TextSpan> Find(string text)
    {
        var found = ImmutableArray.CreateBuilder<TextSpan>();
        foreach (var match in NameForm().EnumerateMatches(text))
        {
            var (start, end) = (match.Index, match.Index + match.Length);
            while (start < end && FirstWord(text, start, end) is var word && (Openers.Contains(word) || Calendar.Contains(word)))
            {
                start += word.Length;
                while (start < end && !char.IsLetterOrDigit(text[start]))
                {
                    start++;
                }

                // "In the Swiss Alps": the small words after an opener go with it.
                while (start < end && char.IsLower(text[start]))
                {
                    start = SkipWord(text, start, end);
                }
            }

            if (end - start > 1)
            {
                found.Add(new TextSpan(start, end));
            }
        }

        return found.ToImmutable();
    }

    private static string FirstWord(string text, int start, int end)
    {
        var at = start;
        while (at < end && (char.IsLetterOrDigit(text[at]) || IsMark(text[at]) || text[at] is '-' or '’' or '\''))
        {
            at++;
        }

        return text[start..at];
    }

    // Accents may be written as marks of their own.
    private static bool IsMark(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static int SkipWord(string text, int start, int end)
    {
        while (start < end && !char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start;
    }

    [GeneratedRegex(
        @"(?<![\p{L}\d])\p{Lu}[\p{L}\p{M}\d&’'.-]*(?<![.'’])(\([\d]+\))?((?: (?:of|the|for|de|du|la|le|des|von|van|der|den|di|da|del|zu|and the|of the|for the|al|bin|ibn|y|e|d’|&)){0,2} (?:[dl][’'])?\p{Lu}[\p{L}\p{M}\d&’'.-]*(?<![.'’]))*",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NameForm();
}

using System.Text.RegularExpressions;

namespace ReleaseBot.Retrieval;

/// <summary>
/// Tells a date of publication ("the March 2024 press release") from a date of the matter ("the prize of March 2024"). Only the
/// former may exclude releases: the matter is announced before it happens and reported after.
/// </summary>
internal static partial class PublicationCues
{
    /// <summary>Whether the question says that a release came out on the date.</summary>
    public static bool Present(string question, DateMention mention) =>
        NounBefore().IsMatch(question[..mention.Start])
        || (mention.Relation == DateRelation.Within && NounAfter().IsMatch(question[mention.End..]))
        || VerbBefore().IsMatch(question[..mention.Start]);

    private const string Determiner = "the|this|that|these|those|all|any|every|each|which|what|show|list|find|give me|many|your|our|their|its|his|her|latest|newest|recent|first|last|no|of|in|from";

    // "releases" alone may be of hostages or of gases, so a bare one needs a determiner before it
    private const string Noun =
        $@"(?:(?:press|news|media)\s+(?:releases?|statements?|notices?|conferences?|communiqu[eé]s?)|communiqu[eé]s?|(?:(?:^|\b(?:{Determiner}))\s*)(?:releases?|announcements?|news|publications?))";

    [GeneratedRegex(
        $@"{Noun}(?:\s+(?:that|which)(?:\s+\w+){{0,2}})?(?:\s+(?:published|released|issued|dated|announced|put out|sent out))?(?:\s+(?:in|on|during|from|of|for|dated|since|before|after|between))?\s*(?:the\s+)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NounBefore();

    [GeneratedRegex(@"^(?:['’]s)?\s+(?:(?:press|news|media)\s+)?(?:releases?|communiqu[eé]s?|announcements?|press (?:statements?|notices?))\b(?!\s+of\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NounAfter();

    // Main verbs only: "what was announced in March", "what did they publish in March", not "the report published in March".
    // Not "released" and "issued": fish are released, and fines issued.
    [GeneratedRegex(
        @"\b(?:(?:was|were|been|be|got)\s+(?:(?:newly|first|officially|also|jointly|publicly)\s+)?(?:announced|published|communicated)|(?:did|does|do)\s+(?:[\w'’-]+\s+){1,6}(?:announce|publish|communicate))\s+(?:in|on|during|since|before|after|between|for)?\s*(?:the\s+)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex VerbBefore();
}

using System.Collections.Frozen;

namespace ReleaseBot.Conversations;

/// <summary>The closed word classes of English that tell a question's grammar.</summary>
internal static class EnglishWords
{
    public static readonly FrozenSet<string> Questions = Set("who whom whose what which when where why how");

    public static readonly FrozenSet<string> Auxiliaries = Set(
        """
        am is are was were be been being do does did have has had having will would shall should can could may might must
        isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't won't wouldn't can't cannot couldn't shouldn't mustn't
        """);

    public static readonly FrozenSet<string> Prepositions = Set(
        """
        of for to in on at with from by after before about since under over against during than like into onto between among around
        behind beside besides beyond without within through across towards toward until till upon near off out up down as per via despite
        """);

    /// <summary>Words that open a clause of its own.</summary>
    public static readonly FrozenSet<string> Subordinators = Set(
        "when if because although though while whereas unless once that which who whose where whether and but or nor so after before until since as than");

    public static readonly FrozenSet<string> Determiners = Set(
        "the a an each every either neither another which what whose some any no many several few this that these those one two three four five six seven eight nine ten all both most my our your");

    public static readonly FrozenSet<string> Pronouns = Set(
        """
        i me my mine we us our ours you your yours he him his she her hers it its they them their theirs one ones this that these those
        there here himself herself itself themselves each other others someone anyone everyone nobody something anything nothing
        """);

    /// <summary>Words of any sentence that say nothing of its topic: verbs of little meaning, adverbs, courtesies.</summary>
    public static readonly FrozenSet<string> Light = Set(
        """
        not no nor and or but so also too then else again still yet already just only even ever never always exactly really please thanks thank
        now next first last same such other another different similar new old more most much many less least few well very quite rather earlier later long far often
        soon ago back away together instead as if that than because while although though when where
        get gets got getting go goes going gone went come comes came coming take takes took taken taking make makes made making
        give gives gave given say says said tell tells told know see seen saw happen happens happened happening mean means
        hold holds held put let use used want wanted need needed call called become became end ended start started lot kind sort thing things
        """);

    /// <summary>Capitalised in English, yet no names.</summary>
    public static readonly FrozenSet<string> Calendar = Set(
        """
        i january february march april may june july august september october november december
        monday tuesday wednesday thursday friday saturday sunday
        """);

    /// <summary>Nouns that with "the" name something by themselves, whatever was said before.</summary>
    public static readonly FrozenSet<string> Institutions = Set(
        """
        government parliament president minister ministry cabinet state country nation world public army police economy capital council
        commission secretariat organisation organization agency authorities authority union court media internet climate weather
        """);

    /// <summary>Nouns for people that the endings of <see cref="IsPerson"/> miss.</summary>
    private static readonly FrozenSet<string> People = Set(
        """
        someone anyone everyone nobody person man woman boy girl child king queen prince princess pope chief head chair envoy judge spouse
        wife husband son father mother brother sister hero guest deputy boss aide expert individual adult pilot coach architect champion
        """);

    private static readonly FrozenSet<string> NoPeople = Set(
        "number order paper letter river centre center water power matter quarter offer border factor sector summer winter november december september october chapter register tender transfer tower disaster cover answer other");

    /// <summary>"Swiss", "British": before a noun they say which, and do not name whom a pronoun could mean.</summary>
    public static bool IsDemonym(string lower) =>
        lower is "swiss" or "german" or "french" or "dutch" or "greek" or "american" or "european" or "african" or "mexican" or "czech" or "thai" or "kazakh" or "uzbek"
        || (lower.Length > 4 && (Ends(lower, "ish") || Ends(lower, "ese") || Ends(lower, "ian") || Ends(lower, "ean")));

    /// <summary>Whether a noun is likely one of a person, by its ending.</summary>
    public static bool IsPerson(string lower) => People.Contains(lower) || (!NoPeople.Contains(lower) && lower.Length > 4
        && (Ends(lower, "er") || Ends(lower, "or") || Ends(lower, "ist") || Ends(lower, "ian") || Ends(lower, "ant") || Ends(lower, "ee") || Ends(lower, "man") || Ends(lower, "woman")
            || (Ends(lower, "ent") && !Ends(lower, "ment"))));

    /// <summary>Whether a noun looks like a plural.</summary>
    public static bool IsPlural(string lower) => lower is "people" or "men" or "women" or "children" or "police" or "media"
        || (lower.Length > 3 && lower[^1] == 's' && lower[^2] is not ('s' or 'u' or 'i'));

    /// <summary>Whether the word carries no topic.</summary>
    public static bool IsFunction(string lower) => Questions.Contains(lower) || Auxiliaries.Contains(lower) || Prepositions.Contains(lower)
        || Determiners.Contains(lower) || Pronouns.Contains(lower) || Light.Contains(lower);

    private static bool Ends(string word, string ending) => word.EndsWith(ending, StringComparison.Ordinal);

    private static FrozenSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}

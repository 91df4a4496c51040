using System.Collections.Frozen;

namespace ReleaseBot.Answers.Verification;

/// <summary>What a sentence says happened: its verbs must be the passage's, or mean the same.</summary>
internal static class Verbs
{
    // Words that may stand for one another.
    private static readonly string[] _groups =
    [
        "lead led leads head headed heads chair chaired chairs direct directed preside presided",
        "begin begins began started start starts launch launched take takes took open opened commence commenced enter entered lay laid",
        "finish finished complete completed completion conclude concluded end ended close closed",
        "emphasise emphasised emphasized stress stressed underline underlined point pointed",
        "expect expected plan planned intend intended schedule scheduled forecast estimate estimated assume assumed reckon reckoned hope hoped aim aimed want wants will",
        "put install installed build built erect erected add added set create created establish established",
        "attend attended participate participated participants guest guests bring brought together present presence gather gathered visit visited",
        "come came visit visited travel travelled arrive arrived",
        "receive received welcome welcomed host hosted get got give given award awarded",
        "punish punished fine fined penalty penalise penalised face faces",
        "rise rose risen increase increased grow grew grown climb climbed more higher additional expensive",
        "fall fell fallen decrease decreased decline declined drop dropped reduce reduced cut lower lowered less fewer",
        "approve approved adopt adopted vote voted favour agree agreed accept accepted pass passed back backed support supported consent",
        "reject rejected refuse refused vote voted against turn turned decline declined",
        "elect elected choose chose chosen vote votes appoint appointed name named",
        "call called name named describe described term termed",
        "publish published present presented release released issue issued announce announced",
        "locate located lie lies stand stands situated",
        "pay paid bear borne finance financed cover covered contribute contributed fund funded cost costs",
        "succeed succeeded succeeds replace replaced replaces follow followed take took over",
        "resign resigned leave left gave give",
        "happen happened occur occurred take place took",
        "detect detected find found discover discovered measure measured show shown observe observed",
        "host hold held take place organise organised",
        "injure injured hurt wound wounded",
        "kill killed die died death",
        "work worked employ employed employs staff serve served",
        "use used serve served need needed",
        "join joined member accession accede acceded become became",
        "base based cause caused due because result resulted account accounts",
        "move moved postpone postponed delay delayed put off later",
        "earmark earmarked go receive receives set aside allocate allocated",
        "supply supplied provide provided deliver delivered",
        "compare compared instead than",
        "note noted",
    ];

    // Who says that something was said adds nothing to it.
    private static readonly FrozenSet<string> _saying = FrozenSet.ToFrozenSet(
        ("announced stated reported added explained declared confirmed recalled informed mentioned noted argued called asked presented published planned expected based according related concerned " +
        "compared lasted stayed involved included named located so-called need indeed hundred").Split(' '));

    private static readonly ILookup<string, int> _meanings = _groups
        .SelectMany((group, at) => group.Split(' ').Distinct().Select(word => (word, at)))
        .ToLookup(entry => entry.word, entry => entry.at);

    /// <summary>The verb that the passage does not say in any way; null when there is none.</summary>
    public static string? Find(SentenceReading sentence, IReadOnlyList<SentenceReading> passage)
    {
        var words = passage.SelectMany(reading => reading.Words.Tokens).ToList();
        var roots = words.SelectMany(word => word.Roots).ToHashSet(StringComparer.Ordinal);
        var meanings = words.SelectMany(word => _meanings[word.Folded]).ToHashSet();
        return sentence.Plain
            .FirstOrDefault(word => IsVerb(word) && !roots.Contains(word.Root) && !_meanings[word.Folded].Any(meanings.Contains) && !words.Exists(other => VerbLexicon.AreRelated(word, other)))
            ?.Text;
    }

    private static bool IsVerb(Token word) => word.Folded.Length > 4 && word.Folded.EndsWith("ed", StringComparison.Ordinal) && !word.Folded.Contains('-', StringComparison.Ordinal)
        && !word.IsCapital && !_saying.Contains(word.Folded);
}

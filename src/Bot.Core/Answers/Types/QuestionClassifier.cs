using System.Text.RegularExpressions;

namespace ReleaseBot.Answers.Types;

/// <summary>Reads from a question's words what sort of answer it wants. Rules for English, and the question words of French and German.</summary>
public static partial class QuestionClassifier
{
    private static readonly (Regex Pattern, AnswerKind Kind)[] Rules =
    [
        (OpeningName(), AnswerKind.Name),
        (OpeningPlace(), AnswerKind.Place),
        (Reason(), AnswerKind.Reason),
        (Quote(), AnswerKind.Quote),
        (List(), AnswerKind.List),
        (Percent(), AnswerKind.Percent),
        (Count(), AnswerKind.Count),
        (Amount(), AnswerKind.Amount),
        (Date(), AnswerKind.Date),
        (Place(), AnswerKind.Place),
        (YesNo(), AnswerKind.YesNo),
        (Name(), AnswerKind.Name),
        (OtherQuestion(), AnswerKind.Any),
        (KeywordAmount(), AnswerKind.Amount),
        (KeywordDate(), AnswerKind.Date),
        (KeywordPlace(), AnswerKind.Place),
        (KeywordName(), AnswerKind.Name),
    ];

    /// <summary>The sort of answer <paramref name="question"/> wants; <see cref="AnswerKind.Any"/> when its words do not tell.</summary>
    public static AnswerKind Classify(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        foreach (var (pattern, kind) in Rules)
        {
            if (pattern.IsMatch(question))
            {
                return kind;
            }
        }

        return AnswerKind.Any;
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // A question word at the front says it plainly, whatever follows.
    [GeneratedRegex(@"^\W*(and |but |so )?((to|by|with|for|from|of|against) )?who(m|se)?\b", Options)]
    private static partial Regex OpeningName();

    [GeneratedRegex(@"^\W*(and |but |so )?((from|to|near) )?where\b", Options)]
    private static partial Regex OpeningPlace();

    [GeneratedRegex(@"\bwhy\b|\bpourquoi\b|\bwarum\b|\bweshalb\b|\bwhat (explains|made|caused|led|prompted|had (made|caused|led))|\b(the|for what|what) reasons?\b|on what grounds|\bhow come\b|what (was|is) the (point|purpose|aim|goal) of", Options)]
    private static partial Regex Reason();

    [GeneratedRegex(@"\bwhat (did|does|has|had|do) .{2,60}\b(say|said|comment|commented|remark|state|stated|tell|told|call|called|describe)\b|\bin (his|her|their|whose) (own )?words\b|\bquote\b", Options)]
    private static partial Regex Quote();

    [GeneratedRegex(@"^(?!\W*(and |but |so )?(when|how|did|does|do|is|are|was|were|has|have|had|can|could|will|would|may|might|should|must)\b).*\bthe (two|three|four|five|six|seven|eight|nine|ten)\b|\b(which|what|for which|name)( are| were)?( the)? (two|three|four|five|six|seven|eight|nine|ten)\b|^\s*(name|list)\b|\b(what|which) (are|were) the (main|key|chief|principal)\b|\bwhich (companies|firms|countries|states|languages|cantons|cities|members|measures|topics|themes|issues|areas|products|sectors|fields)\b|\bwhich (kinds|types|sorts) of\b", Options)]
    private static partial Regex List();

    [GeneratedRegex(@"\b(what|which)( \w+){0,2} (share|percentage|percent|proportion|rate|return)\b|\bpercent(age)?\b|\bper cent\b|\bhow much of (the|all|its|their)\b", Options)]
    private static partial Regex Percent();

    [GeneratedRegex(@"\bhow many\b|\bcombien d[e'’]|\bwie viele\b|\b(what|which) number of\b|\bnumber of\b", Options)]
    private static partial Regex Count();

    [GeneratedRegex(@"\bhow (much|big|large|long|high|wealthy|far|fast|tall|heavy|deep|wide|old|strong(ly)?|often)\b|\bcombien\b|\bwie (viel|hoch|lange|gross|groß)\b|\bwhat( \w+){0,3} (sum|amount|price|cost|fine|budget|total|value|salary|figure|bill|turnover|revenue|temperature|speed|length|size)\b|\bhow did .{1,80} perform\b|\bwhat did it cost\b", Options)]
    private static partial Regex Amount();

    [GeneratedRegex(@"^\W*(and |but |so )?((since|until|by|from) )?when\b|\bwhen$|\bquand\b|\bwann\b|\b(what|which|from what|on what|by what) (date|day|year|month|semester|quarter|time)\b|\b(since|until|by) (when|what)\b|\bdeadline\b", Options)]
    private static partial Regex Date();

    [GeneratedRegex(@"\bwhere\b|^o[uù] |\bwo (ist|war|fand|findet|wird|wurde)\b|\b(what|which)( \w+)? (city|town|place|venue|palace|village|building|location|region|island|country|canton|capital|airport|base|square)\b|\bnear which\b", Options)]
    private static partial Regex Place();

    [GeneratedRegex(@"^\W*(and |but |so )?(did|does|do|is|are|was|were|has|have|had|can|could|will|would|may|might|should|must)\b|^\W*(if|from|as of|in|after|before)\b[^?]*,\s*(did|does|do|is|are|was|were|has|have|had|can|could|will|would|may|might|should|must)\b", Options)]
    private static partial Regex YesNo();

    [GeneratedRegex(@"\bwho(m|se)?\b|\bqui\b|\bwer\b|\bwem\b|\bwhich( \w+){0,4} (person|minister|ministers|member|ambassador|president|physicist|economist|professor|scholar|researcher|scientist|architects?|designer|company|firm|start-?up|institute|institution|university|agency|office|authority|bank|party|group|hackers?|foundation|association|organi[sz]ation|state|country|lawyer|envoy|official|player|artist|author|opponent|unit|department|lab|laboratory|maker)\b|\bwhat (company|firm|country|organi[sz]ation|agency|body)\b", Options)]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(what|which|how)\b", Options)]
    private static partial Regex OtherQuestion();

    [GeneratedRegex(@"\b(amount|cost|costs|price|fine|value|volume|budget|percent|share|temperature|ceiling|money|total|salary|max|how much)\b", Options)]
    private static partial Regex KeywordAmount();

    [GeneratedRegex(@"\b(date|start date|since$|(which|planned|what) year|month|day)\b", Options)]
    private static partial Regex KeywordDate();

    [GeneratedRegex(@"\b(city|location|venue|host|place|town|headquarters)\b", Options)]
    private static partial Regex KeywordPlace();

    [GeneratedRegex(@"\b(head|chief|captain|president|chair(man|woman|person)?|ambassador|director|minister|winner|designer|author|leader|buyer|successor|secretary|commissioner|spokes(man|woman|person)|coach|founder|mayor|governor)\b", Options)]
    private static partial Regex KeywordName();
}

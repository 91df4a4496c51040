using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ReleaseBot.Releases.Facts;

/// <summary>The language of a text: by script, and by its most frequent small words where the script is Latin.</summary>
internal static partial class Languages
{
    // Catalogues err; a text this long speaks for itself.
    private const int LettersToOverrule = 200;
    private const int CharactersRead = 4000;

    // A text is taken for a language when this share of its words are small words of it (running prose has 0.25 to 0.5) …
    private const double LeastShare = 0.10;

    // … and no other language comes near. Spanish and Portuguese, the closest pair, stay apart by this.
    private const double LeastLead = 1.25;

    private static readonly FrozenDictionary<string, string> ThreeLetters =
        "eng en fra fr fre fr deu de ger de ita it spa es por pt nld nl dut nl rus ru kaz kk zho zh chi zh ara ar ukr uk tur tr"
            .Split(' ').Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    private static readonly (string Code, FrozenSet<string> Words)[] SmallWords =
    [
        ("en", Words("the of and to in a is for that on with as by was are from at be has have this will an it its which were their been not or also more")),
        ("fr", Words("le la les de des du et en un une est que pour dans par sur au aux avec qui ce cette sont a été il elle ne pas se plus ont ses entre")),
        ("de", Words("der die das und in den von zu mit für auf ist des im dem ein eine nicht sich auch als werden wird an bei sind wurde hat nach aus zum zur")),
        ("it", Words("il la di e che in un una per con del della dei delle sono è al alla nel nella da dal si non gli le più ha anche come i lo è su tra")),
        ("es", Words("el la de y que en los las un una por con para del se es al su como más ha han sus no lo fue este esta entre son sobre también o")),
        ("pt", Words("o a de e que em os as um uma do da dos das por com para no na nos nas se é ao à foi mais são pelo pela sua seu não como entre também")),
        ("nl", Words("de het een en van in te dat is op voor met zijn aan door niet bij ook naar om wordt worden werd heeft als uit er deze dit hun meer nog")),
        ("tr", Words("ve bir bu ile için olarak da de olan çok daha gibi kadar sonra tarafından en ya ise ancak yer her üzere olduğu olduğunu edildi")),
    ];

    /// <summary>The language to record: the text's own where that is sure, else the stated one, else the best guess.</summary>
    /// <param name="stated">A code as the source has it: "en", "en-GB", "eng"; null when it says nothing.</param>
    /// <param name="text">The canonical text.</param>
    /// <returns>ISO 639-1, lower case; null when nobody knows.</returns>
    public static string? Decide(string? stated, string text)
    {
        var sample = text.Length > CharactersRead ? text[..CharactersRead] : text;
        var detected = Detect(sample);
        return detected is not null && sample.Count(char.IsLetter) >= LettersToOverrule ? detected : Normalise(stated) ?? detected;
    }

    /// <summary>The two-letter code in "en-GB", "EN_us" or "eng"; null when it is not plausible.</summary>
    public static string? Normalise(string? stated)
    {
        var code = stated?.Trim().Split('-', '_')[0].ToLowerInvariant();
        if (code is { Length: 2 } && code.All(char.IsAsciiLetter))
            return code;
        return code is not null && ThreeLetters.TryGetValue(code, out var two) ? two : null;
    }

    /// <summary>The language the text is surely in; null when there is doubt.</summary>
    public static string? Detect(string text)
    {
        var count = Scripts.Count(text);
        if (count.Letters == 0)
            return null;
        var (script, letters) = count.Largest();
        if (letters < count.Letters * 0.6)
            return null;
        return script switch
        {
            Script.Latin => BySmallWords(text),
            Script.Cyrillic => Cyrillic(text, letters),
            Script.Arabic => text.AsSpan().IndexOfAny("پچژگ") >= 0 ? "fa" : "ar",
            Script.Han => "zh",
            Script.Kana => "ja",
            Script.Hangul => "ko",
            Script.Hebrew => "he",
            Script.Greek => "el",
            Script.Georgian => "ka",
            Script.Armenian => "hy",
            Script.Devanagari => "hi",
            Script.Thai => "th",
            _ => null,
        };
    }

    private static string? BySmallWords(string text)
    {
        var total = 0;
        Span<int> hits = stackalloc int[SmallWords.Length];
        foreach (var match in Word().EnumerateMatches(text))
        {
            var word = text.Substring(match.Index, match.Length).ToLowerInvariant();
            total++;
            for (var i = 0; i < hits.Length; i++)
                hits[i] += SmallWords[i].Words.Contains(word) ? 1 : 0;
        }

        if (total == 0)
            return null;
        var (best, second) = (0, 0);
        for (var i = 1; i < hits.Length; i++)
        {
            if (hits[i] > hits[best])
                best = i;
        }

        for (var i = 0; i < hits.Length; i++)
            second = i == best ? second : Math.Max(second, hits[i]);
        return hits[best] >= 3 && hits[best] >= LeastShare * total && hits[best] >= LeastLead * second ? SmallWords[best].Code : null;
    }

    // Letters that only one of the Cyrillic alphabets has.
    private static string? Cyrillic(string text, int letters)
    {
        double Share(string alphabet) => text.Count(c => alphabet.Contains(char.ToLowerInvariant(c))) / (double)letters;
        if (Share("әғқұһ") > 0.01)
            return "kk";
        if (Share("ңөү") > 0.01)
            return "ky";
        if (Share("їєґі") > 0.01)
            return "uk";
        return Share("ыэё") > 0.005 ? "ru" : null;
    }

    private static FrozenSet<string> Words(string list) => list.Split(' ').ToFrozenSet();

    [GeneratedRegex(@"[\p{L}\p{M}]+")]
    private static partial Regex Word();
}

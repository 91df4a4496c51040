namespace ReleaseBot.Releases.Facts;

internal enum Script
{
    Latin,
    Cyrillic,
    Arabic,
    Han,
    Kana,
    Hangul,
    Hebrew,
    Greek,
    Georgian,
    Armenian,
    Devanagari,
    Thai,
    Other,
}

/// <summary>Letters by writing system (Unicode blocks of the Basic Multilingual Plane).</summary>
internal static class Scripts
{
    public static ScriptCount Count(string text)
    {
        var counts = new int[(int)Script.Other + 1];
        var letters = 0;
        foreach (var c in text)
        {
            if (!char.IsLetter(c))
                continue;
            letters++;
            counts[(int)Of(c)]++;
        }

        // Japanese mixes Han with kana; a text with a good share of kana is Japanese.
        if (counts[(int)Script.Kana] * 10 > counts[(int)Script.Han])
        {
            counts[(int)Script.Kana] += counts[(int)Script.Han];
            counts[(int)Script.Han] = 0;
        }

        return new ScriptCount(letters, counts);
    }

    private static Script Of(char c) => c switch
    {
        <= '\u024F' or >= '\u1E00' and <= '\u1EFF' => Script.Latin,
        >= '\u0370' and <= '\u03FF' or >= '\u1F00' and <= '\u1FFF' => Script.Greek,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        >= '\u0530' and <= '\u058F' => Script.Armenian,
        >= '\u0590' and <= '\u05FF' => Script.Hebrew,
        >= '\u0600' and <= '\u077F' => Script.Arabic,
        >= '\u0900' and <= '\u097F' => Script.Devanagari,
        >= '\u0E00' and <= '\u0E7F' => Script.Thai,
        >= '\u10A0' and <= '\u10FF' => Script.Georgian,
        >= '\u1100' and <= '\u11FF' or >= '\uAC00' and <= '\uD7AF' => Script.Hangul,
        >= '\u3040' and <= '\u30FF' => Script.Kana,
        >= '\u3400' and <= '\u9FFF' => Script.Han,
        _ => Script.Other,
    };
}

/// <summary>How many letters a text has, in all and by script.</summary>
internal readonly record struct ScriptCount(int Letters, int[] ByScript)
{
    public (Script Script, int Letters) Largest()
    {
        var most = ByScript.Max();
        return ((Script)Array.IndexOf(ByScript, most), most);
    }
}

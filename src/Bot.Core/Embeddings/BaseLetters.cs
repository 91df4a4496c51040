using System.Collections.Frozen;
using System.Text;

namespace ReleaseBot.Embeddings;

/// <summary>
/// Letters without their accents: Unicode's canonical decomposition (NFD, Unicode 14) with the non-spacing marks taken out. Kept as
/// a table because <see cref="string.Normalize()"/> does nothing in invariant globalization mode, and so that a text has the same
/// tokens on every machine. Ideographs outside the basic plane are left alone.
/// </summary>
internal static class BaseLetters
{
    private const char Unchanged = ' ';

    /// <summary>What a character becomes when it becomes one other character, in runs of consecutive code points.</summary>
    private static readonly (int First, string Letters)[] Runs =
    [
        (0x00C0, "AAAAAA CEEEEIIII NOOOOO  UUUUY  aaaaaa ceeeeiiii nooooo  uuuuy yAaAaAaCcCcCcCcDd  EeEeEeEeEeGgGgGgGgHh  IiIiIi"
            + "IiI   JjKk LlLlLl"),
        (0x0143, "NnNnNn   OoOoOo  RrRrRrSsSsSsSsTtTt  UuUuUuUuUuUuWwYyYZzZzZz"),
        (0x01A0, "Oo"),
        (0x01AF, "Uu"),
        (0x01CD, "AaIiOoUuUuUuUuUu AaAaÆæ  GgKkOoOoƷʒj   Gg  NnAaÆæØøAaAaEeEeIiIiOoOoRrRrUuUuSsTt  Hh"),
        (0x0226, "AaEeOoOoOoOoYy"),
        (0x0374, "ʹ"),
        (0x037E, ";"),
        (0x0385, "¨Α·ΕΗΙ Ο ΥΩι"),
        (0x03AA, "ΙΥαεηιυ"),
        (0x03CA, "ιυουω"),
        (0x03D3, "ϒϒ"),
        (0x0400, "ЕЕ Г   І"),
        (0x040C, "КИУ"),
        (0x0419, "И"),
        (0x0439, "и"),
        (0x0450, "ее г   і"),
        (0x045C, "киу"),
        (0x0476, "Ѵѵ"),
        (0x04C1, "Жж"),
        (0x04D0, "АаАа  Ее  ӘәЖжЗз  ИиИиОо  ӨөЭэУуУуУуЧч  Ыы"),
        (0x0622, "ااواي"),
        (0x06C0, "ە ہ"),
        (0x06D3, "ے"),
        (0x0929, "न"),
        (0x0931, "र  ळ"),
        (0x0958, "कखगजडढफय"),
        (0x09DC, "ডঢ য"),
        (0x0A33, "ਲ  ਸ"),
        (0x0A59, "ਖਗਜ  ਫ"),
        (0x0B48, "\u0b47"),
        (0x0B5C, "ଡଢ"),
        (0x0CC0, "\u0cd5"),
        (0x0CC7, "\u0cd5\u0cd6 \u0cc2"),
        (0x0DDA, "\u0dd9"),
        (0x0F43, "ག"),
        (0x0F4D, "ཌ"),
        (0x0F52, "ད"),
        (0x0F57, "བ"),
        (0x0F5C, "ཛ"),
        (0x0F69, "ཀ"),
        (0x1026, "ဥ"),
        (0x1B3B, "\u1b35 \u1b35"),
        (0x1B43, "\u1b35"),
        (0x1E00, "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTt"
            + "TtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwy ſ"),
        (0x1EA0, "AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy"),
        (0x1F00, "ααααααααΑΑΑΑΑΑΑΑεεεεεε  ΕΕΕΕΕΕ  ηηηηηηηηΗΗΗΗΗΗΗΗιιιιιιιιΙΙΙΙΙΙΙΙοοοοοο  ΟΟΟΟΟΟ  υυυυυυυυ Υ Υ Υ ΥωωωωωωωωΩΩΩΩΩΩ"
            + "ΩΩααεεηηιιοουυωω  ααααααααΑΑΑΑΑΑΑΑηηηηηηηηΗΗΗΗΗΗΗΗωωωωωωωωΩΩΩΩΩΩΩΩααααα ααΑΑΑΑΑ ι  ¨ηηη ηηΕΕΗΗΗ᾿᾿᾿ιιιι  ιιΙΙΙΙ"
            + " ῾῾῾υυυυρρυυΥΥΥΥΡ¨¨`  ωωω ωωΟΟΩΩΩ´  \u2002\u2003"),
        (0x2126, "Ω   KA"),
        (0x219A, "←→"),
        (0x21AE, "↔"),
        (0x21CD, "⇐⇔⇒"),
        (0x2204, "∃"),
        (0x2209, "∈  ∋"),
        (0x2224, "∣ ∥"),
        (0x2241, "∼  ≃  ≅ ≈"),
        (0x2260, "= ≡"),
        (0x226D, "≍<>≤≥  ≲≳  ≶≷"),
        (0x2280, "≺≻  ⊂⊃  ⊆⊇"),
        (0x22AC, "⊢⊨⊩⊫"),
        (0x22E0, "≼≽⊑⊒"),
        (0x22EA, "⊲⊳⊴⊵"),
        (0x2329, "〈〉"),
        (0x2ADC, "⫝"),
        (0x304C, "か き く け こ さ し す せ そ た ち  つ て と"),
        (0x3070, "はは ひひ ふふ へへ ほほ"),
        (0x3094, "う"),
        (0x309E, "ゝ"),
        (0x30AC, "カ キ ク ケ コ サ シ ス セ ソ タ チ  ツ テ ト"),
        (0x30D0, "ハハ ヒヒ フフ ヘヘ ホホ"),
        (0x30F4, "ウ  ワヰヱヲ   ヽ"),
        (0xF900, "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省"
            + "葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率"
            + "隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀  塚 晴  凞猪益礼神祥福靖精羽 蘒 諸  逸都   飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫"
            + "琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵 舘  並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆"
            + "視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜   㮝䀘䀹   齃龎"),
        (0xFB1D, "י ײ"),
        (0xFB2A, "ששששאאאבגדהוז טיךכל מ נס ףפ צקרשתובכפ"),
    ];

    /// <summary>Vowel signs that fall into two: each followed by its two parts.</summary>
    private const string VowelSigns =
        "\u09cb\u09c7\u09be\u09cc\u09c7\u09d7\u0b4b\u0b47\u0b3e\u0b4c\u0b47\u0b57\u0b94\u0b92\u0bd7"
        + "\u0bca\u0bc6\u0bbe\u0bcb\u0bc7\u0bbe\u0bcc\u0bc6\u0bd7\u0ccb\u0cc2\u0cd5\u0d4a\u0d46\u0d3e"
        + "\u0d4b\u0d47\u0d3e\u0d4c\u0d46\u0d57\u0ddc\u0dd9\u0dcf\u0ddd\u0dd9\u0dcf\u0dde\u0dd9\u0ddf"
        + "\u1b06\u1b05\u1b35\u1b08\u1b07\u1b35\u1b0a\u1b09\u1b35\u1b0c\u1b0b\u1b35\u1b0e\u1b0d\u1b35"
        + "\u1b12\u1b11\u1b35\u1b40\u1b3e\u1b35\u1b41\u1b3f\u1b35";

    private static readonly FrozenDictionary<char, string> Pairs = VowelSigns.Chunk(3)
        .ToFrozenDictionary(entry => entry[0], entry => new string(entry, 1, 2));

    private static readonly FrozenDictionary<char, char> Singles = Runs
        .SelectMany(run => run.Letters.Select((letter, i) => ((char)(run.First + i), letter)))
        .Where(entry => entry.letter != Unchanged)
        .ToFrozenDictionary(entry => entry.Item1, entry => entry.letter);

    /// <summary>Writes the base letters of <paramref name="rune"/> and returns how many UTF-16 code units they take, at most 3.</summary>
    public static int Write(Rune rune, Span<char> destination)
    {
        if (!rune.IsBmp)
        {
            return rune.EncodeToUtf16(destination);
        }

        var letter = (char)rune.Value;
        if (Pairs.TryGetValue(letter, out var pair))
        {
            pair.CopyTo(destination);
            return pair.Length;
        }

        if (letter is >= '\uAC00' and <= '\uD7A3')
        {
            return WriteHangul(letter - 0xAC00, destination);
        }

        destination[0] = letter >= '\u00C0' && Singles.TryGetValue(letter, out var single) ? single : letter;
        return 1;
    }

    /// <summary>A syllable is a lead, a vowel and perhaps a tail (The Unicode Standard, section 3.12).</summary>
    private static int WriteHangul(int syllable, Span<char> destination)
    {
        destination[0] = (char)(0x1100 + (syllable / 588));
        destination[1] = (char)(0x1161 + (syllable % 588 / 28));
        var tail = syllable % 28;
        destination[2] = (char)(0x11A7 + tail);
        return tail == 0 ? 2 : 3;
    }
}

using System.Collections.Frozen;

namespace ReleaseBot.Answers.Verification;

/// <summary>The words of numbers, their scales and their units.</summary>
internal static class NumberWords
{
    private static readonly string[] _ones =
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".Split(' ');

    private static readonly string[] _tens = "twenty thirty forty fifty sixty seventy eighty ninety".Split(' ');

    private static readonly string[] _ordinals =
        ("zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth " +
        "nineteenth twentieth").Split(' ');

    /// <summary>"zero" to "ninety".</summary>
    public static FrozenDictionary<string, int> Cardinals { get; } = _ones
        .Select((word, value) => (Word: word, Value: value))
        .Concat(_tens.Select((word, at) => (Word: word, Value: (at + 2) * 10)))
        .ToFrozenDictionary(pair => pair.Word, pair => pair.Value);

    /// <summary>"first" to "ninetieth".</summary>
    public static FrozenDictionary<string, int> Ordinals { get; } = _ordinals
        .Select((word, value) => (Word: word, Value: value))
        .Concat(_tens[1..].Select((word, at) => (Word: word[..^1] + "ieth", Value: (at + 3) * 10)))
        .ToFrozenDictionary(pair => pair.Word, pair => pair.Value);

    /// <summary>"hundredth": multiplies and makes an ordinal.</summary>
    public static FrozenDictionary<string, decimal> OrdinalScales { get; } = Pairs<decimal>((100, "hundredth"), (1_000, "thousandth"), (1_000_000, "millionth"));

    /// <summary>"half", "third": the denominator.</summary>
    public static FrozenDictionary<string, int> Fractions { get; } = Pairs<int>(
        (2, "half halves"), (3, "third thirds"), (4, "quarter quarters"), (5, "fifth fifths"), (6, "sixth sixths"), (7, "seventh"), (8, "eighth eighths"), (9, "ninth"),
        (10, "tenth tenths"));

    /// <summary>What multiplies the number before it.</summary>
    public static FrozenDictionary<string, decimal> Scales { get; } = Pairs<decimal>(
        (100, "hundred"), (12, "dozen"), (1_000, "thousand tausend mille"), (1_000_000, "million millions mn mio mln million millionen"),
        (1_000_000_000, "billion billions bn mrd milliard milliards milliarden"), (1_000_000_000_000, "trillion trillions tn"));

    /// <summary>Scales of one letter: only right behind digits that count money.</summary>
    public static FrozenDictionary<string, decimal> Letters { get; } = Pairs<decimal>((1_000, "k"), (1_000_000, "m"), (1_000_000_000, "b"));

    /// <summary>Plurals that say about how many.</summary>
    public static FrozenSet<string> Vague { get; } = FrozenSet.ToFrozenSet(["dozens", "hundreds", "thousands", "millions", "billions"]);

    /// <summary>"doubled", "twice".</summary>
    public static FrozenDictionary<string, int> Multiples { get; } = Pairs<int>(
        (2, "twice double doubled doubles doubling twofold"), (3, "thrice triple tripled triples tripling threefold"), (4, "quadruple quadrupled fourfold"),
        (5, "fivefold"), (10, "tenfold"));

    /// <summary>Currencies by symbol, code and name.</summary>
    public static FrozenDictionary<string, string> Currencies { get; } = new (string Code, string Names)[]
    {
        ("EUR", "€ eur euro euros"), ("USD", "$ us$ usd dollar dollars"), ("CHF", "chf franc francs franken sfr"), ("GBP", "£ gbp sterling"),
        ("JPY", "¥ jpy yen"), ("RUB", "rub rouble roubles ruble rubles"), ("KZT", "kzt tenge"), ("CNY", "cny rmb yuan renminbi"), ("INR", "₹ inr rupee rupees"),
        ("SEK", "sek kronor"), ("NOK", "nok"), ("DKK", "dkk"), ("PLN", "pln zloty"), ("CZK", "czk"), ("HUF", "huf"), ("TRY", "try lira"), ("BRL", "brl real reais"),
        ("AUD", "aud a$"), ("CAD", "cad c$"), ("CENT", "cent cents"),
    }.SelectMany(pair => pair.Names.Split(' ').Select(name => (name, pair.Code))).ToFrozenDictionary(pair => pair.name, pair => pair.Code);

    /// <summary>Measures by their names.</summary>
    public static FrozenDictionary<string, string> Measures { get; } = new (string Unit, string Names)[]
    {
        ("km", "km kilometre kilometres kilometer kilometers kms"), ("m", "m metre metres meter meters"), ("cm", "cm centimetre centimetres centimeter centimeters"),
        ("mm", "mm millimetre millimetres millimeter millimeters"), ("mile", "mile miles"), ("foot", "foot feet ft"), ("kg", "kg kilogram kilograms kilogramme kilogrammes"),
        ("g", "gram grams gramme grammes"), ("mg", "mg milligram milligrams"), ("µg", "µg microgram micrograms"), ("t", "t tonne tonnes ton tons"),
        ("ha", "ha hectare hectares"), ("acre", "acre acres"), ("l", "litre litres liter liters"), ("kW", "kw kilowatt kilowatts"), ("MW", "mw megawatt megawatts"),
        ("GW", "gw gigawatt gigawatts"), ("kWh", "kwh"), ("MWh", "mwh"), ("GWh", "gwh"), ("second", "seconds secs"), ("minute", "minute minutes min"),
        ("hour", "hour hours hrs"), ("day", "day days"), ("week", "week weeks"), ("month", "month months"), ("year", "year years"), ("decade", "decade decades"),
        ("century", "century centuries"), ("degree", "degree degrees °"),
    }.SelectMany(pair => pair.Names.Split(' ').Select(name => (name, pair.Unit))).ToFrozenDictionary(pair => pair.name, pair => pair.Unit);

    /// <summary>Units of time: "over three years" is no bound.</summary>
    public static FrozenSet<string> Times { get; } = FrozenSet.ToFrozenSet(["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"]);

    private static FrozenDictionary<string, T> Pairs<T>(params (T Value, string Words)[] pairs) => pairs
        .SelectMany(pair => pair.Words.Split(' ').Distinct().Select(word => (word, pair.Value)))
        .DistinctBy(pair => pair.word)
        .ToFrozenDictionary(pair => pair.word, pair => pair.Value);
}

using ReleaseBot.Releases;

namespace ReleaseBot.Answers;

/// <summary>Releases made up for tests: a fee that changes, two issuers, another language, and letters of several code units.</summary>
internal static class SmallReleases
{
    public const string Fee2023 = "fee-2023";
    public const string Fee2024 = "fee-2024";
    public const string Ferry = "ferry";
    public const string German = "labor";
    public const string Festival = "festival";

    /// <summary>A name with a combining accent, inside marks that turn the direction of writing.</summary>
    public const string FestivalSentence = "The f\u00EAte was opened by \u202BJose\u0301 A\u030Astr\u00F6m\u202C 😀👩\u200D🔬, the mayor of Tarnvik, on 3 July 2024.";

    public static IReadOnlyList<ReleaseDocument> All { get; } =
    [
        Of(Fee2023, "Harbour fee for 2023 fixed", "2023-03-01", "Harbour Board", "en",
            "The Harbour Board has fixed the fee for mooring in the port of Tarnvik. The mooring fee is EUR 12 per tonne. It applies from 1 April 2023 to all cargo ships."),
        Of(Fee2024, "Harbour fee for 2024 fixed", "2024-03-05", "Harbour Board", "en",
            "The Harbour Board has fixed the fee for mooring in the port of Tarnvik. The mooring fee is EUR 15 per tonne. It applies from 1 May 2024 to all cargo ships."),
        Of(Ferry, "New ferry to the islands", "2024-06-11", "Ferry Office", "en",
            "The Ferry Office will run a new ferry from Tarnvik to the islands from August. The ferry was named after the captain Ida Holm. It carries 240 passengers."),
        Of(German, "Neues Labor in Tarnvik eröffnet", "2024-09-02", "Harbour Board", "de",
            "Der Hafenrat hat in Tarnvik ein neues Labor eröffnet. Geleitet wird das Labor von der Chemikerin Annegret Lohwald. Es untersucht im Jahr 900 Proben aus dem Hafen."),
        Of(Festival, "A f\u00EAte for the harbour 😀", "2024-07-03", "Harbour Board", "en",
            $"Thousands came to the harbour of Tarnvik. {FestivalSentence} The music \u202Eplayed\u202C until midnight."),
    ];

    private static ReleaseDocument Of(string id, string title, string date, string issuer, string language, string text) =>
        new() { Id = id, Title = title, Date = date, Issuer = [issuer], Lang = language, Text = text, Url = "https://harbour.example/" + id };
}

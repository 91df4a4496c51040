using System.Text.RegularExpressions;

namespace ReleaseBot.Releases.Facts;

/// <summary>The words by which boilerplate is known, in English, French, German, Italian, Spanish and Russian.</summary>
internal static partial class BoilerplateWords
{
    /// <summary>"Media Contact:", "For more information, please contact …", "Address for enquiries:", "Rückfragen:".</summary>
    public static bool IsContactOpening(ReadOnlySpan<char> line) => ContactOpening().IsMatch(line);

    /// <summary>An opening that names the press, and so is a contact even without an address after it.</summary>
    public static bool IsPressContact(ReadOnlySpan<char> line) => line.Length <= 60 && PressContact().IsMatch(line);

    /// <summary>A mail address, a telephone number or a label for one.</summary>
    public static bool HasAddress(ReadOnlySpan<char> line) => Address().IsMatch(line);

    /// <summary>A line that holds little but an address: "Email: …", "Phone: …", "www.…".</summary>
    public static bool IsAddressLine(ReadOnlySpan<char> line) => line.Length <= 120 && AddressLine().IsMatch(line);

    /// <summary>"###", "- END -", "ENDS", "-30-".</summary>
    public static bool IsEndMark(ReadOnlySpan<char> line) => line.Length <= 30 && EndMark().IsMatch(line);

    /// <summary>"Notes to editors", "Editor's note:".</summary>
    public static bool IsNotesHeading(ReadOnlySpan<char> line) => line.Length <= 40 && NotesHeading().IsMatch(line);

    /// <summary>"About CICA", "Über uns", "À propos de l'OMS": a heading whose significant words all begin with a capital.</summary>
    public static bool IsAboutHeading(ReadOnlySpan<char> line) => line.Length <= 90 && AboutHeading().IsMatch(line);

    /// <summary>"Share on Facebook", "Follow us on X: @cica".</summary>
    public static bool IsShareLine(ReadOnlySpan<char> line) => line.Length <= 100 && ShareLine().IsMatch(line);

    private const string Opening =
        @"(?:media|press|news)\s+(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|quer(?:y|ies)|relations|office|service)(?:\s+(?:details|information|persons?))?" +
        @"|contacts?(?:\s+(?:details|information|persons?|us))?(?:\s+for\s+(?:the\s+)?(?:media|press|journalists|enquiries|inquiries))?" +
        @"|(?:address|contacts?)\s+for\s+(?:media\s+)?(?:enquiries|inquiries|queries)" +
        @"|(?:for\s+)?(?:further|more|additional)\s+(?:information|details|enquiries|inquiries)|(?:enquiries|inquiries)" +
        @"|contacts?\s+(?:presse|médias?)|(?:contact|service)\s+de\s+presse|renseignements(?:\s+complémentaires)?|pour\s+(?:de\s+)?plus\s+d['’]informations?" +
        @"|adresse\s+pour\s+l['’]envoi\s+de\s+questions" +
        @"|(?:medien|presse)(?:kontakte?|stelle|anfragen)|ansprechpartner(?:in)?|kontakte?|auskünfte|(?:weitere|nähere)\s+(?:auskünfte|informationen)" +
        @"|rückfragen|adresse\s+für\s+rückfragen|kontakt\s+für\s+(?:die\s+)?(?:medien|presse)" +
        @"|contatt[oi](?:\s+(?:stampa|media|per\s+la\s+stampa))?|(?:ulteriori\s+)?informazioni|indirizzo\s+(?:per|cui)\s+.{0,20}domande" +
        @"|contactos?(?:\s+(?:de\s+prensa|para\s+medios))?|контакты?(?:\s+для\s+(?:сми|прессы))?|контактн(?:ая\s+информация|ое\s+лицо)|пресс-служба";

    [GeneratedRegex(
        @"^[*_#>\s\[(]*(?:(?:" + Opening + @")[*_\s]*(?::|\)?$)|for\s+(?:any\s+)?(?:(?:further|more|additional|media|press)\s+)?(?:information" +
        @"|details|enquiries|inquiries|queries|questions)[^.]{0,60}?(?:contact|call|e-?mail|write\s+to)\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex ContactOpening();

    [GeneratedRegex(
        @"^\W*(?:(?:media|press)\s+(?:contacts?|enquiries|inquiries|queries)|contacts?\s+(?:presse|médias?)|(?:medien|presse)kontakte?" +
        @"|contatt[oi]\s+stampa|контакты?\s+для\s+(?:сми|прессы))",
        RegexOptions.IgnoreCase)]
    private static partial Regex PressContact();

    private const string Mail = @"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}";

    private const string Phone = @"(?:\+|\b00)[0-9][0-9 ()./‑-]{6,20}[0-9]";

    private const string Label =
        @"\b(?:e-?mail|courriel|phone|telephone|tel|tél|téléphone|telefon|fax|mobile|whatsapp|тел|телефон|эл\.\s?почта)\.?\s{0,2}:" +
        @"|\b(?:tel|tél|phone|telefon|fax|mobile|тел)\.?\s{0,2}\(?[0-9]{2}";

    [GeneratedRegex(Mail + "|" + Phone + "|" + Label, RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(
        @"^\W*(?:" + Mail + "|" + Phone + "|(?:" + Label + @").{0,80}|(?:web(?:site)?|internet|site|twitter|x|facebook|linkedin|instagram" +
        @"|telegram)\s*:\s*\S.{0,80}|(?:https?://|www\.)\S{1,90})\W*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex AddressLine();

    [GeneratedRegex(@"^(?:#\s?#\s?#[#\s]*|[-–—*_#\s]*(?:ENDS?|End|Ends|FIN|ENDE)[-–—*_#\s]*[.:]?|[-–—]\s*30\s*[-–—])$")]
    private static partial Regex EndMark();

    [GeneratedRegex(@"^\W*(?:notes?\s+(?:to|for)\s+(?:the\s+)?editors?|editors?['’]?s?['’]?\s+notes?|note\s+aux\s+rédactions?" +
        @"|hinweis\s+an\s+die\s+redaktion(?:en)?|к\s+сведению\s+редакторов)\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex NotesHeading();

    [GeneratedRegex(
        @"^[*_#>\s]*(?:About|ABOUT|Über|À propos|A propos|Chi è|Sobre|О)\s+(?:(?:us|uns|нас)|(?:(?:the|die|das|den|der|de|du|la|le|les|el|l['’]" +
        @"|d['’])\s*){0,2}\p{Lu}[\p{L}\p{M}0-9&.'’-]*" +
        @"(?:\s+(?:\(?\p{Lu}[\p{L}\p{M}0-9&.,'’)-]*|\(?[0-9]+\)?|&|of|for|and|the|in|on|to|de|des|du|la|le|et|für|der|des|und|di|della|e|y|del|и" +
        @"|по))*)[*_\s]*:?$")]
    private static partial Regex AboutHeading();

    private const string Networks = @"(?:facebook|twitter|x|linkedin|instagram|youtube|telegram|whatsapp|vk|tiktok|threads|mastodon|bluesky|flickr" +
        @"|e-?mail|social\s+media|print)";

    [GeneratedRegex(
        @"^\W*(?:(?:share(?:\s+this)?(?:\s+\w+){0,2}|follow\s+\S{1,40}|find\s+us|like\s+us|join\s+us|partager|teilen|поделиться)\s+(?:on|via|sur|auf" +
        @"|в)\s+" + Networks + @"\b[^.]{0,60}" +
        @"|share(?:\s+this(?:\s+(?:page|article|release|story))?)?|tweet|print(?:\s+this\s+page)?|" + Networks + @"(?:[\s,/|•·]+" + Networks + @")+)\W*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex ShareLine();
}

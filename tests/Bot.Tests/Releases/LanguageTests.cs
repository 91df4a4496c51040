using ReleaseBot.Releases.Facts;

namespace ReleaseBot.Releases;

public sealed class LanguageTests
{
    private const string German =
        "Die Kommission hat an ihrer Sitzung vom Dienstag beschlossen, den Schutz vor Hochwasser zu verbessern. Dazu werden an den Ufern neue Messstellen gebaut, " +
        "und die Warnungen an die Bevölkerung werden künftig auch über das Radio verbreitet. Die Kosten werden von den beiden Mitgliedstaaten getragen.";

    [Theory]
    [InlineData("en", "The delegation was headed by the chairs of the two committees, and it was received by the Secretary General.")]
    [InlineData("fr", "Le Conseil a décidé de réformer les règles du marché, et la commission sera chargée de leur mise en œuvre dans les deux pays.")]
    [InlineData("de", German)]
    [InlineData("it", "Il Consiglio federale ha deciso di riformare le regole del mercato, che sono state adottate nella seduta di oggi a Berna.")]
    [InlineData("es", "El Consejo decidió reformar las reglas del mercado, y la comisión será la encargada de su aplicación en los dos países.")]
    [InlineData("pt", "O Conselho decidiu reformar as regras do mercado, e a comissão não será a única encarregada da sua aplicação nos dois países.")]
    [InlineData("nl", "De Raad heeft besloten om de regels van de markt te hervormen, en de commissie zal met het toezicht in beide landen worden belast.")]
    [InlineData("ru", "Депутаты посетили штаб-квартиру, и делегацию возглавили председатели комитетов, которые выступили с заявлением.")]
    [InlineData("uk", "Депутати відвідали штаб-квартиру, і делегацію очолили голови комітетів, які виступили із заявою про її підсумки.")]
    [InlineData("kk", "Қазақстан Республикасы Парламентінің депутаттары ұйымның штаб-пәтеріне барып, кездесу өткізді және ұсыныстар айтты.")]
    [InlineData("zh", "哈萨克斯坦议员访问亚信总部。代表团由参议院和议会委员会主席率领。")]
    [InlineData("ja", "カザフスタンの議員が本部を訪問しました。代表団は委員会の委員長が率いました。")]
    [InlineData("ar", "زار أعضاء البرلمان الكازاخستاني مقر المنظمة والتقوا بالأمين العام.")]
    public void Text_is_known_by_its_words(string language, string text) => Assert.Equal(language, Languages.Detect(text));

    [Theory]
    [InlineData("CICA EXPO 2024 3,5 % GDP")]
    [InlineData("12 345")]
    [InlineData("")]
    [InlineData("Konferens för samarbete med flera medlemsländer")]
    public void Text_in_doubt_has_no_language(string text) => Assert.Null(Languages.Detect(text));

    [Theory]
    [InlineData("en", German, "de")]
    [InlineData(null, German, "de")]
    [InlineData("fr", "Die Kommission hat das Budget für die zwei Jahre beschlossen.", "fr")]
    [InlineData(null, "Die Kommission hat das Budget für die zwei Jahre beschlossen.", "de")]
    [InlineData("en-GB", "CICA", "en")]
    [InlineData("KAZ", "CICA", "kk")]
    [InlineData("english", "CICA", null)]
    [InlineData(null, "CICA", null)]
    public void Long_sure_text_overrules_the_catalogue_and_short_does_not(string? stated, string text, string? expected) =>
        Assert.Equal(expected, Languages.Decide(stated, text));
}

using CsCheck;

namespace ReleaseBot.Answers.Types;

public sealed class QuestionClassifierTests
{
    [Theory]
    [InlineData("Who headed the delegation?", AnswerKind.Name)]
    [InlineData("And by whom was it signed?", AnswerKind.Name)]
    [InlineData("Whose place does she take?", AnswerKind.Name)]
    [InlineData("Which minister resigned?", AnswerKind.Name)]
    [InlineData("What company built the lock?", AnswerKind.Name)]
    [InlineData("Qui a dirigé la délégation ?", AnswerKind.Name)]
    [InlineData("Wer leitet das Labor?", AnswerKind.Name)]
    [InlineData("ilvane council chair 2023", AnswerKind.Name)]
    [InlineData("Where was the forum held?", AnswerKind.Place)]
    [InlineData("In which town will the forum take place?", AnswerKind.Place)]
    [InlineData("Où se trouve le laboratoire ?", AnswerKind.Place)]
    [InlineData("Wo ist das Labor?", AnswerKind.Place)]
    [InlineData("When did the agreement enter into force?", AnswerKind.Date)]
    [InlineData("And when was that?", AnswerKind.Date)]
    [InlineData("On what date was it signed?", AnswerKind.Date)]
    [InlineData("In what year was the lock built?", AnswerKind.Date)]
    [InlineData("Quand le navire a-t-il été baptisé ?", AnswerKind.Date)]
    [InlineData("Wann wurde das Labor eröffnet?", AnswerKind.Date)]
    [InlineData("When did the two ministers meet?", AnswerKind.Date)]
    [InlineData("How many stations are there?", AnswerKind.Count)]
    [InlineData("How many envoys did the three countries send?", AnswerKind.Count)]
    [InlineData("Combien de stations y a-t-il ?", AnswerKind.Count)]
    [InlineData("Combien d’habitants sont touchés ?", AnswerKind.Count)]
    [InlineData("Wie viele Proben untersucht das Labor?", AnswerKind.Count)]
    [InlineData("How much did the barrier cost?", AnswerKind.Amount)]
    [InlineData("How high did the river get?", AnswerKind.Amount)]
    [InlineData("What does one station cost?", AnswerKind.Amount)]
    [InlineData("Combien coûte le navire ?", AnswerKind.Amount)]
    [InlineData("Wie hoch stieg der Fluss?", AnswerKind.Amount)]
    [InlineData("port amary barrier price", AnswerKind.Amount)]
    [InlineData("What percentage of the budget does Corvania pay?", AnswerKind.Percent)]
    [InlineData("What share of the vote went to the president?", AnswerKind.Percent)]
    [InlineData("Why was the forum postponed?", AnswerKind.Reason)]
    [InlineData("What caused the accident?", AnswerKind.Reason)]
    [InlineData("Pourquoi le projet est-il arrêté ?", AnswerKind.Reason)]
    [InlineData("Warum wurde das Forum verschoben?", AnswerKind.Reason)]
    [InlineData("What did the minister say about the dykes?", AnswerKind.Quote)]
    [InlineData("Which countries signed the compact?", AnswerKind.List)]
    [InlineData("What are the main measures?", AnswerKind.List)]
    [InlineData("Name the winners of the prize.", AnswerKind.List)]
    [InlineData("Which two towns were flooded?", AnswerKind.List)]
    [InlineData("Did Dovrania join the Commission?", AnswerKind.YesNo)]
    [InlineData("Was that advice legally binding?", AnswerKind.YesNo)]
    [InlineData("Did the two countries sign the protocol?", AnswerKind.YesNo)]
    [InlineData("What did the inquiry find?", AnswerKind.Any)]
    [InlineData("How does the alarm work?", AnswerKind.Any)]
    [InlineData("", AnswerKind.Any)]
    [InlineData("????", AnswerKind.Any)]
    public void Words_of_the_question_tell_what_it_asks_for(string question, AnswerKind expected) => Assert.Equal(expected, QuestionClassifier.Classify(question));

    [Theory]
    [InlineData("WHO HEADED THE DELEGATION?", AnswerKind.Name)]
    [InlineData("  “when” was it?", AnswerKind.Date)]
    [InlineData("…so where was it?", AnswerKind.Place)]
    public void Case_and_punctuation_do_not_matter(string question, AnswerKind expected) => Assert.Equal(expected, QuestionClassifier.Classify(question));

    [Theory]
    [InlineData("The wholesale market")]
    [InlineData("whereabouts")]
    public void Question_words_inside_other_words_do_not_count(string question) => Assert.Equal(AnswerKind.Any, QuestionClassifier.Classify(question));

    [Fact]
    public void Any_text_is_of_some_sort() => AnyText.Any.Sample(text => Assert.True(Enum.IsDefined(QuestionClassifier.Classify(text))), iter: 3_000);
}

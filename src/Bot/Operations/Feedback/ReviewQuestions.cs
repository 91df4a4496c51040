using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReleaseBot.Answers.Types;

namespace ReleaseBot.Operations;

/// <summary>
/// What went wrong, as lines of a question file. Nobody knows the right answer yet, so a line expects none ("answerable": false), which is
/// at least better than the one that was rated down, until a person fills in "answers" and "gold".
/// </summary>
internal static class ReviewQuestions
{
    private static readonly ReviewJson _json = new(new JsonSerializerOptions(ReviewJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>One line for each answer; an answer both unanswered and rated down stands once, with its comment.</summary>
    public static IEnumerable<string> ToLines(IEnumerable<UnansweredQuestion> unanswered, IEnumerable<RatedAnswer> lowRated) =>
        lowRated.Select(rated => ToLine(rated.Answer, rated.Feedback.Comment))
            .Concat(unanswered.Select(question => ToLine(question.Answer, null)))
            .DistinctBy(line => line.Id)
            .Select(line => JsonSerializer.Serialize(line, _json.ReviewLine));

    private static ReviewLine ToLine(RememberedAnswer answer, string? comment) => new(
        $"review-{answer.Id}",
        answer.StandaloneQuestion,
        [],
        [],
        TypeOf(answer.StandaloneQuestion),
        Answerable: false,
        After: null,
        answer.Clock,
        Notes: string.Empty,
        answer.Asked,
        answer.Question,
        answer.Shown,
        answer.Releases,
        comment);

    private static string TypeOf(string question) => QuestionClassifier.Classify(question) switch
    {
        AnswerKind.Name => "who",
        AnswerKind.Place => "where",
        AnswerKind.Date => "when",
        AnswerKind.Count => "how_many",
        AnswerKind.Amount or AnswerKind.Percent => "how_much",
        AnswerKind.Reason => "why",
        AnswerKind.List => "list",
        AnswerKind.YesNo => "yes_no",
        AnswerKind.Quote => "quote",
        _ => "what",
    };
}

/// <summary>
/// A question file's fields, then what a reviewer wants to see. Those have names of their own because words in "notes" have a meaning there.
/// </summary>
internal sealed record ReviewLine(
    string Id,
    string Question,
    ImmutableArray<string> Answers,
    ImmutableArray<string> Gold,
    string Type,
    bool Answerable,
    string? After,
    DateOnly? Clock,
    string Notes,
    DateTimeOffset Asked,
    string AskedAs,
    string Shown,
    ImmutableArray<string> Releases,
    string? Comment);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReviewLine))]
internal sealed partial class ReviewJson : JsonSerializerContext;

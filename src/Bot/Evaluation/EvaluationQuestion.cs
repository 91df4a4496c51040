using System.Collections.Immutable;
using System.Text.Json;

namespace ReleaseBot.Evaluation;

/// <summary>A question with what is accepted as its answer; a line of a question file.</summary>
/// <param name="Id">Unique in its file.</param>
/// <param name="Question">The words asked.</param>
/// <param name="Answers">Accepted answers, shortest first; the items of a list joined by "; ".</param>
/// <param name="Gold">Sentences that say so, verbatim.</param>
/// <param name="Type">who, when, where, how_many, how_much, what, why, list, yes_no or quote.</param>
/// <param name="Answerable">False when the releases do not say.</param>
/// <param name="After">Id of the question this one follows up.</param>
/// <param name="Clock">Today's date, as the question means it.</param>
/// <param name="Notes">Remarks; "abstractive" means that the answer does not stand in the text word for word.</param>
public sealed record EvaluationQuestion(
    string Id,
    string Question,
    ImmutableArray<string> Answers,
    ImmutableArray<GoldQuote> Gold,
    string Type,
    bool Answerable,
    string? After = null,
    DateOnly? Clock = null,
    string? Notes = null)
{
    /// <summary>Reads a question file (JSON lines); fields it does not know are passed over.</summary>
    /// <exception cref="FormatException">A line is no question, or cannot follow up what it says; the message names it and what it lacks.</exception>
    public static IReadOnlyList<EvaluationQuestion> Load(string path)
    {
        var questions = new List<EvaluationQuestion>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var place = $"{path}, line {number}";
            var question = Parse(line, place);
            if (question.Mistake(ids) is { } mistake)
            {
                throw new FormatException($"{place}: {mistake}");
            }

            ids.Add(question.Id);
            questions.Add(question);
        }

        return questions.Count > 0 ? questions : throw new FormatException($"{path} holds no question. A line is a JSON object with id, question, answers, gold, type and answerable.");
    }

    private static EvaluationQuestion Parse(string line, string place)
    {
        try
        {
            var question = JsonSerializer.Deserialize(line, EvaluationJson.Default.EvaluationQuestion);
            return question is { Id: not null, Question: not null, Type: not null, Answers.IsDefault: false, Gold.IsDefault: false }
                ? question
                : throw new FormatException($"{place}: \"id\", \"question\", \"answers\", \"gold\" and \"type\" must all be given.");
        }
        catch (JsonException failure)
        {
            throw new FormatException($"{place}: {failure.Message}", failure);
        }
    }

    private string? Mistake(HashSet<string> before) => this switch
    {
        { Id: "" } => "The id is empty.",
        { Question: var words } when string.IsNullOrWhiteSpace(words) => $"Question {Id} has no words.",
        { Answerable: true, Answers.IsEmpty: true, Gold.IsEmpty: true } => $"Question {Id} is answerable, so it needs an accepted answer or a gold quote.",
        _ when before.Contains(Id) => $"The id {Id} stands twice; ids must differ.",
        { After: { } after } when !before.Contains(after) => $"Question {Id} follows up {after}, which does not stand before it.",
        _ => null,
    };

    /// <summary>Whether it asks for what only its date decides.</summary>
    public bool IsDateAware => Clock is not null || (Notes?.Contains("date", StringComparison.Ordinal) ?? false);

    /// <summary>Whether the answer's own words need not stand in the text.</summary>
    public bool IsAbstractive => Type == "yes_no" || (Notes?.Contains("abstractive", StringComparison.Ordinal) ?? false);
}

/// <summary>A sentence that answers a question.</summary>
/// <param name="ReleaseId">The release it stands in.</param>
/// <param name="Quote">Its words, verbatim.</param>
public sealed record GoldQuote(string ReleaseId, string Quote);

using System.Text.Json;

namespace ReleaseBot.Retrieval;

/// <summary>Weights and thresholds found on the development questions by <c>bot eval --tune</c>; the file <c>Models/tuning.json</c>.</summary>
/// <param name="Version">Names this set of values; shown in evaluation results.</param>
/// <param name="Retrieval">Weights of the retrieval features.</param>
/// <param name="Evidence">Weights of the sentence features.</param>
/// <param name="Confidence">Weights of the calibrator, with its bias.</param>
/// <param name="AnswerThreshold">Confidence from which a question is answered, 0 to 1.</param>
public sealed record Tuning(
    string Version,
    IReadOnlyDictionary<string, double> Retrieval,
    IReadOnlyDictionary<string, double> Evidence,
    IReadOnlyDictionary<string, double> Confidence,
    double AnswerThreshold)
{
    /// <summary>Name of the file in the models' folder.</summary>
    public const string FileName = "tuning.json";

    /// <summary>How the file is written and read.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, AllowTrailingCommas = false };

    /// <summary>Reads the file.</summary>
    /// <exception cref="TuningException">The file is missing or malformed.</exception>
    public static Tuning Load(string path)
    {
        try
        {
            var tuning = JsonSerializer.Deserialize<Tuning>(File.ReadAllText(path), Json);
            if (tuning is not { Retrieval: not null, Evidence: not null, Confidence: not null } || tuning.AnswerThreshold is not (>= 0 and <= 1))
            {
                throw new TuningException($"The tuning file {path} lacks a section or its threshold is not between 0 and 1. Restore Models/tuning.json.");
            }

            return tuning;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new TuningException($"The tuning file {path} cannot be read: {failure.Message} Restore Models/tuning.json from the release or repository.", failure);
        }
    }
}

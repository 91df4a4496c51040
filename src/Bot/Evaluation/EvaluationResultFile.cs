using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleaseBot.Evaluation;

/// <summary>A result as a JSON file.</summary>
internal static class EvaluationResultFile
{
    private static readonly JsonSerializerOptions _compact = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly JsonSerializerOptions _document = new(_compact)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new Rounded(), new ScoreOnOneLine() },
    };

    /// <summary>The result as a JSON document.</summary>
    public static string Json(EvaluationResult result) => JsonSerializer.Serialize(result, _document) + "\n";

    /// <summary>Reads a result that an earlier run wrote.</summary>
    /// <exception cref="FormatException">The file is no result, or one of another version; the message says what to do.</exception>
    public static EvaluationResult Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<EvaluationResult>(File.ReadAllText(path), _document)
                ?? throw new FormatException($"{path} is empty; it must be a file that `bot eval --result` wrote.");
        }
        catch (JsonException failure)
        {
            throw new FormatException(
                $"{path} is no result of this version ({failure.Message}). Write one with `bot eval --result {Path.GetFileName(path)}` from the build to compare with.", failure);
        }
    }

    // Results are kept under version control: a question a line, not eight, and no digits that mean nothing.
    private sealed class ScoreOnOneLine : JsonConverter<QuestionScore>
    {
        public override QuestionScore? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<QuestionScore>(ref reader, _compact);

        public override void Write(Utf8JsonWriter writer, QuestionScore value, JsonSerializerOptions options) =>
            writer.WriteRawValue(JsonSerializer.Serialize(value, _compact));
    }

    private sealed class Rounded : JsonConverter<double>
    {
        private const int Digits = 4;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(Math.Round(value, Digits));
    }
}

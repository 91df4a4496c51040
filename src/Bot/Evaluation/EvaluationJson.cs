using System.Text.Json.Serialization;

namespace ReleaseBot.Evaluation;

/// <summary>JSON of question files; fields that are not known here are left alone, so that other programs may add theirs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EvaluationQuestion))]
internal sealed partial class EvaluationJson : JsonSerializerContext;

using System.Globalization;
using NJsonSchema;
using NSwag;

namespace ReleaseBot.Qdrant;

/// <summary>Parameters after the question mark: documented ones only, written as the server reads them.</summary>
internal static class QueryRules
{
    private static readonly string[] _consistencies = ["majority", "quorum", "all"];

    public static IEnumerable<string> Check(OpenApiOperation operation, string target)
    {
        var parts = target.Split('?', 2);
        foreach (var pair in parts.Length == 1 ? [] : parts[1].Split('&'))
        {
            var (name, value) = pair.Split('=', 2) is [var left, var right] ? (left, Uri.UnescapeDataString(right)) : (pair, string.Empty);
            var parameter = operation.ActualParameters.FirstOrDefault(each => each.Kind == OpenApiParameterKind.Query && each.Name == name);
            if (parameter is null)
            {
                yield return $"?{name}: not documented";
            }
            else if (!Takes(parameter, value))
            {
                yield return $"?{name}={value}: not a value of it";
            }
        }
    }

    private static bool Takes(OpenApiParameter parameter, string value)
    {
        var schema = parameter.Schema?.ActualSchema ?? parameter.ActualSchema;
        return parameter.Name == "consistency" ? _consistencies.Contains(value) || uint.TryParse(value, CultureInfo.InvariantCulture, out _)
            : schema.Enumeration.Count > 0 ? schema.Enumeration.Contains(value)
            : schema.Type switch
            {
                JsonObjectType.Boolean => value is "true" or "false",
                JsonObjectType.Integer => long.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= (schema.Minimum ?? 0),
                _ => value.Length > 0,
            };
    }
}

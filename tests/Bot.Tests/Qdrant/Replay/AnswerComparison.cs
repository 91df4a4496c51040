using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ReleaseBot.Qdrant;

/// <summary>
/// Compares an answer with a recorded one: status, the headers that matter, and the body but for times and random names. Floats agree to
/// seven digits. The order of points of equal rank is unspecified, and so is which of them come before a limit.
/// </summary>
internal sealed partial class AnswerComparison
{
    private static readonly string[] _headers = ["connection", "content-encoding", "content-type", "retry-after", "transfer-encoding"];
    private static readonly string[] _random = ["time", "commit", "peer_id"];

    private readonly RecordedStep _step;
    private readonly List<string> _differences = [];

    private AnswerComparison(RecordedStep step) => _step = step;

    /// <summary>What differs, by place; empty where the answers agree.</summary>
    public static async Task<IReadOnlyList<string>> CompareAsync(RecordedStep step, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var comparison = new AnswerComparison(step);
        comparison.Same("status", step.Response.GetProperty("status").GetInt32(), (int)answer.StatusCode);
        comparison.CompareHeaders(answer);
        comparison.CompareBody(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return comparison._differences;
    }

    private void CompareHeaders(HttpResponseMessage answer)
    {
        var recorded = _step.Response.GetProperty("headers");
        foreach (var name in _headers)
        {
            var actual = answer.Headers.Concat(answer.Content.Headers)
                .Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(header => string.Join(',', header.Value))
                .FirstOrDefault();
            Same(name, recorded.TryGetProperty(name, out var value) ? value.GetString() : null, actual);
        }
    }

    private void CompareBody(byte[] actual)
    {
        if (_step.Response.TryGetProperty("body", out var body))
        {
            var text = Encoding.UTF8.GetString(actual);
            Compare("body", body, text.StartsWith('{') ? JsonElement.Parse(text) : JsonSerializer.SerializeToElement(text));
        }
        else if (_step.Response.TryGetProperty("text", out var text))
        {
            CompareText(text.GetString()!, Encoding.UTF8.GetString(actual));
        }
        else
        {
            // a compressed answer, recorded by its length only
            using var unzip = new GZipStream(new MemoryStream(actual), CompressionMode.Decompress);
            Same("body", JsonValueKind.Object, JsonElement.Parse(new StreamReader(unzip).ReadToEnd()).ValueKind);
        }
    }

    // of the many figures for monitoring, ours are a few
    private void CompareText(string recorded, string actual)
    {
        if (_step.Target != "/metrics" || !recorded.StartsWith('#'))
        {
            Same("text", recorded, actual);
            return;
        }

        var lines = actual.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Same("metrics given", true, lines.Length > 2);
        Same("metrics not recorded", string.Empty, string.Join('\n', lines.Except(recorded.Split('\n'))));
    }

    private void Compare(string place, JsonElement recorded, JsonElement actual)
    {
        if (recorded.ValueKind != actual.ValueKind)
        {
            Same(place, recorded.GetRawText(), actual.GetRawText());
            return;
        }

        switch (recorded.ValueKind)
        {
            case JsonValueKind.Object:
                CompareObjects(place, recorded, actual);
                break;
            case JsonValueKind.Array when Same($"{place}.length", recorded.GetArrayLength(), actual.GetArrayLength()):
                CompareArrays(place, [.. recorded.EnumerateArray()], [.. actual.EnumerateArray()]);
                break;
            case JsonValueKind.Number:
                Same(place, recorded.GetRawText(), SameNumber(recorded.GetRawText(), actual.GetRawText()) ? recorded.GetRawText() : actual.GetRawText());
                break;
            case JsonValueKind.String:
                Same(place, RandomName().Replace(recorded.GetString()!, "$1"), RandomName().Replace(actual.GetString()!, "$1"));
                break;
            default:
                break;
        }
    }

    private void CompareObjects(string place, JsonElement recorded, JsonElement actual)
    {
        var names = recorded.EnumerateObject().Concat(actual.EnumerateObject()).Select(field => field.Name).Distinct().ToList();
        foreach (var name in names)
        {
            var (left, right) = (recorded.TryGetProperty(name, out var expected), actual.TryGetProperty(name, out var found));
            if (Same($"{place}.{name} given", left, right) && !_random.Contains(name))
            {
                Compare($"{place}.{name}", expected, found);
            }
        }
    }

    private void CompareArrays(string place, JsonElement[] recorded, JsonElement[] actual)
    {
        var key = new[] { "order_value", "score" }.FirstOrDefault(name => recorded.All(each => each.ValueKind == JsonValueKind.Object && each.TryGetProperty(name, out _)));
        if (key is null || recorded.Length == 0 || !actual.All(each => each.TryGetProperty(key, out _)))
        {
            for (var i = 0; i < recorded.Length; i++)
            {
                Compare($"{place}[{i}]", recorded[i], actual[i]);
            }

            return;
        }

        for (var start = 0; start < recorded.Length;)
        {
            var end = start + 1;
            while (end < recorded.Length && SameNumber(recorded[start].GetProperty(key).GetRawText(), recorded[end].GetProperty(key).GetRawText()))
            {
                end++;
            }

            var cut = end == recorded.Length && recorded.Length == Limit;
            CompareEquals($"{place}[{start}..{end}]", recorded[start..end], actual[start..end], cut);
            start = end;
        }
    }

    // points of equal rank: the same ones in any order, or where a limit cut them off, others like them
    private void CompareEquals(string place, JsonElement[] recorded, JsonElement[] actual, bool cut)
    {
        var left = actual.ToList();
        foreach (var expected in recorded)
        {
            var found = left.FindIndex(each => JsonElement.DeepEquals(each.GetProperty("id"), expected.GetProperty("id")));
            if (found < 0 && !cut)
            {
                Same($"{place} has {expected.GetProperty("id")}", true, false);
                return;
            }

            var match = left[Math.Max(found, 0)];
            left.RemoveAt(Math.Max(found, 0));
            foreach (var field in expected.EnumerateObject().Where(field => found >= 0 || field.Name != "id"))
            {
                Compare($"{place}.{field.Name}", field.Value, match.TryGetProperty(field.Name, out var value) ? value : default);
            }

            Same($"{place} fields", expected.EnumerateObject().Count(), match.EnumerateObject().Count());
        }
    }

    private int Limit => _step.Request.TryGetProperty("body", out var body) && body.TryGetProperty("limit", out var limit) ? limit.GetInt32() : 10;

    private static bool SameNumber(string one, string other)
    {
        if (!double.TryParse(one, CultureInfo.InvariantCulture, out var left) || !double.TryParse(other, CultureInfo.InvariantCulture, out var right))
        {
            return one == other;
        }

        // whole numbers, such as counts and ids, are equal or not
        return one == other || one.Contains('.', StringComparison.Ordinal) && Math.Abs(left - right) <= 1e-6 * Math.Max(1e-2, Math.Abs(left));
    }

    private bool Same<T>(string place, T recorded, T actual)
    {
        if (EqualityComparer<T>.Default.Equals(recorded, actual))
        {
            return true;
        }

        _differences.Add($"{place}: recorded {recorded?.ToString() ?? "nothing"}, got {actual?.ToString() ?? "nothing"}");
        return false;
    }

    [GeneratedRegex(@"(\./storage/\.deleted/)\w+")]
    private static partial Regex RandomName();
}

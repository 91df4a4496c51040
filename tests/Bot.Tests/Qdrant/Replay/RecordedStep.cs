using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ReleaseBot.Embeddings;

namespace ReleaseBot.Qdrant;

/// <summary>One request to a real server, and what it answered.</summary>
internal sealed record RecordedStep(string Scenario, string Name, JsonElement Request, JsonElement Response)
{
    private static readonly string[] _scenarios = [.. Directory.GetFiles(References.PathOf("qdrant/recordings"), "*.json").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Scenarios { get; } = [.. _scenarios.Select(path => Path.GetFileNameWithoutExtension(path)!)];

    public static IReadOnlyList<RecordedStep> All { get; } = [.. _scenarios.SelectMany(Read)];

    public string Key => $"{Scenario}: {Name}";

    public string Target => Request.GetProperty("path").GetString()!;

    /// <summary>The request as it was sent; names in angle brackets stand for secrets.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="secrets">What the names stand for.</param>
    public HttpRequestMessage ToMessage(Uri server, Func<string, string> secrets)
    {
        var raw = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var message = new HttpRequestMessage(new HttpMethod(Request.GetProperty("method").GetString()!), new Uri(server.GetLeftPart(UriPartial.Authority) + Target, raw));
        if (Body() is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (Request.TryGetProperty("chunked", out _))
        {
            message.Headers.TransferEncodingChunked = true;
        }

        if (Request.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
            {
                Set(message, header.Name, header.Value.GetString() is { } value ? secrets(value) : null);
            }
        }

        return message;
    }

    private static void Set(HttpRequestMessage message, string name, string? value)
    {
        if (name.StartsWith("content-", StringComparison.Ordinal))
        {
            message.Content!.Headers.Remove(name);
            if (value is not null)
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }
        else
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private byte[]? Body()
    {
        if (Request.TryGetProperty("body", out var body))
        {
            return Encoding.ASCII.GetBytes(Spaced(body));
        }

        if (!Request.TryGetProperty("raw", out var raw))
        {
            return Request.GetProperty("method").GetString() is "PUT" or "POST" ? [] : null;
        }

        // one byte a letter; very long bodies are recorded by their start and their length
        var start = Encoding.Latin1.GetBytes(raw.GetString()!);
        var length = Request.GetProperty("raw_bytes").GetInt32();
        if (length == start.Length)
        {
            return start;
        }

        var whole = new byte[length];
        whole.AsSpan().Fill((byte)'x');
        start.CopyTo(whole, 0);
        "\"}}]}"u8.CopyTo(whole.AsSpan(length - 5));
        return whole;
    }

    // the recorder wrote a blank after commas and colons and only ASCII; errors name columns
    private static string Spaced(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(", ", value.EnumerateObject().Select(field => $"{Quoted(field.Name)}: {Spaced(field.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Spaced))}]",
        JsonValueKind.String => Quoted(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string Quoted(string text) => $"\"{string.Concat(text.Select(letter => letter switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < ' ' or > '~' => "\\u" + ((int)letter).ToString("x4", CultureInfo.InvariantCulture),
        _ => letter.ToString(),
    }))}\"";

    private static IEnumerable<RecordedStep> Read(string path)
    {
        var scenario = Path.GetFileNameWithoutExtension(path);
        return JsonElement.Parse(File.ReadAllBytes(path)).EnumerateArray().Select(step =>
            new RecordedStep(scenario, step.GetProperty("name").GetString()!, step.GetProperty("request"), step.GetProperty("response")));
    }
}

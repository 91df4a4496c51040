using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ReleaseBot.Api;

/// <summary>Reads a JSON body within its limits, with an error that names what is wrong.</summary>
internal static class JsonBody
{
    /// <summary>The body, or the problem with it; exactly one of the two is null.</summary>
    public static Task<(T? Body, ProblemHttpResult? Problem)> ReadAsync<T>(HttpRequest request, int mostBytes, CancellationToken cancellationToken)
        where T : class => ReadAsync(request, mostBytes, ApiJson.TypeInfo<T>(), cancellationToken);

    /// <summary>The same, read as <paramref name="type"/> says.</summary>
    public static async Task<(T? Body, ProblemHttpResult? Problem)> ReadAsync<T>(
        HttpRequest request,
        int mostBytes,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken)
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            return (null, Problems.OfStatus(StatusCodes.Status415UnsupportedMediaType));
        }

        var bytes = await ReadBytesAsync(request, mostBytes, cancellationToken);
        if (bytes is null)
        {
            return (null, Problems.Of(
                StatusCodes.Status413PayloadTooLarge, $"The body is larger than {mostBytes} bytes.", "Send a shorter one."));
        }

        try
        {
            return JsonSerializer.Deserialize(bytes.WrittenSpan, type) is { } body
                ? (body, null)
                : (null, Problems.Field("$", "The body is null.", "Send a JSON object; /openapi/v1.json describes it."));
        }
        catch (JsonException exception)
        {
            return (null, Malformed(exception));
        }
        catch (InvalidOperationException)
        {
            // A string that is no Unicode, such as half of a surrogate pair.
            return (null, Problems.Field("$", "A string in the JSON is not valid Unicode.", "Send well-formed UTF-8 without lone surrogates."));
        }
    }

    /// <summary>The bytes of the body; null when there are more than <paramref name="mostBytes"/>.</summary>
    public static async Task<ArrayBufferWriter<byte>?> ReadBytesAsync(HttpRequest request, int mostBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > mostBytes)
        {
            return null;
        }

        var bytes = new ArrayBufferWriter<byte>();
        while (await request.BodyReader.ReadAsync(cancellationToken) is var read)
        {
            if (bytes.WrittenCount + read.Buffer.Length > mostBytes)
            {
                return null;
            }

            bytes.Write(read.Buffer);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        return bytes;
    }

    // The serializer's words name our types; say the field and the rule instead.
    private static ProblemHttpResult Malformed(JsonException exception)
    {
        var path = exception.Path is { Length: > 2 } named ? named[2..] : "$";
        if (exception.Message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            return Problems.Field(path, $"\"{path}\" is not a field of this request.", "Remove it or correct its name; /openapi/v1.json lists the fields.");
        }

        var place = exception.LineNumber is null ? string.Empty : $" (line {exception.LineNumber + 1})";
        return Problems.Field(
            path, $"The JSON is malformed or of the wrong kind at \"{path}\"{place}.", "Correct it; /openapi/v1.json describes what is expected.");
    }
}

file static class BufferWriting
{
    public static void Write(this ArrayBufferWriter<byte> writer, ReadOnlySequence<byte> sequence)
    {
        foreach (var segment in sequence)
        {
            BuffersExtensions.Write(writer, segment.Span);
        }
    }
}

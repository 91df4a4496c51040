namespace ReleaseBot.Qdrant.Server;

/// <summary>An answer that is an error, in the server's words.</summary>
internal sealed class QdrantError(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>Sent as text without a type, as authentication errors are.</summary>
    public bool Plain { get; private init; }

    /// <summary>A body of the wrong shape; some routes say where it was found.</summary>
    public bool IsFormat { get; private init; }

    /// <summary>Seconds.</summary>
    public int? RetryAfter { get; private init; }

    public static QdrantError WrongInput(string message) => new(400, $"Wrong input: {message}");

    public static QdrantError BadRequest(string message) => new(400, $"Bad request: {message}");

    public static QdrantError NotFound(string message) => new(404, $"Not found: {message}");

    public static QdrantError Conflict(string message) => new(409, $"Wrong input: {message}");

    public static QdrantError Invalid(string message) => new(422, $"Validation error in JSON body: [{message}]");

    public static QdrantError InvalidPath(string message) => new(422, $"Validation error in path parameters: [{message}]");

    public static QdrantError QueryParameter(string message) => new(400, $"Deserialize error in query parameters: {message}");

    public static QdrantError Forbidden(string message) => new(403, $"Forbidden: {message}");

    public static QdrantError Internal(string message) => new(500, $"Service internal error: {message}");

    public static QdrantError Unauthorized(string message) => new(401, message) { Plain = true };

    public static QdrantError BadToken(string message) => new(403, message) { Plain = true };

    public static QdrantError TooMany(string message, int? retryAfter) => new(429, $"Rate limiting exceeded: {message}") { RetryAfter = retryAfter };

    /// <summary>Something Qdrant can do and this server cannot.</summary>
    public static QdrantError Unsupported(string what) => new(501, $"Not part of the test server: {what}");

    public static QdrantError Format(string message) => new(400, $"Format error in JSON body: {message}") { IsFormat = true };

    public static QdrantError NoVariant(string type) => Format($"data did not match any variant of untagged enum {type}");

    public static QdrantError MissingField(string name) => Format($"missing field `{name}`");
}

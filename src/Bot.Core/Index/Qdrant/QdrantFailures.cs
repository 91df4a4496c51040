using System.Net;

namespace ReleaseBot.Index.Qdrant;

/// <summary>Qdrant's failures in the operator's words, with the remedy.</summary>
internal static class QdrantFailures
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(5);

    /// <summary>The failure to show.</summary>
    public static IndexException Explain(QdrantException exception, QdrantOptions options)
    {
        var (words, retryAfter) = exception.Status is { } status ? Refused(exception, status, options) : Silent(exception, options);
        return new IndexException(words, exception) { RetryAfter = retryAfter };
    }

    private static (string Words, TimeSpan? RetryAfter) Silent(QdrantException exception, QdrantOptions options) => exception.TimedOut
        ? ($"Qdrant at {options.Url} did not answer {exception.Operation} in time. It may be overloaded: look at its log and memory, try again, "
            + "or raise Index:Qdrant:QueryTimeout or WriteTimeout.", _soon)
        : ($"Qdrant at {options.Url} cannot be reached: {exception.Message} Start it, or correct Index:Qdrant:Url; questions are answered again as soon as it is there.", _soon);

    private static (string Words, TimeSpan? RetryAfter) Refused(QdrantException exception, HttpStatusCode status, QdrantOptions options) => (int)status switch
    {
        401 => ($"Qdrant at {options.Url} does not take the key: {exception.Message} Set Index:Qdrant:ApiKey (environment Index__Qdrant__ApiKey) to "
            + "the server's key or a token made with it.", null),
        403 => ($"The key for Qdrant at {options.Url} may not do this ({exception.Operation}): {exception.Message} Give Index:Qdrant:ApiKey a key or token that may: "
            + "read for answering, write for ingesting, the whole key for bot index.", null),
        404 => ($"Qdrant at {options.Url} does not have what was asked for ({exception.Operation}): {exception.Message} It may have been deleted meanwhile: see bot index "
            + "status, then ingest the releases again.", null),
        400 or 409 or 422 => ($"Qdrant at {options.Url} refused {exception.Operation}: {exception.Message} See bot index status; if the collection is not this "
            + "program's, set Index:Qdrant:Collection to another name.", null),
        429 => ($"Qdrant at {options.Url} limits requests: {exception.Message} Try again later, or raise the collection's limits (strict mode).",
            exception.RetryAfter ?? _soon),
        507 => ($"Qdrant at {options.Url} has reached its storage quota: {exception.Message} Raise the quota or remove releases; nothing was lost.", null),
        _ => ($"Qdrant at {options.Url} failed ({(int)status}): {exception.Message} Look at its log; this is tried again by itself.", exception.RetryAfter ?? _soon),
    };
}

using ReleaseBot.Index;

namespace ReleaseBot.Retrieval;

/// <summary>Finds the passages that may answer a question.</summary>
public sealed class Retriever
{
    /// <summary>The best <paramref name="limit"/> passages for the question as of <paramref name="today"/>.</summary>
    public Task<RetrievalResult> RetrieveAsync(
        string question,
        SearchFilter filter,
        DateOnly today,
        int limit,
        CancellationToken cancellationToken) => throw new NotSupportedException();
}

using ReleaseBot.Answers.Evidence;
using ReleaseBot.Index;
using ReleaseBot.Retrieval;

namespace ReleaseBot.Api;

/// <summary>Finds passages as the answers do: retrieval and the second look.</summary>
internal sealed class PassageSearch(EvidenceFinder finder, TimeProvider time)
{
    /// <summary>Most passages found.</summary>
    public const int Most = 50;

    /// <summary>The passages for a question, best first, with the limits as applied.</summary>
    /// <exception cref="IndexException">The index cannot be reached or read.</exception>
    public async Task<RetrievalResult> FindAsync(string question, SearchFilter filter, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetLocalNow().Date);
        var findings = await finder.FindAsync(new RetrievalRequest(question, filter, today) { Limit = Most }, cancellationToken);
        return findings.Retrieval;
    }
}

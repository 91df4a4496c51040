using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using ReleaseBot.Api.Documentation;
using ReleaseBot.Index;
using ReleaseBot.Operations;

namespace ReleaseBot.Api;

/// <summary>GET /api/about: what the page says before a question is asked.</summary>
internal static class AboutEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapAbout(this IEndpointRouteBuilder routes) => routes.MapGet("/api/about", AboutAsync)
        .WithName("about")
        .Produces<About>()
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithTags("Operations")
        .WithSummary("How much there is to ask about, and example questions")
        .WithResponseExample<About>("about", "The sample releases");

    private static async Task<IResult> AboutAsync(
        IPassageIndex index,
        SampleReleases samples,
        IOptions<ApiOptions> options,
        CancellationToken cancellationToken)
    {
        await index.OpenAsync(cancellationToken);
        var stored = await index.GetStatisticsAsync(cancellationToken);
        var onlySamples = await samples.AreAllAsync(cancellationToken);
        var examples = options.Value.Examples.Count > 0 ? [.. options.Value.Examples]
            : onlySamples ? SampleReleases.Questions
            : ImmutableArray<string>.Empty;
        return TypedResults.Ok(new About(stored.Releases, stored.Passages, stored.Oldest, stored.Newest, onlySamples, examples));
    }
}

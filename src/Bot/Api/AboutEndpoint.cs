using ReleaseBot.Api.Documentation;
using ReleaseBot.Index;
using ReleaseBot.Operations;

namespace ReleaseBot.Api;

/// <summary>GET /api/about and /api/suggestions: what a page says before a question is asked.</summary>
internal static class AboutEndpoint
{
    /// <summary>Maps them.</summary>
    public static void MapAbout(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/about", AboutAsync)
            .WithName("about")
            .Produces<About>()
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithTags("Operations")
            .WithSummary("How much there is to ask about, and example questions")
            .WithResponseExample<About>("about", "The sample releases");
        routes.MapGet("/api/suggestions", SuggestAsync)
            .WithName("suggestions")
            .Produces<SuggestedQuestions>()
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithTags("Answers")
            .WithSummary("Questions to begin with")
            .WithDescription("Those of the setting Api:Examples, else those of the sample releases while the index holds nothing else, else none.")
            .WithResponseExample<SuggestedQuestions>("suggestions", "The sample releases");
    }

    private static async Task<IResult> AboutAsync(
        IPassageIndex index,
        SampleReleases samples,
        ExampleQuestions examples,
        CancellationToken cancellationToken)
    {
        await index.OpenAsync(cancellationToken);
        var stored = await index.GetStatisticsAsync(cancellationToken);
        var onlySamples = await samples.AreAllAsync(cancellationToken);
        return TypedResults.Ok(new About(stored.Releases, stored.Passages, stored.Oldest, stored.Newest, onlySamples, await examples.ListAsync(cancellationToken)));
    }

    private static async Task<IResult> SuggestAsync(
        IPassageIndex index,
        ExampleQuestions examples,
        CancellationToken cancellationToken)
    {
        await index.OpenAsync(cancellationToken);
        return TypedResults.Ok(new SuggestedQuestions(await examples.ListAsync(cancellationToken)));
    }
}

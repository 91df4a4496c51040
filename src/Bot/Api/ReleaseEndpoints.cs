using Microsoft.AspNetCore.Http.Features;
using ReleaseBot.Api.Documentation;
using ReleaseBot.Index;

namespace ReleaseBot.Api;

/// <summary>GET /api/releases and GET /api/releases/{id}.</summary>
internal static class ReleaseEndpoints
{
    private const string Route = "/api/releases";
    private const int LargestPage = 200;
    private const int UsualPage = 50;

    /// <summary>Maps them.</summary>
    public static void MapReleases(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Route).WithTags("Releases").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/", ListAsync)
            .WithName("listReleases")
            .Produces<ReleaseList>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Lists releases, newest first")
            .WithQueryNumber("offset", "How many to pass over.", 0, int.MaxValue, 0)
            .WithQueryNumber("limit", "How many to list.", 1, LargestPage, UsualPage)
            .WithQueryFilter()
            .WithResponseExample<ReleaseList>("release-list", "The newest two");
        group.MapGet("/{**id}", GetAsync)
            .WithName("getRelease")
            .Produces<ReleaseText>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A release's canonical text and its spans")
            .WithPathId()
            .WithResponseExample<ReleaseText>("release-text", "A release");
    }

    /// <summary>Describes the id in the path.</summary>
    public static RouteHandlerBuilder WithPathId(this RouteHandlerBuilder endpoint) => endpoint.WithPathText(
        "id",
        "The release's id. It may hold slashes and be an address; percent-encode it (encodeURIComponent) to be safe.",
        "https://example.org/ilvane/press/2024/forum-steinhaven");

    /// <summary>
    /// The ids an address may mean, likeliest first: percent-decoded, then as written, then with what looks like a query
    /// ("…/page?id=5"), because servers and proxies disagree about encoded slashes.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="routed">The id as the router read it.</param>
    /// <param name="route">What stands before the id.</param>
    public static IEnumerable<string> IdsOf(HttpRequest request, string? routed, string route = Route)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? string.Empty;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        var start = path.IndexOf(route + "/", StringComparison.OrdinalIgnoreCase);
        var raw = start < 0 ? routed ?? string.Empty : path[(start + route.Length + 1)..];
        var suffix = query < 0 ? string.Empty : target[query..];
        return new[] { Uri.UnescapeDataString(raw), raw, Uri.UnescapeDataString(raw + suffix), raw + suffix, routed ?? string.Empty }
            .Where(id => id.Length > 0)
            .Distinct(StringComparer.Ordinal);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IPassageIndex index, CancellationToken cancellationToken)
    {
        var fields = new RequestFields();
        var query = new QueryFields(context.Request, fields, "offset", "limit", "from", "to", "issuer", "language");
        var offset = fields.Number("offset", query["offset"], 0, int.MaxValue, 0);
        var limit = fields.Number("limit", query["limit"], 1, LargestPage, UsualPage);
        var filter = query.Filter();
        if (fields.Problem is not null)
        {
            return fields.Problem;
        }

        await index.OpenAsync(cancellationToken);
        var page = await index.ListAsync(filter, offset, limit, cancellationToken);
        return TypedResults.Ok(new ReleaseList(page.Total, offset, limit, page.Releases));
    }

    private static async Task<IResult> GetAsync(HttpContext context, IPassageIndex index, string id, CancellationToken cancellationToken)
    {
        await index.OpenAsync(cancellationToken);
        foreach (var candidate in IdsOf(context.Request, id))
        {
            if (await index.GetReleaseAsync(candidate, cancellationToken) is { } release)
            {
                return TypedResults.Ok(ReleaseText.Of(release));
            }
        }

        return NotFound();
    }

    /// <summary>404 for a release.</summary>
    public static IResult NotFound() => Problems.Of(
        StatusCodes.Status404NotFound, "There is no release with this id.", "GET /api/releases lists the ids there are; percent-encode the id.");
}

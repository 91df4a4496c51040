using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Options;
using ReleaseBot.Api;
using ReleaseBot.Index;
using ReleaseBot.Operations;
using ReleaseBot.Releases;

namespace ReleaseBot.PressRoom;

/// <summary>The pages for people: "/" lists the releases, "/releases/{id}" shows one; the widget is on both.</summary>
internal static class PressRoomEndpoints
{
    private const string ReleaseRoute = "/releases";
    private const int ReleasesOnAPage = 12;

    /// <summary>Maps them.</summary>
    public static void MapPressRoom(this IEndpointRouteBuilder routes)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods("/", methods, FrontAsync).ExcludeFromDescription();
        routes.MapMethods(ReleaseRoute + "/{**id}", methods, ReleaseAsync).ExcludeFromDescription();
    }

    private static Task FrontAsync(
        HttpContext context,
        IPassageIndex index,
        SampleReleases samples,
        ExampleQuestions examples,
        IOptions<ApiOptions> options,
        CancellationToken cancellationToken) => TryAsync(context, options.Value, async () =>
    {
        await index.OpenAsync(cancellationToken);
        var stored = await index.GetStatisticsAsync(cancellationToken);
        var isSample = await samples.AreAllAsync(cancellationToken);
        var shelf = Shelf.Read(context.Request.Query, stored);
        var listed = await index.ListAsync(shelf.Filter, (shelf.Page - 1) * ReleasesOnAPage, ReleasesOnAPage, cancellationToken);
        var teasers = new List<Teaser>();
        foreach (var release in listed.Releases)
        {
            var whole = await index.GetReleaseAsync(release.Id, cancellationToken);
            teasers.Add(new Teaser(release, whole is null ? string.Empty : ReleaseLayout.Lead(whole)));
        }

        var pages = (listed.Total + ReleasesOnAPage - 1) / ReleasesOnAPage;
        var view = new FrontView(await examples.ListAsync(cancellationToken), stored.Releases, shelf, teasers, pages);
        await WriteAsync<FrontPage>(context, HouseOf(context, options.Value, isSample), new() { ["View"] = view }, cancellationToken);
    }, cancellationToken);

    private static Task ReleaseAsync(
        HttpContext context,
        IPassageIndex index,
        SampleReleases samples,
        IOptions<ApiOptions> options,
        string? id,
        CancellationToken cancellationToken) => TryAsync(context, options.Value, async () =>
    {
        await index.OpenAsync(cancellationToken);
        var house = HouseOf(context, options.Value, await samples.AreAllAsync(cancellationToken));
        foreach (var candidate in ReleaseEndpoints.IdsOf(context.Request, id, ReleaseRoute))
        {
            if (await index.GetReleaseAsync(candidate, cancellationToken) is { } release)
            {
                var layout = ReleaseLayout.Of(release, Mark(context.Request.Query["mark"], release.Text));
                await WriteAsync<ArticlePage>(context, house, new() { ["Release"] = release, ["Layout"] = layout }, cancellationToken);
                return;
            }
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        await WriteNoticeAsync(context, house, "There is no such release", "It may have been withdrawn, or its address has changed.", cancellationToken);
    }, cancellationToken);

    private static async Task TryAsync(HttpContext context, ApiOptions options, Func<Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await write();
        }
        catch (IndexException exception)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            var house = HouseOf(context, options, isSample: false);
            await WriteNoticeAsync(context, house, "The releases cannot be read at the moment", exception.Message, cancellationToken);
        }
    }

    private static House HouseOf(HttpContext context, ApiOptions options, bool isSample) => new(
        context.Request.PathBase.Value ?? string.Empty, options.Organisation ?? (isSample ? SampleReleases.Organisation : null), isSample);

    // "120-250"; what is no span of the text marks nothing.
    private static TextSpan? Mark(string? text, string within)
    {
        var ends = text?.Split('-') ?? [];
        return ends.Length == 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            && start < end && end <= within.Length
            ? new TextSpan(start, end)
            : null;
    }

    private static Task WriteNoticeAsync(HttpContext context, House house, string title, string text, CancellationToken cancellationToken) =>
        WriteAsync<NoticePage>(context, house, new() { ["Title"] = title, ["Text"] = text }, cancellationToken);

    private static async Task WriteAsync<TPage>(
        HttpContext context,
        House house,
        Dictionary<string, object?> parameters,
        CancellationToken cancellationToken)
        where TPage : IComponent
    {
        parameters["House"] = house;
        await using var renderer = new HtmlRenderer(context.RequestServices, context.RequestServices.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = PageFiles.PagePolicy;
        context.Response.Headers.CacheControl = "no-cache";
        await context.Response.WriteAsync(html, Encoding.UTF8, cancellationToken);
    }
}

using ReleaseBot.Api;
using ReleaseBot.Teams.Authentication;
using ReleaseBot.Teams.Protocol;

namespace ReleaseBot.Teams;

/// <summary>POST /api/messages: where the channel service delivers activities. Refusals give no reasons; the log does.</summary>
internal static class MessagesEndpoint
{
    private const int LongestBody = 256 * 1024;

    /// <summary>Maps it, and says who may use it.</summary>
    public static void MapTeams(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/messages", ReceiveAsync).ExcludeFromDescription();
        routes.ServiceProvider.GetRequiredService<Doorkeeper>().Announce();
    }

    private static async Task<IResult> ReceiveAsync(
        HttpContext context,
        Doorkeeper doorkeeper,
        Reception reception,
        CancellationToken cancellationToken)
    {
        if (doorkeeper.Mode == TeamsMode.Off)
        {
            return Problems.Of(
                StatusCodes.Status404NotFound,
                "Microsoft Teams is off.",
                "Set Teams:ClientId and a credential; see \"Teams in ten minutes\" in the README.");
        }

        if (!context.Request.HasJsonContentType())
        {
            return Status(StatusCodes.Status415UnsupportedMediaType);
        }

        var (caller, refusal) = await doorkeeper.IdentifyAsync(context, cancellationToken);
        if (caller is null)
        {
            return Status(refusal);
        }

        if (await JsonBody.ReadBytesAsync(context.Request, LongestBody, cancellationToken) is not { } body)
        {
            return Status(StatusCodes.Status413PayloadTooLarge);
        }

        if (TeamsJson.Read(body.WrittenSpan) is not { Type.Length: > 0, Conversation.Id.Length: > 0 } activity)
        {
            return Status(StatusCodes.Status400BadRequest);
        }

        return doorkeeper.Refusal(context, caller, activity) is { } status
            ? Status(status)
            : await reception.TakeAsync(activity, context, cancellationToken);
    }

    private static IResult Status(int status) => Results.StatusCode(status);
}

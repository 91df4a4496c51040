using System.Text;
using System.Text.Json;
using ReleaseBot.Teams.Fakes;

namespace ReleaseBot.Teams.Playground;

/// <summary>Stands between the playground, which has no tokens, and the bot, which wants them: adds one as the channel service would.</summary>
internal static class SigningProxy
{
    public static Task<LoopbackServer> StartAsync(TeamsUnderTest teams) => LoopbackServer.StartAsync(async context =>
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri("/api/messages", UriKind.Relative));
        if (body.Length > 0)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            var token = teams.Issuer.Mint(JsonElement.Parse(body).GetProperty("serviceUrl").GetString());
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        }

        using var response = await teams.Client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        var answer = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    });
}

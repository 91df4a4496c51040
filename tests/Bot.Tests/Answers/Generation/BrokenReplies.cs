using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ReleaseBot.Answers.Generation;

/// <summary>Every way in which a server of chat completions breaks.</summary>
internal static class BrokenReplies
{
    private const string OneSentenceAndAHalf = "The mooring fee is EUR 15 per tonne [1]. It";

    /// <summary>Breaks in the way of that name, else with the HTTP status it is; words of the server repeat the key.</summary>
    public static Task SendAsync(HttpContext context, string how, string key, CancellationToken token) => how switch
    {
        "filtered prompt" => ModelServer.FailAsync(context, 400, "content_filter", $"The prompt was filtered. {key}"),
        "filtered answer" => EndAsync(context, "The mooring fee is", "content_filter", token),
        "no json" => BreakJsonAsync(context, token),
        "html" => WelcomeAsync(context, token),
        "broken off" => ModelServer.BeginAsync(context, token, OneSentenceAndAHalf),
        "connection reset" => ResetAsync(context, token),
        "empty" => ModelServer.StreamAsync(context, token, "", " \n"),
        "cut at length" => EndAsync(context, OneSentenceAndAHalf, "length", token),
        "endless" => GoOnAsync(context, token),
        _ => ModelServer.FailAsync(context, int.Parse(how, CultureInfo.InvariantCulture), "error", $"Incorrect API key provided: {key}"),
    };

    private static async Task EndAsync(HttpContext context, string words, string reason, CancellationToken token)
    {
        await ModelServer.BeginAsync(context, token, words);
        await ModelServer.EndAsync(context, reason, token);
    }

    private static async Task BreakJsonAsync(HttpContext context, CancellationToken token)
    {
        await ModelServer.BeginAsync(context, token, OneSentenceAndAHalf);
        await ModelServer.WriteAsync(context, "{\"choices\": [", token);
    }

    private static Task WelcomeAsync(HttpContext context, CancellationToken token)
    {
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync("<html>Welcome to the proxy</html>", token);
    }

    private static async Task ResetAsync(HttpContext context, CancellationToken token)
    {
        await ModelServer.BeginAsync(context, token, OneSentenceAndAHalf);
        context.Abort();
    }

    private static async Task GoOnAsync(HttpContext context, CancellationToken token)
    {
        for (var i = 0; i < 10_000 && !token.IsCancellationRequested; i++)
        {
            await ModelServer.BeginAsync(context, token, " and on and on and on");
        }
    }
}

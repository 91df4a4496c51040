using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ReleaseBot.Api;

/// <summary>Errors as ProblemDetails (RFC 9457), each with a "remedy" in words, and "errors" naming the fields at fault.</summary>
internal static class Problems
{
    /// <summary>A problem with a remedy.</summary>
    public static ProblemHttpResult Of(int status, string detail, string remedy, string? field = null)
    {
        var problem = new ProblemDetails { Status = status, Detail = detail };
        problem.Extensions["remedy"] = remedy;
        if (field is not null)
        {
            problem.Extensions["errors"] = new Dictionary<string, string[]> { [field] = [detail] };
        }

        return TypedResults.Problem(problem);
    }

    /// <summary>503, with Retry-After where waiting may help.</summary>
    public static IResult Unavailable(string detail, string remedy, TimeSpan? retryAfter) =>
        new Later(Of(StatusCodes.Status503ServiceUnavailable, detail, remedy), retryAfter);

    /// <summary>400: a field is wrong.</summary>
    public static ProblemHttpResult Field(string field, string detail, string remedy) =>
        Of(StatusCodes.Status400BadRequest, detail, remedy, field);

    /// <summary>What is wrong about a status that came without words.</summary>
    public static ProblemHttpResult OfStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Of(status, "The request cannot be read.", "Compare it with /openapi/v1.json."),
        StatusCodes.Status401Unauthorized => Of(status, "A key is needed here.", "Send a key as \"Authorization: Bearer …\"."),
        StatusCodes.Status403Forbidden => Of(status, "This key may not do that.", "Use a key with the scope that is needed."),
        StatusCodes.Status404NotFound => Of(status, "There is nothing at this address.", "See /openapi/v1.json for the addresses there are."),
        StatusCodes.Status405MethodNotAllowed => Of(
            status, "This address does not take that method.", "See the Allow header, or /openapi/v1.json."),
        StatusCodes.Status408RequestTimeout => Of(status, "The request came too slowly.", "Send it again, faster."),
        StatusCodes.Status413PayloadTooLarge => Of(status, "The request is too large.", "Send less; /openapi/v1.json states the limits."),
        StatusCodes.Status415UnsupportedMediaType => Of(
            status, "The body is not of a type that is understood.", "Send JSON with Content-Type: application/json."),
        StatusCodes.Status431RequestHeaderFieldsTooLarge => Of(status, "The headers are too large.", "Send fewer or shorter headers."),
        >= 500 => Of(status, "Something broke on our side.", "Try again; if it happens again, look in the server's log."),
        _ => Of(status, "The request was refused.", "See /openapi/v1.json."),
    };

    private sealed class Later(ProblemHttpResult problem, TimeSpan? retryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (retryAfter is { } wait)
            {
                httpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            return problem.ExecuteAsync(httpContext);
        }
    }
}

using Microsoft.AspNetCore.Diagnostics;
using ReleaseBot.Index;
using ReleaseBot.Operations;

namespace ReleaseBot.Api;

/// <summary>Turns what was thrown, and statuses without a body, into problems.</summary>
internal static class ApiErrors
{
    /// <summary>Answers every error with ProblemDetails, whatever the client accepts.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => OfException(context.Features.Get<IExceptionHandlerFeature>()?.Error).ExecuteAsync(context),

            // Told in one line instead of a stack trace at every try.
            SuppressDiagnosticsCallback = context =>
            {
                if (context.Exception is not (IndexException or OperationsException))
                {
                    return false;
                }

                Log.StoreFailed(app.Logger, context.Exception.Message);
                return true;
            },
        });
        app.UseStatusCodePages(pages => Problems.OfStatus(pages.HttpContext.Response.StatusCode).ExecuteAsync(pages.HttpContext));
    }

    /// <summary>The problem behind an exception; a bug's own words are never shown.</summary>
    public static IResult OfException(Exception? thrown) => thrown switch
    {
        IndexException index => Problems.Unavailable(
            index.Message, "Mend the index as the detail says; /readyz is green again when it is done.", index.RetryAfter),
        OperationsException operations => Problems.Of(
            StatusCodes.Status503ServiceUnavailable, operations.Message, "Mend what the detail names, then try again."),
        BadHttpRequestException bad => Problems.OfStatus(bad.StatusCode),
        _ => Problems.OfStatus(StatusCodes.Status500InternalServerError),
    };
}

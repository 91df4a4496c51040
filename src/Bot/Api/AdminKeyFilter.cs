using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Api;

/// <summary>Lets only the bearer of the admin key pass; without a configured key nobody.</summary>
internal sealed class AdminKeyFilter(IOptions<ApiOptions> options) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    /// <inheritdoc/>
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (string.IsNullOrEmpty(options.Value.AdminKey))
        {
            return ValueTask.FromResult<object?>(Problems.Of(
                StatusCodes.Status404NotFound,
                "Adding and deleting releases is off.",
                $"Set Api:AdminKey (at least {ApiOptions.ShortestAdminKey} random characters) and send it as \"Authorization: Bearer …\"."));
        }

        if (IsKey(context.HttpContext.Request, options.Value.AdminKey))
        {
            return next(context);
        }

        context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return ValueTask.FromResult<object?>(Problems.Of(
            StatusCodes.Status401Unauthorized,
            "The admin key is missing or wrong.",
            "Send the value of Api:AdminKey as \"Authorization: Bearer …\" or \"X-Api-Key: …\"."));
    }

    // Hashes of equal length, compared in constant time, tell nothing about the key by how long the comparison takes.
    private static bool IsKey(HttpRequest request, string key)
    {
        var authorization = request.Headers.Authorization.ToString();
        var sent = authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[Scheme.Length..].Trim()
            : request.Headers["X-Api-Key"].ToString();
        return CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(sent)),
            SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }
}

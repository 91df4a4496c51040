using System.Net;
using System.Net.Http.Json;
using System.Web;

namespace ReleaseBot.Teams.Fakes;

/// <summary>Entra's token endpoint and Azure's for managed identities, as one handler; every token is another.</summary>
internal sealed class TokenEndpoint : HttpMessageHandler
{
    private readonly List<Uri> _asked = [];
    private readonly List<Dictionary<string, string>> _forms = [];

    public IReadOnlyList<Uri> Asked => _asked;

    /// <summary>Fields of each request.</summary>
    public IReadOnlyList<Dictionary<string, string>> Forms => _forms;

    /// <summary>Tokens given out.</summary>
    public List<string> Issued { get; } = [];

    /// <summary>Whether the credential is refused.</summary>
    public bool Refuses { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        var fields = HttpUtility.ParseQueryString(body.Length > 0 ? body : request.RequestUri!.Query);
        var isToken = request.RequestUri!.AbsolutePath.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal)
            || request.RequestUri.AbsolutePath == "/metadata/identity/oauth2/token";
        lock (_asked)
        {
            if (!isToken)
            {
                return new HttpResponseMessage(HttpStatusCode.NotFound);
            }

            _asked.Add(request.RequestUri);
            _forms.Add(fields.AllKeys.OfType<string>().ToDictionary(name => name, name => fields[name]!));
            if (Refuses)
            {
                return Json(HttpStatusCode.Unauthorized, new { error = "invalid_client", error_description = "AADSTS7000215: Invalid client secret." });
            }

            Issued.Add($"token-{Issued.Count + 1}");
            return Json(HttpStatusCode.OK, new
            {
                token_type = "Bearer",
                expires_in = 3599,
                expires_on = DateTimeOffset.MaxValue.ToUnixTimeSeconds() / 2,
                access_token = Issued[^1],
                resource = fields["resource"],
            });
        }
    }

    private static HttpResponseMessage Json(HttpStatusCode status, object body) => new(status) { Content = JsonContent.Create(body) };
}

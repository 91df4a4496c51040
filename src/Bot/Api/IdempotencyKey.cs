using System.Security.Cryptography;
using System.Text;

namespace ReleaseBot.Api;

/// <summary>The header Idempotency-Key.</summary>
internal static class IdempotencyKey
{
    /// <summary>Its name.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Says that an answer is that of an earlier request.</summary>
    public const string ReplayedHeader = "Idempotent-Replayed";

    /// <summary>Longest key, in characters.</summary>
    public const int Longest = 200;

    /// <summary>
    /// What the key and its sender hash to, so that nobody is given the answer of another; null without the header.
    /// </summary>
    public static string? Of(HttpRequest request, RequestFields fields)
    {
        var sent = request.Headers[Header];
        if (sent.Count == 0)
        {
            return null;
        }

        var key = sent.Count == 1 ? sent[0] : null;
        if (string.IsNullOrEmpty(key) || key.Length > Longest || !key.All(character => character is > ' ' and <= '~'))
        {
            fields.Refuse(
                Header,
                $"The header {Header} is empty, too long, repeated, or has other characters than visible ASCII.",
                $"Send one new random value a question, of 1 to {Longest} characters, such as a UUID.");
            return null;
        }

        var sender = $"{request.Headers.Authorization}\n{request.Headers["X-Api-Key"]}\n{key}";
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(sender)));
    }
}

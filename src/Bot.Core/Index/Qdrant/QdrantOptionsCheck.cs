using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Index.Qdrant;

/// <summary>Refuses settings that cannot work, naming the setting, its value and the remedy.</summary>
internal sealed partial class QdrantOptionsCheck : IValidateOptions<QdrantOptions>
{
    public ValidateOptionsResult Validate(string? name, QdrantOptions options)
    {
        var failures = new List<string>();
        CheckAddress(options, failures);
        if (!CollectionName().IsMatch(options.Collection))
        {
            failures.Add($"Index:Qdrant:Collection is \"{options.Collection}\". Use 1 to 48 of a-z, 0-9 and \"-\", such as passages.");
        }

        if (!Enum.IsDefined(options.Profile))
        {
            failures.Add($"Index:Qdrant:Profile is \"{options.Profile}\". Choose small, large or cluster.");
        }

        CheckRange(failures, nameof(options.QueryTimeout), options.QueryTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        CheckRange(failures, nameof(options.WriteTimeout), options.WriteTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        CheckRange(failures, nameof(options.AdminTimeout), options.AdminTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30));
        CheckRange(failures, nameof(options.WriterLease), options.WriterLease, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(30));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckAddress(QdrantOptions options, List<string> failures)
    {
        if (options.Url is not { } url)
        {
            if (!string.IsNullOrEmpty(options.ApiKey))
            {
                failures.Add("Index:Qdrant:ApiKey is set but Index:Qdrant:Url is not. Set the address too, such as http://localhost:6333, or remove the key.");
            }

            return;
        }

        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.Query.Length + url.UserInfo.Length > 0)
        {
            failures.Add($"Index:Qdrant:Url is \"{url.OriginalString}\". Give the server's address, such as http://localhost:6333 or https://qdrant.example.org.");
            return;
        }

        if (!string.IsNullOrEmpty(options.ApiKey) && url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !options.AllowKeyOverHttp)
        {
            failures.Add($"Index:Qdrant:ApiKey would travel unencrypted to {url}. Use https, or set Index:Qdrant:AllowKeyOverHttp to true on a network you trust.");
        }

        if (options.ApiKey?.Any(character => character is < '!' or > '~') == true)
        {
            failures.Add("Index:Qdrant:ApiKey holds a space, a line break or a letter that no header can carry. Copy the key again.");
        }
    }

    private static void CheckRange(List<string> failures, string setting, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            failures.Add($"Index:Qdrant:{setting} is {value}. Set it between {least} and {most} (hours:minutes:seconds).");
        }
    }

    [GeneratedRegex("^[a-z0-9-]{1,48}$")]
    private static partial Regex CollectionName();
}

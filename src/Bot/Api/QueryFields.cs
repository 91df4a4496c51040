using ReleaseBot.Index;

namespace ReleaseBot.Api;

/// <summary>The fields of an address's query; unknown and repeated ones are refused, since a filter misspelt would be a filter lost.</summary>
internal sealed class QueryFields
{
    private readonly IQueryCollection _query;
    private readonly RequestFields _fields;

    /// <param name="request">The request.</param>
    /// <param name="fields">Keeps what is wrong.</param>
    /// <param name="known">Names of the fields there are.</param>
    public QueryFields(HttpRequest request, RequestFields fields, params string[] known)
    {
        _query = request.Query;
        _fields = fields;
        foreach (var (name, values) in _query)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                fields.Refuse(name, $"\"{name}\" is not a field of this address.", $"Use {string.Join(", ", known)}.");
            }
            else if (values.Count > 1)
            {
                fields.Refuse(name, $"\"{name}\" is given {values.Count} times.", "Give it once.");
            }
        }
    }

    /// <summary>A field's text, or null.</summary>
    public string? this[string name] => _query[name].FirstOrDefault();

    /// <summary>The limits from, to, issuer and language.</summary>
    public SearchFilter Filter() => _fields.Filter(string.Empty, this["from"], this["to"], this["issuer"], this["language"]);
}

using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ReleaseBot.Qdrant.Server;

/// <summary>From a request to its answer, in the order the server goes: key, route, parameters, body, rights, action.</summary>
internal sealed class Pipeline(QdrantServerOptions options, Database database)
{
    private readonly Authentication _authentication = new(options);

    private long _sunk;
    private long _sunkBytes;

    /// <summary>Whether shards are ready, as <c>/readyz</c> says.</summary>
    public bool Ready { get; set; } = true;

    /// <summary>Points counted by a server that keeps nothing.</summary>
    public long Sunk => Interlocked.Read(ref _sunk);

    /// <summary>Bytes of their JSON.</summary>
    public long SunkBytes => Interlocked.Read(ref _sunkBytes);

    /// <summary>Answers; <paramref name="received"/> gets the body once it is read.</summary>
    public async Task<(Answer Answer, bool Unread)> AnswerAsync(HttpContext http, ReceivedRequest received)
    {
        var started = options.Time.GetTimestamp();
        var body = Array.Empty<byte>();
        var (unread, route) = (Bodies.Announced(http.Request), default(Route));
        try
        {
            var path = PathOf(http);
            if (Text(http, path, out var access) is { } text)
            {
                return (text, unread);
            }

            route = Routes.Find(http.Request.Method, path);
            if (route is null)
            {
                return (Answer.Nothing, unread);
            }

            CheckName(http.Request.Method, path);
            var wait = QueryParameters.ReadWait(http.Request.Query);
            if (route.HasBody)
            {
                var sent = await Bodies.ReadAsync(http.Request, http.RequestAborted);
                unread = false;
                received.Body = sent;
                body = Bodies.Unpack(sent, Header(http, "Content-Encoding"));
            }

            return (Answer.Result(Run(route, path, access, body, wait), options.Time.GetElapsedTime(started).TotalSeconds), unread);
        }
        catch (QdrantError error)
        {
            return (Answer.Error(error, error.IsFormat && route?.SaysWhere == true ? JsonSyntax.EndOf(body) : string.Empty), unread);
        }
        catch (Exception shape) when (shape is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // a value of another type than the code above expects
            return (Answer.Error(QdrantError.NoVariant(shape.ToString()), string.Empty), unread);
        }
    }

    /// <summary>What a server that keeps nothing does with every request: counts its points.</summary>
    public async Task<Answer> SinkAsync(HttpContext http)
    {
        var (points, bytes) = await Bodies.CountPointsAsync(http.Request, http.RequestAborted);
        var sunk = Interlocked.Add(ref _sunk, points);
        Interlocked.Add(ref _sunkBytes, bytes);
        return Answer.Result(new JsonObject { ["operation_id"] = sunk, ["status"] = "completed" }, 0);
    }

    // routes outside the API proper; the open ones are not asked for a key
    private Answer? Text(HttpContext http, string[] path, out Access access)
    {
        access = Access.ReadOnly;
        if (http.Request.Method == "GET" && Open(path) is { } open)
        {
            return open;
        }

        access = _authentication.Authenticate(Header(http, "api-key"), Header(http, "Authorization"));
        if (path is not ["metrics"] || http.Request.Method != "GET")
        {
            return null;
        }

        access.RequireGlobal();
        return Answer.Text(200, Metrics());
    }

    private JsonNode? Run(Route route, string[] path, Access access, byte[] body, bool wait)
    {
        var request = new Request
        {
            Database = database,
            Access = access,
            Name = path is ["collections", var name, ..] ? name : string.Empty,
            Last = path[^1],
            Body = route.HasBody ? Bodies.Parse(body) : default,
            Wait = wait,
        };
        lock (database.Gate)
        {
            return route.Run(request);
        }
    }

    private string Metrics()
    {
        lock (database.Gate)
        {
            return database.Metrics(options.Version);
        }
    }

    private Answer? Open(string[] path) => path switch
    {
        [] => Answer.Json(200, new JsonObject { ["title"] = "qdrant - vector search engine", ["version"] = options.Version, ["commit"] = "0000000" }),
        ["healthz"] or ["livez"] => Answer.Text(200, "healthz check passed"),
        ["readyz"] => Ready ? Answer.Text(200, "all shards are ready") : Answer.Text(503, "some shards are not ready"),
        _ => null,
    };

    // empty parts are passed over, as the server does; "." and ".." are names
    private static string[] PathOf(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return [.. target.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
    }

    private static string? Header(HttpContext http, string name) => http.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    private static void CheckName(string method, string[] path)
    {
        if (method != "PUT" || path is not ["collections", var name])
        {
            return;
        }

        if (Encoding.UTF8.GetByteCount(name) > 255)
        {
            throw QdrantError.InvalidPath($"collection_name: value \"{name}\" invalid, must be from 1 to 255 characters");
        }

        foreach (var letter in name.Where(letter => letter is '/' or ':' or '\0' or '<' or '>' or '"' or '|' or '?' or '*' or '\\'))
        {
            throw QdrantError.InvalidPath($"collection_name: collection name cannot contain \"{letter}\" char");
        }
    }
}

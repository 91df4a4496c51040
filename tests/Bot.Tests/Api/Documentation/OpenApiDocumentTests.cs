using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ReleaseBot.Api.Documentation;

public sealed class OpenApiDocumentTests
{
    // Not of the API that is described: its description, pages, and another protocol that describes itself.
    private static readonly string[] _others = ["/openapi", "/docs", "/admin", "/mcp", "/releases", "/api/messages"];

    [Fact]
    public async Task Every_route_is_described_and_nothing_else()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var document = await OpenApiDocument.ReadAsync(api.Client);

        var mapped = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method =>
                $"{method} /{endpoint.RoutePattern.RawText!.Trim('/').Replace("**", string.Empty, StringComparison.Ordinal)}") ?? [])
            .Where(route => route is not ("GET /" or "HEAD /"))
            .Where(route => !_others.Any(other => route.Split(' ')[1].StartsWith(other, StringComparison.Ordinal)));

        Assert.Equal(
            mapped.Distinct().Order(StringComparer.Ordinal),
            document.Operations.Select(each => $"{each.Method} {each.Path}").Order(StringComparer.Ordinal));
        Assert.StartsWith("3.1", document.Root.GetProperty("openapi").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_operation_says_what_it_is_and_has_a_name_of_its_own()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var document = await OpenApiDocument.ReadAsync(api.Client);
        var tags = document.Root.GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("name").GetString()).ToArray();

        Assert.All(document.Operations, each =>
        {
            Assert.NotEmpty(each.Operation.GetProperty("summary").GetString()!);
            Assert.Contains(Assert.Single(each.Operation.GetProperty("tags").EnumerateArray()).GetString(), tags);
        });
        var names = document.Operations.Select(each => each.Operation.GetProperty("operationId").GetString()).ToArray();
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public async Task Every_body_has_examples_that_fit_its_schema()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var document = await OpenApiDocument.ReadAsync(api.Client);
        var wrong = new List<string>();

        foreach (var (place, media) in document.Bodies)
        {
            var examples = OpenApiDocument.ExamplesOf(media).ToList();
            // One example serves the statuses 200 and 201 of a release that is stored.
            if (examples.Count == 0 && place != "POST /api/releases 200 application/json")
            {
                wrong.Add($"{place} has no example.");
            }

            wrong.AddRange(examples
                .Select(example => document.Faults(media.GetProperty("schema"), example))
                .Where(faults => faults.Length > 0)
                .Select(faults => $"{place}: {faults}"));
        }

        Assert.Empty(wrong);
        Assert.True(document.Bodies.Count() > 40, "Hardly anything was checked.");
    }

    [Fact]
    public async Task Schema_refuses_what_is_not_of_it()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var document = await OpenApiDocument.ReadAsync(api.Client);
        var answer = JsonNode.Parse(document.Operation("POST", "/api/ask")
            .GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json")
            .GetProperty("examples").GetProperty("answer").GetProperty("value").GetRawText())!;
        answer["citations"]![0]!["number"] = "one";

        Assert.NotEmpty(document.Faults(document.Component("Answer"), JsonElement.Parse(answer.ToJsonString())));
        Assert.NotEmpty(document.Faults(document.Component("AskRequest"), JsonElement.Parse("""{"question": "Who?", "filter": {}}""")));
        Assert.NotEmpty(document.Faults(document.Component("ProblemDetails"), JsonElement.Parse("""{"title": "Bad", "status": 400, "detail": "x"}""")));
    }

    [Fact]
    public async Task Every_error_states_its_remedy_and_every_parameter_its_meaning()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var document = await OpenApiDocument.ReadAsync(api.Client);

        foreach (var (place, media) in document.Bodies.Where(each => each.Place.EndsWith("problem+json", StringComparison.Ordinal)))
        {
            Assert.True(media.GetProperty("example").GetProperty("remedy").GetString() is { Length: > 0 }, place);
        }

        Assert.DoesNotContain(document.Bodies, each => each.Place.Contains(" /v1/", StringComparison.Ordinal) && each.Place.Contains("problem", StringComparison.Ordinal));
        foreach (var (method, path, operation) in document.Operations)
        {
            foreach (var parameter in operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : default)
            {
                Assert.True(parameter.TryGetProperty("description", out _), $"{method} {path}: {parameter.GetProperty("name")} has no description.");
            }
        }

        Assert.Equal(
            ["q", "k", "from", "to", "issuer", "language"],
            document.Operation("GET", "/api/search").GetProperty("parameters").EnumerateArray().Select(each => each.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Operations_that_take_a_key_say_so()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var document = await OpenApiDocument.ReadAsync(api.Client);

        var schemes = document.Root.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(each => each.Name).ToArray();
        var named = document.Operation("DELETE", "/api/releases/{id}").GetProperty("security").EnumerateArray()
            .SelectMany(each => each.EnumerateObject().Select(scheme => scheme.Name));

        Assert.Equal(schemes, named);
        Assert.Contains(document.Operation("POST", "/api/ask").GetProperty("security").EnumerateArray(), each => !each.EnumerateObject().Any());
        await using var locked = await ApiUnderTest.StartAsync(("Api:RequireKey", "true"));
        var same = await OpenApiDocument.ReadAsync(locked.Client);
        Assert.DoesNotContain(same.Operation("POST", "/api/ask").GetProperty("security").EnumerateArray(), each => !each.EnumerateObject().Any());
        Assert.All(
            document.Operations,
            each => Assert.Equal(each.Operation.GetProperty("responses").TryGetProperty("401", out _), each.Operation.TryGetProperty("security", out _)));
    }

    [Theory]
    [InlineData("/api/ask", "searching SearchingData", "citation Citation", "delta DeltaData", "completed Answer")]
    [InlineData("/v1/chat/completions", "message ChatChunk")]
    public async Task Sample_of_a_stream_has_events_whose_data_fit_their_schemas(string path, params string[] types)
    {
        await using var api = await ApiUnderTest.StartAsync();
        var document = await OpenApiDocument.ReadAsync(api.Client);
        var schemas = types.Select(type => type.Split(' ')).ToDictionary(pair => pair[0], pair => document.Component(pair[1]));

        var sample = document.Operation("POST", path).GetProperty("responses").GetProperty("200").GetProperty("content")
            .GetProperty("text/event-stream").GetProperty("example").GetString()!;
        var items = SseParser.Create(new MemoryStream(Encoding.UTF8.GetBytes(sample))).Enumerate().ToList();

        Assert.Equal(schemas.Keys, items.Select(item => item.EventType).Distinct());
        Assert.All(items.Where(item => item.Data != "[DONE]"), item => Assert.Equal(string.Empty, document.Faults(schemas[item.EventType], JsonElement.Parse(item.Data))));
    }

    [Fact]
    public void Example_is_read_without_loss_by_the_type_it_is_of()
    {
        var names = typeof(Example).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Example.Prefix, StringComparison.Ordinal)).ToList();

        Assert.True(names.Count > 15);
        foreach (var name in names.Where(name => !name.Contains("request", StringComparison.Ordinal)))
        {
            using var stream = typeof(Example).Assembly.GetManifestResourceStream(name)!;
            var written = JsonNode.Parse(stream)!;
            Assert.True(JsonNode.DeepEquals(written, Read(name[Example.Prefix.Length..^".json".Length])), $"{name} has fields its type has not, or lacks some.");
        }
    }

    private static JsonNode Read(string name) => name switch
    {
        "admin-overview" => Example.Response<AdminOverview>(name),
        "session" => Example.Response<Access.Session>(name),
        "suggestions" => Example.Response<SuggestedQuestions>(name),
        "about" => Example.Response<About>(name),
        "answer" or "answer-none" => Example.Response<Answers.Answer>(name),
        "chat-completion" => Example.Response<ChatCompletions.ChatCompletion>(name),
        "chat-model" => Example.Response<ChatCompletions.ChatModel>(name),
        "chat-models" => Example.Response<ChatCompletions.ChatModelList>(name),
        "health" => Example.Response<Health>(name),
        "readiness" => Example.Response<Readiness>(name),
        "release-list" => Example.Response<ReleaseList>(name),
        "release-text" => Example.Response<ReleaseText>(name),
        "search-response" => Example.Response<SearchResponse>(name),
        "stored-release" => Example.Response<StoredRelease>(name),
        _ => throw new InvalidOperationException($"Say here of which type the example \"{name}\" is."),
    };
}

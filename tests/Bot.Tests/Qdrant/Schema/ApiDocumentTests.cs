using System.Text.Json;

namespace ReleaseBot.Qdrant;

public sealed class ApiDocumentTests(ITestOutputHelper output)
{
    private const string Points = "/collections/passages-v1/points";

    /// <summary>A request of each operation we use, as the specification gives them.</summary>
    public static TheoryData<string, string, string?> Good => new()
    {
        {
            "PUT", "/collections/passages-v1?timeout=60",
            """
            {"vectors":{"dense":{"size":384,"distance":"Cosine","on_disk":false,"hnsw_config":{"m":16,"ef_construct":128},
            "quantization_config":{"scalar":{"type":"int8","quantile":0.99,"always_ram":true}}}},
            "sparse_vectors":{"bm25":{"modifier":"idf","index":{"on_disk":false}}},"shard_number":1,"replication_factor":1,
            "write_consistency_factor":1,"on_disk_payload":true,"metadata":{"schema":1,"model":"all-MiniLM-L6-v2","dim":384}}
            """
        },
        { "PUT", "/collections/passages-v1/index?wait=true", """{"field_name":"published_at","field_schema":{"type":"datetime","is_principal":true}}""" },
        { "POST", "/collections/aliases", """{"actions":[{"create_alias":{"collection_name":"passages-v7","alias_name":"passages"}}]}""" },
        {
            "PUT", $"{Points}?wait=true&ordering=strong&timeout=60",
            """
            {"points":[{"id":"550e8400-e29b-41d4-a716-446655440000","vector":{"dense":[0.1,0.2],"bm25":{"indices":[613153351],"values":[1.4]}},
            "payload":{"release_id":"r1","ordinal":0,"anything":{"goes":[null]}}}],
            "update_filter":{"must":[{"key":"ingest_rev","range":{"lte":7}}]},"update_mode":"upsert"}
            """
        },
        {
            "POST", $"{Points}/query?timeout=5&consistency=majority",
            """
            {"prefetch":[{"query":[0.1,0.2],"using":"dense","limit":100,"score_threshold":0.3,"params":{"hnsw_ef":128,"exact":false,
            "quantization":{"rescore":true,"oversampling":2.0}}},{"query":{"indices":[613153351],"values":[1.0]},"using":"bm25","limit":100}],
            "query":{"rrf":{"k":60,"weights":[1.0,1.0]}},"filter":{"must":[{"key":"published_at","range":{"gte":"2026-01-01T00:00:00Z"}},
            {"key":"issuer","match":{"any":["acme","beta"]}},{"nested":{"key":"tables","filter":{"must":[{"key":"kind","match":{"value":"eps"}}]}}}]},
            "limit":20,"with_payload":{"include":["release_id","ordinal","text"]}}
            """
        },
        { "POST", $"{Points}/scroll", """{"filter":{},"limit":256,"offset":null,"with_payload":["release_id"]}""" },
        { "GET", "/collections/passages-v1/exists", null },
    };

    /// <summary>A request of each kind that goes wrong easily.</summary>
    public static TheoryData<string, string, string, string> Faulty => new()
    {
        { "id that is neither number nor UUID", "PUT", Points, """{"points":[{"id":"abc","vector":{"dense":[1,2]}}]}""" },
        { "point without vector", "PUT", Points, """{"points":[{"id":1,"payload":{"a":1}}]}""" },
        { "field of a point misspelt", "PUT", Points, """{"points":[{"id":1,"vector":{"dense":[1,2]},"paylod":{"a":1}}]}""" },
        { "unknown update mode", "PUT", Points, """{"points":[{"id":1,"vector":{"dense":[1,2]}}],"update_mode":"insert"}""" },
        { "field of a query misspelt", "POST", $"{Points}/query", """{"query":[1,2],"limt":5}""" },
        { "limit of zero", "POST", $"{Points}/query", """{"query":[1,2],"limit":0}""" },
        { "unknown fusion", "POST", $"{Points}/query", """{"prefetch":[{"query":[1,2]}],"query":{"fusion":"rff"}}""" },
        { "part of a filter misspelt", "POST", $"{Points}/count", """{"filter":{"musst":[{"key":"a","match":{"value":"b"}}]}}""" },
        { "clause of a match misspelt", "POST", $"{Points}/count", """{"filter":{"must":[{"key":"a","match":{"valeu":"b"}}]}}""" },
        { "bound of a range misspelt", "POST", $"{Points}/count", """{"filter":{"must":[{"key":"a","range":{"from":1}}]}}""" },
        { "unknown distance", "PUT", "/collections/c", """{"vectors":{"dense":{"size":4,"distance":"Cos"}}}""" },
        { "unknown kind of index", "PUT", "/collections/c/index", """{"field_name":"a","field_schema":"text_index"}""" },
        { "condition of a key alone", "POST", $"{Points}/count", """{"filter":{"must":[{"key":"a"}]}}""" },
        { "indices and values of different length", "PUT", Points, """{"points":[{"id":1,"vector":{"bm25":{"indices":[1,2],"values":[1]}}}]}""" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Good_request_is_allowed(string method, string target, string? body) =>
        Assert.Empty((await ApiDocument.Strict).CheckRequest(method, target, body));

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Faulty_request_is_refused(string kind, string method, string target, string body)
    {
        Assert.NotEmpty(kind);
        Assert.NotEmpty((await ApiDocument.Strict).CheckRequest(method, target, body));
    }

    [Fact]
    public async Task Document_as_published_lets_most_faulty_requests_pass()
    {
        var (published, strict) = (await ApiDocument.AsPublished, await ApiDocument.Strict);
        int Caught(ApiDocument document, bool unwritten) => Faulty.Count(each => document.CheckRequest(each.Data.Item2, each.Data.Item3, each.Data.Item4, unwritten).Count > 0);
        var (asPublished, madeStrict, withRules) = (Caught(published, false), Caught(strict, false), Caught(strict, true));
        output.WriteLine($"Of {Faulty.Count} faulty requests the document catches {asPublished}, made strict {madeStrict}, with the rules it leaves out {withRules}.");
        Assert.True(asPublished < madeStrict && madeStrict == Faulty.Count - 2 && withRules == Faulty.Count);
    }

    [Theory]
    [InlineData("wait=True", false)]
    [InlineData("wait=true", true)]
    [InlineData("timeout=0", false)]
    [InlineData("ordering=strongest", false)]
    [InlineData("ordering=strong&wait=false&timeout=5", true)]
    [InlineData("consistency=majority", false)]
    [InlineData("nonsense=1", false)]
    public async Task Query_parameter_is_documented_and_spelt_as_the_server_reads_it(string query, bool allowed)
    {
        var wrong = (await ApiDocument.Strict).CheckRequest("PUT", $"{Points}?{query}", """{"points":[{"id":1,"vector":{}}]}""");
        Assert.Equal(allowed, wrong.Count == 0);
    }

    [Theory]
    [InlineData("GET", "/collections/c/point")]
    [InlineData("DELETE", "/collections/c/points")]
    [InlineData("POST", "/collections/c/points/search")]
    public async Task Unknown_operation_is_refused(string method, string target) =>
        Assert.Contains("no such operation", Assert.Single((await ApiDocument.Strict).CheckRequest(method, target, null)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"result":{"status":"completed"},"status":"ok","time":0.1}""", true)]
    [InlineData("""{"result":{"status":"done"},"status":"ok","time":0.1}""", false)]
    [InlineData("""{"result":{"operation":1,"status":"completed"},"status":"ok","time":0.1}""", false)]
    [InlineData("""{"result":{"status":"completed"},"status":"ok","elapsed":0.1}""", false)]
    public async Task Answer_is_held_to_the_document(string body, bool allowed) =>
        Assert.Equal(allowed, (await ApiDocument.Strict).CheckAnswer("PUT", Points, 200, body).Count == 0);

    [Fact]
    public async Task Requests_that_a_real_server_took_and_its_answers_are_allowed()
    {
        var document = await ApiDocument.Strict;
        var wrong = new List<string>();
        var checkedSteps = 0;
        foreach (var step in RecordedStep.All.Where(IsPlain))
        {
            checkedSteps++;
            var (method, target) = (step.Request.GetProperty("method").GetString()!, step.Target.TrimEnd('/').Replace("//", "/", StringComparison.Ordinal));
            var body = step.Request.TryGetProperty("body", out var sent) ? sent.GetRawText() : null;
            wrong.AddRange(document.CheckRequest(method, target, body).Concat(document.CheckAnswer(method, target, 200, step.Response.GetProperty("body").GetRawText()))
                .Select(error => $"{step.Key}: {error}"));
        }

        output.WriteLine($"{checkedSteps} recorded requests and answers checked.");
        Assert.Empty(wrong);
    }

    // answered with JSON, and not sent to show what the server overlooks or stores without being able to give it back
    private static bool IsPlain(RecordedStep step) =>
        step.Response.GetProperty("status").GetInt32() == 200
        && step.Response.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.Object
        && !step.Request.TryGetProperty("raw", out _)
        && step.Target != "/"
        && step.Name is not ("unknown field ignored" or "create with unknown field" or "unknown query parameter" or "retrieve huge" or "upsert uuid forms");
}

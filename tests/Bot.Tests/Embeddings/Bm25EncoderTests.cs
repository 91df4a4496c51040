using System.Text.Json;
using CsCheck;

namespace ReleaseBot.Embeddings;

public sealed class Bm25EncoderTests
{
    private static readonly Bm25Encoder s_encoder = new(256);

    public static TheoryData<string, uint[], float[]> Recorded
    {
        get
        {
            using var recording = JsonDocument.Parse(File.ReadAllBytes(References.PathOf("qdrant/recordings/05-bm25-inference.json")));
            var stored = recording.RootElement.EnumerateArray().Single(call => call.GetProperty("name").GetString() == "stored sparse vectors");
            var data = new TheoryData<string, uint[], float[]>();
            foreach (var point in stored.GetProperty("response").GetProperty("body").GetProperty("result").EnumerateArray())
            {
                var vector = point.GetProperty("vector").GetProperty("bm25");
                data.Add(
                    point.GetProperty("payload").GetProperty("text").GetString()!,
                    vector.GetProperty("indices").Deserialize<uint[]>()!,
                    vector.GetProperty("values").Deserialize<float[]>()!);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Document_has_the_weights_a_qdrant_server_computed(string text, uint[] indices, float[] values)
    {
        var vector = s_encoder.EncodeDocument(text);
        Assert.Equal(indices, vector.Indices);
        Assert.All(values.Zip(vector.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Average_length_changes_weights_as_on_the_server()
    {
        var vector = new Bm25Encoder(180).EncodeDocument("The delegation was headed by Andrei Lukin and Aigul Kuspan.");
        Assert.All(vector.Values, value => Assert.Equal(1.6541353f, value, 1e-5f));
    }

    [Theory]
    [InlineData("hello", 613153351u)]
    [InlineData("foo", 156908512u)]
    [InlineData("qdrant", 802574768u)]
    public void Id_is_the_absolute_murmur3_hash(string stem, uint id) => Assert.Equal(id, Bm25Encoder.IdOf(stem));

    [Fact]
    public void Query_weighs_every_distinct_word_once()
    {
        var vector = s_encoder.EncodeQuery("budget, the Budgets and delegations");
        Assert.Equal([1136992693u, 2022191088u], vector.Indices);
        Assert.Equal([1f, 1f], vector.Values);
    }

    [Theory]
    [InlineData("Ministers discussed issues; 3.14 in Q3-24, don't", new[] { "minist", "discuss", "issu", "3", "14", "q3", "24" })]
    [InlineData("x² ½ Ⅳ Ⓐ हिन्दी e\u0301x", new[] { "x²", "½", "ⅳ", "ⓐ", "हिन", "दी", "e", "x" })]
    [InlineData("ΟΔΟΣ İzmir", new[] { "οδος", "i\u0307zmir" })]
    [InlineData("The of AND", new string[0])]
    public void Tokens_are_stems_without_stop_words(string text, string[] tokens) => Assert.Equal(tokens, s_encoder.Tokens(text));

    [Fact]
    public void Vector_of_any_text_ascends_without_repetition_and_is_the_same_on_every_thread() => Gen.String.Sample(text =>
    {
        var vector = s_encoder.EncodeDocument(text);
        Assert.Equal(vector.Indices.Distinct().Order(), vector.Indices);
        Assert.Equal(vector.Indices.Length, vector.Values.Length);
        Assert.All(vector.Values, value => Assert.InRange(value, float.Epsilon, 2.2f * text.Length));
    }, iter: 1000);

    [Fact]
    public void Version_names_what_the_weights_depend_on()
    {
        Assert.Equal("qdrant-bm25-english-1;k=1.2;b=0.75;avg=256", s_encoder.TokenizerVersion);
        Assert.NotEqual(s_encoder.TokenizerVersion, new Bm25Encoder(90).TokenizerVersion);
    }
}

namespace ReleaseBot.Embeddings;

public sealed class ModelFileTests : IDisposable
{
    private const string Name = "embedder/model.int8.onnx";

    private static readonly string s_shipped = Path.GetDirectoryName(References.VocabularyPath)!;
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public ModelFileTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "embedder"));
        File.Copy(Path.Combine(s_shipped, "SHA256SUMS"), Path.Combine(_folder, "SHA256SUMS"));
    }

    private string ModelPath => Path.Combine(_folder, Name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("vocab.txt")]
    [InlineData(Name)]
    [InlineData("reader/model.int8.onnx")]
    public void Shipped_file_is_the_listed_one(string name) =>
        Assert.Equal(64, ModelFile.Find(s_shipped, name, verify: true).Sha256.Length);

    [Fact]
    public void Missing_model_is_named_with_the_remedy()
    {
        var e = Assert.Throws<ModelException>(Load);
        Assert.Contains(ModelPath, e.Message, StringComparison.Ordinal);
        Assert.Contains("Restore the Models folder", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Truncated_model_is_refused()
    {
        File.WriteAllBytes(ModelPath, File.ReadAllBytes(Path.Combine(s_shipped, Name))[..1_000_000]);
        var e = Assert.Throws<ModelException>(Load);
        Assert.Contains(ModelPath, e.Message, StringComparison.Ordinal);
        Assert.Contains("1,000,000 bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_with_one_altered_byte_is_refused()
    {
        var bytes = File.ReadAllBytes(Path.Combine(s_shipped, Name));
        bytes[^1000] ^= 1;
        File.WriteAllBytes(ModelPath, bytes);
        Assert.Contains("damaged or was replaced", Assert.Throws<ModelException>(Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unlisted_model_is_refused()
    {
        File.WriteAllText(Path.Combine(_folder, "SHA256SUMS"), "");
        File.WriteAllText(ModelPath, "");
        Assert.Contains("does not list", Assert.Throws<ModelException>(Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unverified_file_that_is_no_model_is_refused_by_name()
    {
        File.WriteAllText(ModelPath, "no model");
        var e = Assert.Throws<ModelException>(() => Load(verify: false));
        Assert.Contains(ModelPath, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_of_ones_own_loads_unverified_under_an_id_of_its_own()
    {
        // a protobuf field that ONNX does not know (number 1000, a byte) makes another file of the same network
        byte[] own = [.. File.ReadAllBytes(Path.Combine(s_shipped, Name)), 0xC0, 0x3E, 0x01];
        File.WriteAllBytes(ModelPath, own);
        using var generator = OnnxEmbeddingGenerator.Load(
            new EmbeddingOptions { ModelDirectory = _folder, VerifyModels = false }, WordPiece.Load(References.VocabularyPath));
        Assert.StartsWith("all-MiniLM-L6-v2-int8-", generator.ModelId, StringComparison.Ordinal);
        Assert.NotEqual("all-MiniLM-L6-v2-int8-a6cf50388fc0", generator.ModelId);
    }

    private void Load() => Load(verify: true);

    private void Load(bool verify)
    {
        using var generator = OnnxEmbeddingGenerator.Load(
            new EmbeddingOptions { ModelDirectory = _folder, VerifyModels = verify }, WordPiece.Load(References.VocabularyPath));
    }
}

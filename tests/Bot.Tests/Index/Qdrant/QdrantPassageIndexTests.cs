namespace ReleaseBot.Index.Qdrant;

/// <summary>The conformance suite over Qdrant.</summary>
public sealed class QdrantPassageIndexTests : PassageIndexConformance, IClassFixture<QdrantHome>
{
    private readonly QdrantHome _home;
    private readonly string _collection;

    public QdrantPassageIndexTests(QdrantHome home)
    {
        _home = home;
        _collection = home.NewCollection();
        TestContext.Current.TestOutputHelper?.WriteLine($"Runs against {home.Words}.");
    }

    protected override IPassageIndex Create(IndexSchema schema) => _home.CreateStrict(_collection, schema);
}

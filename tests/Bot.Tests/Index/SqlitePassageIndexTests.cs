using ReleaseBot.Index.Sqlite;

namespace ReleaseBot.Index;

public sealed class SqlitePassageIndexTests : PassageIndexConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqlitePassageIndex> _indexes = [];

    public void Dispose()
    {
        _indexes.ForEach(index => index.Dispose());
        _folder.Dispose();
    }

    protected override IPassageIndex Create(IndexSchema schema)
    {
        _indexes.Add(new SqlitePassageIndex(_folder.Path, schema));
        return _indexes[^1];
    }
}

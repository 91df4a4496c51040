namespace ReleaseBot.Architecture;

/// <summary>The house's plan: which room may know which, and where each package may be used.</summary>
public sealed class RoomTests
{
    // Left to right, as data flows; a room knows those before it. Diagnostics holds names only and is open to all.
    private static readonly string[] _rooms =
        ["Diagnostics", "Releases", "Passages", "Embeddings", "Index", "Retrieval", "Conversations", "Answers", "Bot"];

    private static readonly (string Namespace, string[] Folders)[] _walls =
    [
        ("Polly", ["src/Bot.Core/Index/Qdrant/", "src/Bot/Teams/Connector/"]),
        ("ReleaseBot.Index.Qdrant.Wire", ["src/Bot.Core/Index/Qdrant/"]),
        ("Microsoft.Data.Sqlite", ["src/Bot.Core/Index/Sqlite/", "src/Bot/Operations/"]),
        ("Dapper", ["src/Bot/Operations/"]),
        ("Microsoft.ML.OnnxRuntime", ["src/Bot.Core/Embeddings/", "src/Bot.Core/Answers/Reader/"]),
        ("Microsoft.ML.Tokenizers", ["src/Bot.Core/Embeddings/", "src/Bot.Core/Answers/Generation/"]),
        ("Microsoft.SemanticKernel", ["src/Bot.Core/Answers/Generation/"]),
        ("OpenAI", ["src/Bot.Core/Answers/Generation/"]),
        ("Azure", ["src/Bot.Core/Answers/Generation/"]),
        ("System.ClientModel", ["src/Bot.Core/Answers/Generation/"]),
        ("Microsoft.Recognizers", ["src/Bot.Core/Retrieval/"]),
        ("AngleSharp", ["src/Bot.Core/Releases/"]),
        ("SmartReader", ["src/Bot.Core/Releases/"]),
        ("Lucene", ["src/Bot.Core/Embeddings/"]),
        ("Microsoft.AspNetCore", ["src/Bot/"]),
        ("ModelContextProtocol", ["src/Bot/Api/Mcp/"]),
        ("Scalar", ["src/Bot/Api/Documentation/"]),
        ("Spectre.Console", ["src/Bot/"]),
        ("System.CommandLine", ["src/Bot/"]),
    ];

    private static readonly IReadOnlyList<SourceFile> _sources = [.. RepositoryFiles.Sources("src")];

    [Fact]
    public void Sources_are_found() => Assert.True(_sources.Count > 20, $"Only {_sources.Count} files below {RepositoryFiles.Root}/src.");

    [Fact]
    public void Room_uses_only_rooms_to_its_left()
    {
        var wrong =
            from file in _sources
            where _rooms.Contains(file.Room)
            from used in file.RoomsUsed
            where Array.IndexOf(_rooms, used) > Array.IndexOf(_rooms, file.Room)
            select $"{file.Path} uses {used}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_of_the_library_is_a_room()
    {
        var strangers = _sources
            .Where(file => file.Path.StartsWith("src/Bot.Core/", StringComparison.Ordinal) && file.Room.Length > 0)
            .Select(file => file.Room)
            .Distinct()
            .Except(_rooms);
        Assert.Empty(strangers);
    }

    [Fact]
    public void Namespace_names_the_room()
    {
        var wrong =
            from file in _sources
            where file.Path.StartsWith("src/Bot.Core/", StringComparison.Ordinal) && file.Room.Length > 0
            from line in file.Lines
            where line.StartsWith("namespace ", StringComparison.Ordinal)
            where !$"{line.TrimEnd(';')}.".StartsWith($"namespace ReleaseBot.{file.Room}.", StringComparison.Ordinal)
            select $"{file.Path}: {line}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Package_stays_behind_its_wall()
    {
        var wrong =
            from file in _sources
            from used in file.Usings
            from wall in _walls
            where used == wall.Namespace || used.StartsWith(wall.Namespace + ".", StringComparison.Ordinal)
            where !wall.Folders.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))
            select $"{file.Path} uses {used}";
        Assert.Empty(wrong);
    }
}

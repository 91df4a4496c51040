namespace ReleaseBot.Index;

/// <summary>The tables of the index file.</summary>
internal static class Schema
{
    /// <summary>PRAGMA user_version.</summary>
    public const int Version = 1;

    /// <summary>A passage's key is its release's key shifted left by this, plus its ordinal: a release's passages lie side by side.</summary>
    public const int OrdinalBits = 20;

    /// <summary>
    /// Every write raises the revision and stamps the release with it, or notes the release as removed, so that a reader finds what
    /// changed since it last looked. Vectors and texts have tables of their own because searches read them, and only them, by key.
    /// </summary>
    public const string CreateTables = """
        CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), revision INTEGER NOT NULL) STRICT;
        INSERT INTO state (id, revision) VALUES (1, 0);
        CREATE TABLE release (
            key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, title TEXT NOT NULL, date TEXT,
            time TEXT, place TEXT, issuer TEXT, language TEXT, url TEXT, title_start INTEGER NOT NULL, title_end INTEGER NOT NULL,
            headings BLOB NOT NULL, boilerplate BLOB NOT NULL, source TEXT NOT NULL, content_hash TEXT NOT NULL) STRICT;
        CREATE INDEX release_revision ON release (revision);
        CREATE TABLE release_text (release_key INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
        CREATE TABLE removed (release_key INTEGER PRIMARY KEY, revision INTEGER NOT NULL) STRICT;
        CREATE INDEX removed_revision ON removed (revision);
        CREATE TABLE passage (
            key INTEGER PRIMARY KEY, id BLOB NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, byte_start INTEGER NOT NULL,
            byte_length INTEGER NOT NULL, sentences BLOB NOT NULL, header TEXT NOT NULL, embedding_hash TEXT NOT NULL,
            sparse BLOB NOT NULL, title_sparse BLOB NOT NULL) STRICT;
        CREATE TABLE vector (passage_key INTEGER PRIMARY KEY, dense BLOB NOT NULL) STRICT;
        """;

    /// <summary>Key of the first passage a release can have.</summary>
    public static long FirstPassage(long releaseKey) => releaseKey << OrdinalBits;

    /// <summary>Key of the last passage a release can have.</summary>
    public static long LastPassage(long releaseKey) => (releaseKey << OrdinalBits) | ((1L << OrdinalBits) - 1);

    /// <summary>Ordinal of a passage.</summary>
    public static int OrdinalOf(long passageKey) => (int)(passageKey & ((1L << OrdinalBits) - 1));
}

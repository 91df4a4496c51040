using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using ReleaseBot.Embeddings;
using ReleaseBot.Passages;
using ReleaseBot.Releases;

namespace ReleaseBot.Index;

/// <summary>Writes releases, each in one transaction, through a connection of its own. Disposing it in the middle undoes the transaction.</summary>
internal sealed class ReleaseWriter(SqliteConnection connection) : IDisposable
{
    private readonly ReadSession statements = new(connection);

    /// <summary>Stores a release with its passages in place of what was under its id.</summary>
    public void Write(Release release, IReadOnlyList<EmbeddedPassage> passages, CancellationToken cancellationToken)
    {
        long revision = Begin();
        long key = WriteRelease(release, revision);
        RemovePassages(key);
        int from = 0, bytes = 0;
        foreach (EmbeddedPassage embedded in passages.OrderBy(static embedded => embedded.Passage.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            TextSpan span = embedded.Passage.Span;
            // Passages come mostly in the order of the text, so counting goes on from the one before.
            if (span.Start < from) from = bytes = 0;
            bytes += Encoding.UTF8.GetByteCount(release.Text.AsSpan(from, span.Start - from));
            from = span.Start;
            WritePassage(Schema.FirstPassage(key) + embedded.Passage.Ordinal, embedded, bytes);
        }

        Run("COMMIT");
    }

    /// <summary>Removes a release with its passages; false when there is none.</summary>
    public bool Delete(string releaseId)
    {
        long revision = Begin();
        if (Run("DELETE FROM release WHERE id = $id RETURNING key", ("$id", releaseId)) is not long key)
        {
            Run("ROLLBACK");
            return false;
        }

        RemovePassages(key);
        Run("DELETE FROM release_text WHERE release_key = $key", ("$key", key));
        Run("INSERT INTO removed (release_key, revision) VALUES ($key, $revision)", ("$key", key), ("$revision", revision));
        Run("COMMIT");
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => statements.Dispose();

    // IMMEDIATE: waits here for another writer, not in the middle, where waiting could not help.
    private long Begin()
    {
        Run("BEGIN IMMEDIATE");
        return (long)Run("UPDATE state SET revision = revision + 1 RETURNING revision")!;
    }

    private long WriteRelease(Release release, long revision)
    {
        const string Sql = """
            INSERT INTO release (id, revision, title, date, time, place, issuer, language, url, title_start, title_end, headings, boilerplate, source, content_hash)
            VALUES ($id, $revision, $title, $date, $time, $place, $issuer, $language, $url, $title_start, $title_end, $headings, $boilerplate, $source, $hash)
            ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, title = excluded.title, date = excluded.date, time = excluded.time,
                place = excluded.place, issuer = excluded.issuer, language = excluded.language, url = excluded.url,
                title_start = excluded.title_start, title_end = excluded.title_end, headings = excluded.headings,
                boilerplate = excluded.boilerplate, source = excluded.source, content_hash = excluded.content_hash
            RETURNING key
            """;
        long key = (long)Run(Sql, ("$id", release.Id), ("$revision", revision), ("$title", release.Title),
            ("$date", release.Date?.ToString("O", CultureInfo.InvariantCulture)), ("$time", release.Time?.ToString("O", CultureInfo.InvariantCulture)),
            ("$place", release.Place), ("$issuer", release.Issuer), ("$language", release.Language), ("$url", release.Url),
            ("$title_start", release.TitleSpan.Start), ("$title_end", release.TitleSpan.End), ("$headings", Blobs.Write(release.Headings, 0)),
            ("$boilerplate", Blobs.Write(release.Boilerplate, 0)), ("$source", release.Source), ("$hash", release.ContentHash))!;
        Run("INSERT OR REPLACE INTO release_text (release_key, text) VALUES ($key, $text)", ("$key", key), ("$text", release.Text));
        return key;
    }

    private void RemovePassages(long release)
    {
        foreach (string sql in (ReadOnlySpan<string>)["DELETE FROM passage WHERE key BETWEEN $a AND $b", "DELETE FROM vector WHERE passage_key BETWEEN $a AND $b"])
            Run(sql, ("$a", Schema.FirstPassage(release)), ("$b", Schema.LastPassage(release)));
    }

    private void WritePassage(long key, EmbeddedPassage embedded, int byteStart)
    {
        const string Sql = """
            INSERT INTO passage (key, id, span_start, span_end, byte_start, byte_length, sentences, header, embedding_hash, sparse, title_sparse)
            VALUES ($key, $id, $start, $end, $byte_start, $byte_length, $sentences, $header, $hash, $sparse, $title_sparse)
            """;
        Passage passage = embedded.Passage;
        Run(Sql, ("$key", key), ("$id", passage.Id.ToByteArray(bigEndian: true)), ("$start", passage.Span.Start), ("$end", passage.Span.End),
            ("$byte_start", byteStart), ("$byte_length", Encoding.UTF8.GetByteCount(passage.Text)),
            ("$sentences", Blobs.Write(passage.Sentences, passage.Span.Start)), ("$header", passage.Header), ("$hash", embedded.EmbeddingHash),
            ("$sparse", Blobs.Write(embedded.Sparse)), ("$title_sparse", Blobs.Write(embedded.TitleSparse)));
        Run("INSERT INTO vector (passage_key, dense) VALUES ($key, $dense)", ("$key", key), ("$dense", Blobs.Write(embedded.Dense.Span)));
    }

    private object? Run(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = statements.Command(sql);
        foreach ((string name, object? value) in parameters)
        {
            int known = command.Parameters.IndexOf(name);
            if (known < 0) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            else command.Parameters[known].Value = value ?? DBNull.Value;
        }

        return command.ExecuteScalar();
    }
}

namespace ReleaseBot.Index.Qdrant;

/// <summary>Settings of the Qdrant index, section "Index:Qdrant". With <see cref="Url"/> set the releases are kept there, not in the embedded index.</summary>
public sealed class QdrantOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Index:Qdrant";

    /// <summary>Address of the server's REST interface, such as http://localhost:6333; default none: the embedded index is used.</summary>
    public Uri? Url { get; set; }

    /// <summary>
    /// API key or token; default none. Answering needs read access to the alias, ingesting write access, creating collections and
    /// switching the alias (<c>bot index</c>) the server's whole key. Never sent to an http address other than the loopback unless
    /// <see cref="AllowKeyOverHttp"/>.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>Whether the key may travel unencrypted, as it does inside a cluster's own network; default false.</summary>
    public bool AllowKeyOverHttp { get; set; }

    /// <summary>
    /// Alias under which the collection is read and written, 1 to 48 of a–z, 0–9 and "-"; default "passages". The collections behind it are
    /// called "passages-v1", "passages-v2", …
    /// </summary>
    public string Collection { get; set; } = "passages";

    /// <summary>How much the collection is made for; default <see cref="QdrantProfile.Small"/>. Takes effect when a collection is created.</summary>
    public QdrantProfile Profile { get; set; }

    /// <summary>How long one request of a question may take, 100 ms to 60 s; default 5 s. It is sent a second time when the first fails.</summary>
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one write may take, 1 s to 10 min; default 60 s.</summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long creating a collection or an index may take, 1 s to 30 min; default 120 s.</summary>
    public TimeSpan AdminTimeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// How long a writer on another computer that shows no sign of life keeps others from writing, 5 s to 30 min; default 2 min. A write
    /// stops by itself when one of its requests, repetitions included, takes longer than three quarters of this.
    /// </summary>
    public TimeSpan WriterLease { get; set; } = TimeSpan.FromMinutes(2);
}

/// <summary>Sizes a collection is made for; <see cref="Collections.CollectionSettings"/> has what follows from each.</summary>
public enum QdrantProfile
{
    /// <summary>Up to some 100,000 passages on one server: exact search, everything in memory.</summary>
    Small,

    /// <summary>Around a million passages on one server: 6 shards, int8 vectors in memory with rescoring.</summary>
    Large,

    /// <summary>Up to some 100 million passages on three servers and more: 12 shards, each twice, originals on disk.</summary>
    Cluster,
}

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ReleaseBot.Releases;

/// <summary>
/// SHA-256 over a release's fields in the order they are declared, but not its source. Every field is written with its
/// length before it (-1 for none), so no two releases share an encoding.
/// </summary>
internal static class ContentHash
{
    // Written first; change it with the encoding, so that everything is seen as changed once.
    private const string Version = "release-1";

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static string Of(Release release)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Version);
        Add(hash, release.Id);
        Add(hash, release.Title);
        Add(hash, release.Date?.ToString("O"));
        Add(hash, release.Time?.ToString("O"));
        Add(hash, release.Place);
        Add(hash, release.Issuer);
        Add(hash, release.Language);
        Add(hash, release.Url);
        Add(hash, release.Text);
        Add(hash, [release.TitleSpan]);
        Add(hash, release.Headings);
        Add(hash, release.Boilerplate);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string? field)
    {
        var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
        Add(hash, field is null ? -1 : bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, ImmutableArray<TextSpan> spans)
    {
        Add(hash, spans.Length);
        foreach (var span in spans)
        {
            Add(hash, span.Start);
            Add(hash, span.End);
        }
    }

    private static void Add(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}

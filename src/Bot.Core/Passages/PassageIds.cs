using System.Security.Cryptography;
using System.Text;

namespace ReleaseBot.Passages;

/// <summary>Ids that derive from content, so that ingesting again writes the same points.</summary>
public static class PassageIds
{
    // Ours, drawn once; a new namespace would give every passage a new id.
    private static readonly Guid Namespace = new("5b2f0c1e-8d5b-4c8e-9f57-1f4b6a0c9d21");

    /// <summary>UUIDv5 (RFC 9562 §5.5) of <c>release_id|chunker_version|ordinal</c>.</summary>
    public static Guid Create(string releaseId, string chunkerVersion, int ordinal)
    {
        var name = Encoding.UTF8.GetBytes($"{releaseId}|{chunkerVersion}|{ordinal}");
        Span<byte> input = stackalloc byte[16];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
#pragma warning disable CA5350 // UUIDv5 is defined over SHA-1; nothing here is a secret
        Span<byte> hash = stackalloc byte[20];
        SHA1.HashData([.. input, .. name], hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace ReleaseBot.Operations;

/// <summary>
/// The keys of <see cref="KeyOptions.KeysFile"/>. A running server notices keys added and removed, because it looks at the file's time
/// before each use. Replicas share the file by mounting it.
/// </summary>
/// <exception cref="OperationsException">Every member throws it when the file cannot be read.</exception>
internal sealed class KeyStore(IOptions<KeyOptions> options, IOptions<BotOptions> bot, TimeProvider time)
{
    /// <summary>What every key begins with, by which it is told from other programs' keys.</summary>
    public const string Prefix = "rbk_";

    private const int KeyBytes = 32;

    private readonly Lock _reading = new();
    private Snapshot _read = Snapshot.None;

    /// <summary>The file.</summary>
    public string Path => System.IO.Path.GetFullPath(options.Value.KeysFile ?? System.IO.Path.Combine(bot.Value.DataDirectory, "keys.json"));

    /// <summary>All keys, oldest first.</summary>
    public ImmutableArray<ApiKey> List() => Read().Keys;

    /// <summary>The key behind the words a caller sent; null when it is none of ours.</summary>
    public ApiKey? Find(string sent) => Read().ByHash.GetValueOrDefault(Hash(sent));

    /// <summary>Makes a key; its secret is returned here and nowhere else.</summary>
    /// <exception cref="ArgumentException">There is a key of that name already.</exception>
    public (ApiKey Key, string Secret) Add(string name, ImmutableArray<string> scopes, int? limit)
    {
        using var only = Lock();
        var keys = List();
        if (keys.Any(key => key.Name == name))
        {
            throw new ArgumentException($"There is a key named {name} already. Choose another name, or remove it first: bot keys remove {name}");
        }

        var secret = Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var key = new ApiKey(name, Hash(secret), scopes, time.GetUtcNow(), limit);
        Write(keys.Add(key));
        return (key, secret);
    }

    /// <summary>Removes the key of that name; false when there is none.</summary>
    public bool Remove(string name)
    {
        using var only = Lock();
        var keys = List();
        var kept = keys.RemoveAll(key => key.Name == name);
        if (kept.Length == keys.Length)
        {
            return false;
        }

        Write(kept);
        return true;
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    // Two commands at once would lose a key of the one or the other.
    private FileStream Lock()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OperationsException($"{Path} cannot be changed now: {failure.Message} Let this user write its folder; if another command is at work, try again.", failure);
        }
    }

    private void Write(ImmutableArray<ApiKey> keys) =>
        PrivateFile.Replace(Path, JsonSerializer.SerializeToUtf8Bytes(new ApiKeyList(keys), ApiKeyJson.Default.ApiKeyList));

    private Snapshot Read()
    {
        var file = new FileInfo(Path);
        var stamp = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
        lock (_reading)
        {
            if (stamp != _read.Stamp)
            {
                _read = stamp == default ? Snapshot.None : new Snapshot(stamp, Load(file.FullName));
            }

            return _read;
        }
    }

    private static ImmutableArray<ApiKey> Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, ApiKeyJson.Default.ApiKeyList)?.Keys ?? [];
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new OperationsException(
                $"The file of keys {path} cannot be read: {failure.Message} Restore it, or move it away and add the keys again with bot keys add.", failure);
        }
    }

    private sealed record Snapshot((DateTime Written, long Length) Stamp, ImmutableArray<ApiKey> Keys)
    {
        public static Snapshot None { get; } = new(default, []);

        public ImmutableDictionary<string, ApiKey> ByHash { get; } =
            Keys.DistinctBy(key => key.Sha256).ToImmutableDictionary(key => key.Sha256, StringComparer.OrdinalIgnoreCase);
    }
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using ReleaseBot.Operations;

namespace ReleaseBot.Api.Access;

/// <summary>The key that signs session tokens: the configured one, or one made once and kept in the data directory.</summary>
internal sealed class SessionKey(IOptions<AccessOptions> options, IOptions<BotOptions> bot)
{
    private const int KeyBytes = 32;

    private readonly Lock _finding = new();
    private byte[]? _bytes;

    /// <summary>Its bytes.</summary>
    /// <exception cref="OperationsException">There is none and none can be made.</exception>
    public byte[] Bytes
    {
        get
        {
            lock (_finding)
            {
                return _bytes ??= options.Value.TokenKey is { } configured ? Encoding.UTF8.GetBytes(configured) : Kept();
            }
        }
    }

    private byte[] Kept()
    {
        var path = Path.GetFullPath(Path.Combine(bot.Value.DataDirectory, "session.key"));
        if (!File.Exists(path))
        {
            PrivateFile.CreateOnce(path, RandomNumberGenerator.GetBytes(KeyBytes));
        }

        try
        {
            // Read back, because another process may have been first.
            return File.ReadAllBytes(path) is { Length: KeyBytes } bytes
                ? bytes
                : throw new OperationsException($"{path} is damaged. Delete it; a new one is made, and open pages ask for new sessions.");
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new OperationsException($"{path} cannot be read: {failure.Message} Let this user read it, or set Api:TokenKey.", failure);
        }
    }
}

using System.Security.Cryptography;

namespace ReleaseBot.Embeddings;

/// <summary>A file of the model folder, known by its hash.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Sha256">Lower-case hex.</param>
internal sealed record ModelFile(string Path, string Sha256)
{
    private const string Restore =
        "Restore the Models folder of the release; for models of your own, write a new SHA256SUMS or set Embeddings:VerifyModels to false.";

    /// <summary>Finds and hashes <paramref name="name"/> (with forward slashes) below <paramref name="directory"/>.</summary>
    /// <exception cref="ModelException">The file is missing, unreadable, or (when verifying) not the one SHA256SUMS lists.</exception>
    public static ModelFile Find(string directory, string name, bool verify)
    {
        var path = System.IO.Path.Combine(directory, name);
        try
        {
            using var content = File.OpenRead(path);
            var file = new ModelFile(path, Convert.ToHexStringLower(SHA256.HashData(content)));
            if (verify)
            {
                file.Verify(System.IO.Path.Combine(directory, "SHA256SUMS"), name);
            }

            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The model file {path} cannot be read: {e.Message} {Restore}", e);
        }
    }

    /// <summary>Lines are as sha256sum writes them: hash, two spaces (or a space and an asterisk), name.</summary>
    private void Verify(string listPath, string name)
    {
        var line = File.ReadLines(listPath).FirstOrDefault(line => line.Length > 66 && line[66..].Trim() == name)
            ?? throw new ModelException($"{listPath} does not list {name}. {Restore}");
        if (!line[..64].Equals(Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new ModelException(
                $"The model file {Path} ({new FileInfo(Path).Length:N0} bytes, SHA-256 {Sha256[..12]}…) is not the one {listPath} lists ({line[..12]}…): "
                + $"it is damaged or was replaced. {Restore}");
        }
    }
}

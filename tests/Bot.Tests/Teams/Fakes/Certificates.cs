using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ReleaseBot.Teams.Fakes;

/// <summary>A self-signed certificate in a file that is removed again.</summary>
internal sealed class Certificates : IDisposable
{
    private Certificates(string path) => Path = path;

    public string Path { get; }

    /// <summary>Writes one with its key, as .pem.</summary>
    public static Certificates Write()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var path = System.IO.Path.ChangeExtension(System.IO.Path.GetTempFileName(), ".pem");
        File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        return new Certificates(path);
    }

    public void Dispose() => File.Delete(Path);
}

using System.Security.Cryptography.X509Certificates;

namespace ReleaseBot.Teams.Connector;

/// <summary>The app's certificate.</summary>
internal static class BotCertificate
{
    /// <summary>Reads Teams:CertificatePath, a .pem file with certificate and key, else a .pfx file.</summary>
    public static X509Certificate2 Load(TeamsOptions options) =>
        Path.GetExtension(options.CertificatePath!).Equals(".pem", StringComparison.OrdinalIgnoreCase)
            ? X509Certificate2.CreateFromPemFile(options.CertificatePath!)
            : X509CertificateLoader.LoadPkcs12FromFile(options.CertificatePath!, options.CertificatePassword);
}

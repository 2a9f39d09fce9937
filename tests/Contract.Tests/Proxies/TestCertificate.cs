using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Xerotier.Contract.Tests.Proxies;

/// <summary>A certificate that nobody trusts, with the names of files that the examples use.</summary>
internal static class TestCertificate
{
    /// <summary>Writes <c>tls.pem</c> and <c>tls.key</c> into a folder.</summary>
    public static async Task WriteAsync(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=api.example.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(folder, "tls.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "tls.key"), key.ExportPkcs8PrivateKeyPem());
    }
}

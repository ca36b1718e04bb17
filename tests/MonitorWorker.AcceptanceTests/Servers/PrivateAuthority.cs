using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MonitorWorker.AcceptanceTests.Servers;

/// <summary>An authority that lives as long as the test, and what it signed for one key, as PEM files: for localhost, expired, for another host.</summary>
internal static class PrivateAuthority
{
    public static void WriteTo(string folder, out string authority, out string certificate, out string key)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = TimeProvider.System.GetUtcNow();
        using var signer = request.CreateSelfSigned(now.AddDays(-2), now.AddDays(30));

        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Sign(Path.Combine(folder, "server.pem"), "localhost", now.AddDays(-1), now.AddDays(29));
        Sign(Path.Combine(folder, "expired.pem"), "localhost", now.AddDays(-1.5), now.AddDays(-1));
        Sign(Path.Combine(folder, "other.pem"), "other.test", now.AddDays(-1), now.AddDays(29));

        (authority, certificate, key) = (Path.Combine(folder, "ca.pem"), Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"));
        File.WriteAllText(authority, signer.ExportCertificatePem());
        File.WriteAllText(key, serverKey.ExportPkcs8PrivateKeyPem());

        void Sign(string file, string host, DateTimeOffset from, DateTimeOffset until)
        {
            var server = new CertificateRequest($"CN={host}", serverKey, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(host);
            if (host == "localhost") names.AddIpAddress(IPAddress.Loopback);
            server.CertificateExtensions.Add(names.Build());
            server.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
            using var signed = server.Create(signer, from, until, RandomNumberGenerator.GetBytes(12));
            File.WriteAllText(file, signed.ExportCertificatePem());
        }
    }
}

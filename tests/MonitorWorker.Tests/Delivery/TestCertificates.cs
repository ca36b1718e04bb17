using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MonitorWorker.Tests.Delivery;

/// <summary>A private authority made for one test run, and what it signs. Valid around <see cref="Now"/>.</summary>
internal static class TestCertificates
{
    private static readonly X509Certificate2 Authority = MakeAuthority();

    /// <summary>The day of the tests' clock; also the machine's, because TLS itself looks at that one.</summary>
    public static DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    public static X509Certificate2 Good { get; } = Sign("localhost", -1, 30);

    public static X509Certificate2 WrongHost { get; } = Sign("other.example.com", -1, 30);

    public static X509Certificate2 Expired { get; } = Sign("localhost", -60, -30);

    public static string AuthorityPem => Authority.ExportCertificatePem();

    private static X509Certificate2 MakeAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-100), now.AddDays(100));
    }

    private static X509Certificate2 Sign(string host, int fromDay, int toDay)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (host == "localhost")
            names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        var now = TimeProvider.System.GetUtcNow();
        using var signed = request.Create(Authority, now.AddDays(fromDay), now.AddDays(toDay), Guid.NewGuid().ToByteArray());
        return signed.CopyWithPrivateKey(key);
    }
}

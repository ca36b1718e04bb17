using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MonitorWorker.Delivery;

/// <summary>
/// Whether the server is who the configuration says. Trusted is what the system trusts, what an authority of the PEM file has
/// signed for this very host, or exactly a certificate of the PEM file. There is no way to trust everything.
/// </summary>
/// <param name="section">The section of the configuration that names the server.</param>
internal sealed class ServerTrust(string section, string host, X509Certificate2Collection further, TimeProvider clock)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Why the certificate was not trusted; null when it was or when none was shown.</summary>
    public string? Refusal { get; private set; }

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="CryptographicException">The file holds no certificate.</exception>
    public static X509Certificate2Collection Read(string? pemFile)
    {
        var certificates = new X509Certificate2Collection();
        if (pemFile is null)
            return certificates;
        certificates.ImportFromPem(File.ReadAllText(pemFile));
        return certificates.Count > 0 ? certificates : throw new CryptographicException("there is no certificate in it.");
    }

    public bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = null;
        if (errors == SslPolicyErrors.None)
            return true;
        if (certificate is null)
        {
            Refusal = $"{host} showed no certificate.";
            return false;
        }

        using var shown = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        // Pinned: this very key is the proof, whatever name stands in the certificate.
        if (further.Any(known => known.RawDataMemory.Span.SequenceEqual(shown.RawDataMemory.Span)))
            return IsInTime(shown);
        return IsInTime(shown) && IsNamed(shown, errors) && IsSigned(shown, chain);
    }

    private bool IsInTime(X509Certificate2 shown)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (begin, end) = (shown.NotBefore.ToUniversalTime(), shown.NotAfter.ToUniversalTime());
        if (now > end)
            return Refuse($"The certificate of {host} expired on {Day(end)}; have the mail server's certificate renewed.");
        return now >= begin || Refuse($"The certificate of {host} is valid only from {Day(begin)}; check this machine's clock.");
    }

    private bool IsNamed(X509Certificate2 shown, SslPolicyErrors errors)
    {
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) == 0)
            return true;
        return Refuse($"The certificate ({PlainLine.Of(shown.GetNameInfo(X509NameType.DnsName, false))}) is not for {host}; "
            + $"set {section}.host to the name that the certificate is for.");
    }

    private bool IsSigned(X509Certificate2 shown, X509Chain? chain)
    {
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(further);
        own.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.VerificationTime = clock.GetUtcNow().UtcDateTime;
        own.ChainPolicy.ExtraStore.AddRange(further);
        foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            own.ChainPolicy.ExtraStore.Add(element.Certificate);

        if (further.Count > 0 && own.Build(shown))
            return true;
        return Refuse($"The certificate of {host}, issued by {PlainLine.Of(shown.GetNameInfo(X509NameType.SimpleName, true))}, "
            + "is signed by nobody trusted; put the authority's certificate (PEM) into the file that mail.trustedCertificates names.");
    }

    private bool Refuse(string why)
    {
        Refusal = why;
        return false;
    }

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

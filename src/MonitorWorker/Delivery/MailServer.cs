namespace MonitorWorker.Delivery;

/// <summary>A server that mails are handed to or read from: where it is, how the way there is made safe, and who logs in.</summary>
/// <param name="Section">The section of the configuration that names it; messages name its keys.</param>
/// <param name="Protocol">As people call it, e.g. SMTP.</param>
/// <param name="TlsPort">Its usual port with TLS from the first byte.</param>
/// <param name="StartTlsPort">Its usual port with STARTTLS.</param>
/// <param name="Security">startTls, tls (implicit) or none; kept to exactly.</param>
/// <param name="User">Login name; null where the server wants none.</param>
/// <param name="PasswordFile">File whose first line is the password; read at each login, so that a new one needs no restart.</param>
/// <param name="TrustedCertificates">PEM file: authorities to trust besides the system's, or the server's own certificate.</param>
internal sealed record MailServer(
    string Section, string Protocol, int TlsPort, int StartTlsPort, string Host, int Port, string Security, string? User, string? PasswordFile, string? TrustedCertificates)
{
    public override string ToString() => $"{Host}:{Port}";
}

using MonitorWorker.Notifications;

namespace MonitorWorker.Delivery;

/// <summary>How mails leave this house: into a folder, or over one SMTP server. Paths are absolute.</summary>
/// <param name="Delivery">folder or smtp.</param>
/// <param name="Folder">Where .eml and .html files go when <paramref name="Delivery"/> is folder.</param>
/// <param name="Security">startTls, tls (implicit) or none; kept to exactly.</param>
/// <param name="User">Login name; null where the server wants none.</param>
/// <param name="PasswordFile">File whose first line is the password; read at each login, so that a new one needs no restart.</param>
/// <param name="TrustedCertificates">PEM file: authorities to trust besides the system's, or the server's own certificate.</param>
public sealed record MailTransport(
    string Delivery,
    string? Folder = null,
    string? Host = null,
    int Port = 587,
    string Security = "startTls",
    string? User = null,
    string? PasswordFile = null,
    string? TrustedCertificates = null)
{
    /// <summary>The only address that mails go to, as in a rehearsal; null is any.</summary>
    public string? OnlyTo { get; init; }

    /// <summary>The domains that mails may go to.</summary>
    public MailDomains Allowed { get; init; } = MailDomains.All;

    /// <summary>The login as a refusal names it, so that another one is known from it; null where there is none.</summary>
    public string? LoginName => User is null ? null : $"{User} at {Host}:{Port}, {PasswordFile}";
}

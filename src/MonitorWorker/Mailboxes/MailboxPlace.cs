using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MonitorWorker.Mailboxes;

/// <summary>Where mails come in: a mailbox on a server, or a folder. Paths are absolute.</summary>
/// <param name="Protocol">imap, pop3 or folder.</param>
/// <param name="Host">Name of the server; null where it is a folder.</param>
/// <param name="Security">startTls, tls (implicit) or none; kept to exactly.</param>
/// <param name="PasswordFile">File whose first line is the password; read at each login, so that a new one needs no restart.</param>
/// <param name="TrustedCertificates">PEM file: authorities to trust besides the system's, or the server's own certificate.</param>
/// <param name="Folder">Where .eml files are dropped; null where it is a server.</param>
/// <param name="LargestBytes">Of a larger mail the header alone is read.</param>
public sealed record MailboxPlace(
    string Protocol,
    string? Host,
    int Port,
    string Security,
    string? User,
    string? PasswordFile,
    string? TrustedCertificates,
    string? Folder,
    long LargestBytes)
{
    /// <summary>How long a file of the folder must not have changed before it is read; zero reads at once.</summary>
    public TimeSpan Quiet { get; init; }

    /// <summary>Names the mailbox without secrets; the memory of what was read hangs on it.</summary>
    public string Name => Protocol switch
    {
        "folder" => $"folder:{Folder}",
        "imap" => $"imap:{User}@{Host}/INBOX",
        _ => $"{Protocol}:{User}@{Host}",
    };

    /// <summary>The port where none is configured.</summary>
    public static int UsualPort(string protocol, string security) => (protocol, security) switch
    {
        ("pop3", "tls") => 995,
        ("pop3", _) => 110,
        (_, "tls") => 993,
        _ => 143,
    };

    /// <summary>Changes with everything that a login depends on: after a refused one the server is asked again once this is another. Tells nothing of the password.</summary>
    public string LoginMark()
    {
        var file = PasswordFile is null ? null : new FileInfo(PasswordFile);
        var said = string.Join(
            '\n',
            Protocol,
            Host,
            Port.ToString(CultureInfo.InvariantCulture),
            Security,
            User,
            file is { Exists: true } ? string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks} {file.Length}") : "");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..16];
    }
}

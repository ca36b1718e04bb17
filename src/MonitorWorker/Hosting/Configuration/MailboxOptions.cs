using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>Where answers to mails are read.</summary>
public sealed record MailboxOptions
{
    /// <summary>The protocol of no mailbox.</summary>
    public const string None = "none";

    [Description("none: replies are read by people alone; imap, pop3: a mailbox on a server; folder: .eml files of a folder. Default: imap where host is set, else none.")]
    [AllowedValues("none", "imap", "pop3", "folder")]
    public string? Protocol { get; init; }

    [Description("Name of the IMAP or POP3 server.")]
    public string? Host { get; init; }

    [Description("Its port. Default: 993 (imap) or 995 (pop3) with tls, else 143 or 110.")]
    [Range(1, 65535)]
    public int? Port { get; init; }

    [Description("tls (implicit), startTls or none. Never falls back from one to a weaker one. Default tls.")]
    [AllowedValues("startTls", "tls", "none")]
    public string Security { get; init; } = "tls";

    [Description("Login name. Default: mail.user.")]
    public string? User { get; init; }

    [Description("File whose first line is the password. Default: mail.passwordFile. Secrets stand in no config file.")]
    [ConfigPath(PathKind.File)]
    public string? PasswordFile { get; init; }

    [Description("Folder with .eml files, where protocol is folder. What was read is moved into its subfolder done.")]
    [ConfigPath(PathKind.NewFolder)]
    public string? Folder { get; init; }

    [Description("File with the secret that signs what people answer to. Made when it is missing; keep it with the database. Its first line signs, further lines are still accepted. Default ../data/token.key.")]
    [ConfigPath(PathKind.NewFile)]
    public string TokenKeyFile { get; init; } = "../data/token.key";

    [Description("Minutes between two looks into the mailbox while the service runs (1 to 1440). Default 3.")]
    [Range(1, 1440)]
    public int PollMinutes { get; init; } = 3;

    [Description("Whether new mail is also waited for on the open connection (IMAP IDLE), where the server offers it. Default false.")]
    public bool Idle { get; init; }

    [Description("Whether the server delivers NAME+anything@DOMAIN to NAME@DOMAIN: then the address that is replied to carries the alert. QQ and 163 do not. Default false.")]
    public bool PlusAddressing { get; init; }

    [Description("Name by which the office's own receiving server signs its Authentication-Results headers; only what it says proves a sender.")]
    public string? TrustedAuthServer { get; init; }

    [Description("Largest mail that is read, in megabytes (1 to 100); a larger one is kept by its header and told. Default 20.")]
    [Range(1, 100)]
    public int LargestMegabytes { get; init; } = 20;

    [Description("Most mails of one address that are acted upon in a day (1 to 1000). Default 20.")]
    [Range(1, 1000)]
    public int AnswersPerDay { get; init; } = 20;

    [Description("How long a signed reference in one of our mails is valid, in days (1 to 3660). Default 400.")]
    [Range(1, 3660)]
    public int TokenDays { get; init; } = 400;

    [Description("First day on which the password is not good any more, where the provider lets it expire (yyyy-MM-dd). The administrators are told 14, 7 and 1 days before. Leave it out where it is the password of mail.")]
    public DateOnly? PasswordExpires { get; init; }

    /// <summary>The protocol, also where it follows from the host.</summary>
    internal string EffectiveProtocol => Protocol ?? (Host is null ? None : "imap");
}

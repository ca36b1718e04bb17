using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>How mails leave.</summary>
public sealed record MailOptions
{
    [Description("folder: write .eml and .html files; smtp: send.")]
    [AllowedValues("folder", "smtp")]
    public string Delivery { get; init; } = "folder";

    [Description("Folder for mails when delivery is folder.")]
    [ConfigPath(PathKind.NewFolder)]
    public string Folder { get; init; } = "../out/mail";

    [Description("SMTP server's name.")]
    public string? Host { get; init; }

    [Description("SMTP port. Default 587.")]
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    [Description("startTls, tls (implicit) or none. Never falls back from one to a weaker one. Default startTls.")]
    [AllowedValues("startTls", "tls", "none")]
    public string Security { get; init; } = "startTls";

    [Description("Login name; leave out where the server wants none.")]
    public string? User { get; init; }

    [Description("File whose first line is the password. Secrets stand in no config file.")]
    [ConfigPath(PathKind.File)]
    public string? PasswordFile { get; init; }

    [Description("Sender address; many providers want it to be the login.")]
    public string From { get; init; } = "monitor@example.com";

    [Description("Sender name as people see it. Default: officeName.")]
    public string? FromName { get; init; }

    [Description("live: to the people concerned; rehearsal: every mail goes to rehearsalTo alone and names whom it would have gone to.")]
    [AllowedValues("live", "rehearsal")]
    public string Mode { get; init; } = "live";

    [Description("Receives every mail in rehearsal mode.")]
    public string? RehearsalTo { get; init; }

    [Description("PEM file with further trusted certificates (a private CA or the server's own).")]
    [ConfigPath(PathKind.File)]
    public string? TrustedCertificates { get; init; }

    [Description("Gets what nobody else can be found for. Cannot be left out when mails are sent by smtp.")]
    public string? AdministratorAddress { get; init; }

    [Description("How long a mail is retried before it is given up and told, in hours (1 to 240). Default 120 (five days).")]
    [Range(1, 240)]
    public int RetryHours { get; init; } = 120;

    [Description("Connections to the server at once (1 to 8); fewer where it bears no more. Default 2.")]
    [Range(1, 8)]
    public int Connections { get; init; } = 2;

    [Description("Mails that may go in any 60 seconds, service and commands together (0 to 100000). Default 0: no limit.")]
    [Range(0, 100_000)]
    public int PerMinute { get; init; }

    [Description("Mails that may go in any 24 hours, service and commands together (0 to 10000000). Default 0: no limit.")]
    [Range(0, 10_000_000)]
    public int PerDay { get; init; }

    [Description("What is otherwise for mails to some domains; the first that covers an address counts.")]
    public IReadOnlyList<MailDomainOptions> Domains { get; init; } = [];

    [Description("Domains that mails may go to: example.com, or *.example.com for all below it. Nothing goes anywhere else, whoever names the address. Empty: everywhere.")]
    public IReadOnlyList<string> AllowedDomains { get; init; } = [];

    [Description("First day on which the password is not good any more, where the provider lets it expire (yyyy-MM-dd). The administrators are told 14, 7 and 1 days before.")]
    public DateOnly? PasswordExpires { get; init; }

    public MailFallbackOptions Fallback { get; init; } = new();
}

/// <summary>How mails to a domain are sent.</summary>
public sealed record MailDomainOptions
{
    [Description("example.com, or *.example.com for all below it.")]
    public required string Domain { get; init; }

    [Description("Minutes to wait after each refusal for now (1 to 1440); the last one repeats. Default: 1, 5, 15, 60.")]
    [Range(1, 1440)]
    public IReadOnlyList<int> RetryMinutes { get; init; } = [];

    [Description("Mails that may go there in any 60 seconds (0 to 100000). Default 0: no limit of its own.")]
    [Range(0, 100_000)]
    public int PerMinute { get; init; }

    [Description("Mails that may go there in any 24 hours (0 to 10000000). Default 0: no limit of its own.")]
    [Range(0, 10_000_000)]
    public int PerDay { get; init; }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>A second account, by which the administrators alone are told that no mail leaves by the first.</summary>
public sealed record MailFallbackOptions
{
    [Description("Name of its SMTP server. Leave it out where there is no second account.")]
    public string? Host { get; init; }

    [Description("Its port. Default 587.")]
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    [Description("startTls, tls (implicit) or none. Default startTls.")]
    [AllowedValues("startTls", "tls", "none")]
    public string Security { get; init; } = "startTls";

    [Description("Its login name.")]
    public string? User { get; init; }

    [Description("File whose first line is its password.")]
    [ConfigPath(PathKind.File)]
    public string? PasswordFile { get; init; }

    [Description("Its sender address. Default: its login name.")]
    public string? From { get; init; }
}

using MonitorWorker.Delivery;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Mailboxes;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Diagnosis;

/// <summary>The way mails leave: connects, greets, makes it safe and logs in, and sends nothing.</summary>
internal sealed class SendingDiagnosis : IDiagnosis
{
    private const int CertificateDays = 30;

    public string Name => "发信";

    public TimeSpan Patience => TimeSpan.FromSeconds(20);

    public async Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        var mail = patient.Options.Mail;
        if (mail.Delivery != "smtp") return [Diagnosed.Good(Name, $"写成文件，不发送（{mail.Folder}）")];
        if (mail.Host is null) return [Diagnosed.Bad(Name, "没有mail.host", "写上邮件服务器的名称")];

        var server = $"{mail.Host}:{mail.Port}，{mail.Security}";
        var link = new SmtpLink(ServiceComposition.Transport(mail), patient.Clock, new SmtpTimeouts());
        if (await link.TryAsync(cancellationToken) is { } failure) return [Diagnosed.Bad(Name, $"{server}：{LogText.Clean(failure.Detail)}", Cure(failure))];

        var found = new List<Diagnosed> { Diagnosed.Good(Name, $"{server}：能连接{(mail.User is null ? "，不需要登录" : "，能登录")}") };
        if (link.CertificateUntil is { } until && (until - patient.Clock.GetUtcNow()).TotalDays is var days && days < CertificateDays)
            found.Add(Diagnosed.Warn(Name, $"{mail.Host}的证书只到{until:yyyy-MM-dd}（还有{Math.Max(0, (int)days)}天）", "请邮件服务器的管理员更换证书"));
        return found;
    }

    private static string Cure(DeliveryOutcome failure) => failure switch
    {
        DeliveryOutcome.Broken { IsLogin: true } => "在mail.passwordFile所指的文件里写入有效的密码（QQ、163为授权码），核对mail.user",
        DeliveryOutcome.Broken => "按原因核对mail.security、mail.port、证书（mail.trustedCertificates）和密码文件",
        _ => "核对mail.host、mail.port，以及这台机器到它的网络和防火墙",
    };
}

/// <summary>The way replies come in: connects, logs in and lists; nothing is marked or taken.</summary>
internal sealed class MailboxDiagnosis : IDiagnosis
{
    public string Name => "收信";

    public TimeSpan Patience => TimeSpan.FromSeconds(20);

    public async Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        if (patient.Config is null) return [];
        var mailbox = patient.Get<MailboxSource>();
        if (mailbox.Name is not { } name) return [Diagnosed.Good(Name, "没有设置收信邮箱，答复由人阅看")];
        // From where the service has read: a mailbox of years is not listed whole.
        var mark = patient.NoDatabase is null ? (await patient.Get<MailboxStore>().LoadAsync(name, cancellationToken)).Mark : MailboxMark.None;
        try
        {
            await using var reader = mailbox.Open();
            var waiting = await reader.ListAsync(mark, cancellationToken);
            return [Diagnosed.Good(Name, $"{name}：能登录、能读取，未读入{waiting.Count}封")];
        }
        catch (MailboxException e)
        {
            return
            [
                Diagnosed.Bad(Name, $"{name}：{LogText.Clean(e.Message)}", e.Trouble == MailboxTrouble.LoginRefused
                    ? "在mailbox.passwordFile所指的文件里写入有效的密码（QQ、163为授权码），核对mailbox.user"
                    : "核对mailbox.host、mailbox.port、mailbox.security，以及网络和防火墙"),
            ];
        }
    }
}

/// <summary>Files with secrets: there, not empty, and nobody else's to read.</summary>
internal sealed class SecretDiagnosis : IDiagnosis
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    public string Name => "密码和密钥";

    public Task<IReadOnlyList<Diagnosed>> LookAsync(Patient patient, CancellationToken cancellationToken)
    {
        var options = patient.Options;
        (string Key, string? File)[] secrets =
        [
            ("mail.passwordFile", options.Mail.PasswordFile), ("mailbox.passwordFile", options.Mailbox.PasswordFile), .. options.Sources.Select(source => ($"sources[{source.Name}].passwordFile", source.PasswordFile)),
        ];
        var found = secrets.Where(secret => secret.File is not null).SelectMany(secret => Look(secret.Key, secret.File!)).ToList();
        var key = options.Mailbox.TokenKeyFile;
        if (options.Mailbox.EffectiveProtocol != Configuration.MailboxOptions.None)
        {
            if (ReplyTokens.ProblemOf(key) is { } problem) found.Add(Diagnosed.Bad(Name, $"mailbox.tokenKeyFile：{key} {problem}", "恢复备份的密钥文件；没有备份时删除它，服务会重新生成，以前邮件的答复要人工登记"));
            else if (File.Exists(key)) found.AddRange(Look("mailbox.tokenKeyFile", key));
        }

        return Task.FromResult<IReadOnlyList<Diagnosed>>(found.Count > 0 ? found : [Diagnosed.Good(Name, "没有问题")]);
    }

    private IEnumerable<Diagnosed> Look(string key, string file)
    {
        if (!File.Exists(file))
        {
            yield return Diagnosed.Bad(Name, $"{key}：没有{file}", "建立该文件，第一行写密码");
            yield break;
        }

        if (new FileInfo(file).Length == 0) yield return Diagnosed.Bad(Name, $"{key}：{file}是空的", "在第一行写入密码");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
            yield return Diagnosed.Warn(Name, $"{key}：{file}别人也能读或改", $"chmod 600 {file}，属主为运行服务的用户");
    }
}

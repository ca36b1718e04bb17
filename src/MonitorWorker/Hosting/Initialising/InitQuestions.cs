using System.Globalization;
using System.Net.Mail;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Notifications;

namespace MonitorWorker.Hosting.Initialising;

/// <summary>Turns what the command line says into answers, asking for the rest where somebody can be asked; else the usual answer is taken.</summary>
/// <param name="ask">Null asks nobody.</param>
internal sealed class InitQuestions(InitRequest request, IQuestioner? ask)
{
    private const string UsualOffice = "预算绩效运行监控";
    private const string UsualAdmin = "admin@example.com";
    private const int UsualPort = 587;
    private const int TlsPort = 465;

    private static readonly string[] _securities = ["startTls", "tls", "none"];

    /// <exception cref="InitException">Something that was said cannot be used.</exception>
    public InitAnswers Ask()
    {
        var office = Text("--office", request.Office, "单位名称", "写在每封邮件的抬头，收件人靠它认出是谁发的。", UsualOffice, Required);
        var adminName = Text("--admin-name", request.AdminName, "系统管理员姓名", "演练期间的邮件、运行故障都发给他。", "系统管理员", Required);
        var admin = Text("--admin", request.Admin, "系统管理员邮箱", "演练期间全部邮件只发到这个邮箱；转为正式运行以后，只有故障和找不到收件人的才发给他。", UsualAdmin, Address);
        var smtp = Smtp();
        if (smtp is not null && admin == UsualAdmin && request.Admin is null && ask is null)
            throw new InitException("--admin 没有填：用邮件服务器发信，必须有系统管理员的邮箱，演练期间全部邮件都发给他。");
        var from = Text("--from", request.From, "发件人邮箱", "多数邮件服务器要求它就是登录用的邮箱。", UsualFrom(smtp, admin), Address);
        var domains = List("--allowed-domain", request.AllowedDomains, "只允许发往哪些邮箱域名", "几个用逗号隔开，如 example.com, *.example.com；不填为不限制。填了以后，谁填错了邮箱也发不到外面去。", Domain);
        // The reader of the rehearsal must be reached.
        if (domains.Count > 0 && !new MailDomains(domains).Allow(admin)) domains.Add(admin[(admin.IndexOf('@', StringComparison.Ordinal) + 1)..]);
        var entities = List("--entity", request.Entities, "预算单位", "编码=名称，几个用逗号隔开，如 101=示例县经济信息科技局；填报表里可以从列表中选。不填也可以。", Entity);
        var answers = new InitAnswers
        {
            Office = office,
            Admin = admin,
            AdminName = adminName,
            From = from,
            Smtp = smtp,
            AllowedDomains = domains,
            Entities = [.. entities.Select(entity => new EntityName(entity[..entity.IndexOf('=', StringComparison.Ordinal)].Trim(), entity[(entity.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim()))],
            Sample = request.Sample,
        };
        return answers with
        {
            SendTest = request.SendTest || (smtp is not null && ask?.Confirm("现在试发一封邮件吗", $"发到 {admin}，看看邮件服务器怎么回答。没有发出去也不要紧，配置已经写好，改正以后再试。", true) == true),
        };
    }

    private SmtpAnswers? Smtp()
    {
        var server = Text("--smtp", request.Smtp, "邮件服务器（SMTP）", "如 smtp.example.com 或 smtp.example.com:465。不填则先不发信，每封邮件写成文件放在 mails 文件夹里，可以先看样子。", "", answer => answer.Length == 0 ? null : Server(answer));
        if (server.Length == 0) return null;
        var (host, port) = Split(server);
        var security = Text(
            "--security",
            request.Security,
            "加密方式",
            "startTls（常用端口587）、tls（常用端口465）或 none（不加密，只用于内网）。",
            port == TlsPort ? "tls" : "startTls",
            answer => _securities.Contains(answer) ? null : $"请填 {string.Join("、", _securities)} 中的一个");
        // Who names the server on the command line alone means one that wants no login.
        var user = Text("--smtp-user", request.SmtpUser, "登录名", "登录邮件服务器用的账号，多数就是发件人邮箱；服务器不要求登录的不填。", "", _ => null);
        if (user.Length == 0) return new SmtpAnswers(host, port ?? UsualPortOf(security), security, null, null, null);
        var file = request.PasswordFile is { } named ? Path.GetFullPath(named) : null;
        if (file is not null && !File.Exists(file)) throw new InitException($"--password-file {file}：没有这个文件。");
        var password = file is null ? ask?.AskSecret("密码（或授权码）", "输入时不显示；写进 data 文件夹里一个只有您能读的文件，不写进配置。QQ、163等邮箱要填授权码。") : null;
        if (file is null && string.IsNullOrEmpty(password)) throw new InitException("--password-file 没有填：登录邮件服务器要密码，请把它写在一个文件的第一行，用 --password-file 指出这个文件。");
        return new SmtpAnswers(host, port ?? UsualPortOf(security), security, user, file, password);
    }

    private static int UsualPortOf(string security) => security == "tls" ? TlsPort : UsualPort;

    /// <summary>The login where it is an address; the administrator must not be taken for ourselves.</summary>
    private static string UsualFrom(SmtpAnswers? smtp, string admin) =>
        smtp?.User is { } user && user.Contains('@', StringComparison.Ordinal) ? user : "monitor" + admin[admin.IndexOf('@', StringComparison.Ordinal)..];

    private string Text(string option, string? said, string question, string why, string usual, Func<string, string?> problemOf)
    {
        if (said is not null) return problemOf(said.Trim()) is { } problem ? throw new InitException($"{option} {said}：{problem}。") : said.Trim();
        return ask?.Ask(question, why, usual, problemOf) ?? usual;
    }

    private List<string> List(string option, IReadOnlyList<string>? said, string question, string why, Func<string, string?> problemOf)
    {
        if (said is not null)
            return [.. said.Select(item => problemOf(item.Trim()) is { } problem ? throw new InitException($"{option} {item}：{problem}。") : item.Trim())];
        return ask is null ? [] : Split(ask.Ask(question, why, "", answer => Split(answer).Select(problemOf).FirstOrDefault(problem => problem is not null)));

        static List<string> Split(string answer) => [.. answer.Split([',', '，', ';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }

    private static string? Required(string answer) => answer.Length == 0 || answer.Any(char.IsControl) ? "请填一行文字" : null;

    private static string? Address(string answer) =>
        MailAddress.TryCreate(answer, out var parsed) && parsed.Address == answer && answer.All(char.IsAscii) && parsed.Host.Contains('.', StringComparison.Ordinal) ? null : "不是邮箱地址，应如 name@example.com";

    private static string? Domain(string answer) => RouteRules.IsDomain(answer) ? null : $"“{answer}”不是域名，应如 example.com 或 *.example.com";

    private static string? Entity(string answer)
    {
        var parts = answer.Split('=', 2, StringSplitOptions.TrimEntries);
        return parts is [{ Length: > 0 }, { Length: > 0 }] && !answer.Any(char.IsControl) ? null : $"“{answer}”应写成 编码=名称，如 101=示例县经济信息科技局";
    }

    private static string? Server(string answer)
    {
        var (host, port) = Split(answer);
        return Uri.CheckHostName(host) == UriHostNameType.Unknown || port is < 1 or > 65535 ? "应如 smtp.example.com 或 smtp.example.com:465" : null;
    }

    /// <returns>A port of 0 where it is no number.</returns>
    private static (string Host, int? Port) Split(string server)
    {
        var colon = server.LastIndexOf(':');
        // An IPv6 address in itself has several.
        if (colon < 0 || server.IndexOf(':') != colon) return (server, null);
        return (server[..colon], int.TryParse(server.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0);
    }
}

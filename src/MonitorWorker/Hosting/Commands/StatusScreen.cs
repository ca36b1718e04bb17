using System.Globalization;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Notifications;

namespace MonitorWorker.Hosting.Commands;

/// <summary>Something that is wrong, and what to do about it.</summary>
internal sealed record StatusProblem(string What, string? Cure);

/// <summary>How the program is, on one screen of 24 lines and 80 columns: what is wrong first, with its cure.</summary>
/// <param name="Report">As the store and the running service say.</param>
/// <param name="Service">What the service said of itself last; null where none did.</param>
internal sealed record StatusScreen(IReadOnlyList<StatusProblem> Problems, HealthReport Report, HealthReport? Service, bool IsAlive, Overview Overview)
{
    public const int Columns = 80;
    public const int Lines = 24;

    /// <summary>Beyond it the JSON has them.</summary>
    private const int MostProblems = 3;
    private const int Firings = 3;
    private const int Label = 8;

    public static string Minute(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public IEnumerable<string> Render() => Problem().Concat(State()).Select(line => ScreenText.Fit(line, Columns));

    private IEnumerable<string> Problem()
    {
        yield return Problems.Count == 0 ? "一切正常" : $"有{Problems.Count}个问题：";
        foreach (var problem in Problems.Take(MostProblems))
        {
            yield return "✗ " + problem.What;
            if (problem.Cure is { } cure) yield return "  → " + cure;
        }

        if (Problems.Count > MostProblems) yield return $"  另有{Problems.Count - MostProblems}个，见 status --output json";
    }

    private IEnumerable<string> State()
    {
        yield return Line("服务", ServiceWords(Service, IsAlive, Report));
        yield return Line("发信", $"{(Overview.Mode == "rehearsal" ? "演练：所有邮件只发给演练收件人" : "正式运行")}，{(Overview.Delivery == "smtp" ? "经邮件服务器发送" : "写成文件，不发送")}");
        yield return Line("检查", Report.LastCheck is { } check ? $"{Minute(check.At)}，判断到{check.AsOf:yyyy-MM-dd}" + (Overview.LastCheck is { } figures ? $"，{figures.Lines}条预算，{figures.Findings}项判断，通知{figures.Notices}人次" : "") : "还没有检查过");
        yield return Line("数据", Overview.DataAsOf is { } newest ? $"最新到{newest}；报得最慢的单位{Oldest()}" : "还没有执行数据");
        if (Overview.Alerts is { } alerts) yield return Line("预警", $"红{alerts.Red} 黄{alerts.Yellow} 蓝{alerts.Blue} 灰{alerts.Grey}");
        if (Report.Outbox is { } mails)
        {
            yield return Line(
                "邮件",
                $"待发{mails.Queued} 发送中{mails.Sending} 稍后重试{mails.Deferred} 无法投递{mails.Dead} 已发{mails.Sent}" + (mails.OldestQueued is { } oldest ? $"，最早的写于{Minute(oldest)}" : ""));
        }

        if (Report.Mailbox is { } mailbox)
            yield return Line("收信", $"{(mailbox.FailingSince is { } since ? $"{Minute(since)}起读不到" : "能读取")}，{(mailbox.LastRead is { } read ? $"最近读于{Minute(read)}" : "还没有读过")}");
        var first = true;
        // A service that is stopped runs nothing.
        foreach (var next in IsAlive ? Report.Next.Take(Firings) : [])
        {
            yield return Line(first ? "下次" : "", $"{Minute(next.Due)} {next.Schedule}（{next.Job}）");
            first = false;
        }

        foreach (var disk in Report.Disks.Take(2)) yield return Line("磁盘", $"{disk.Root} 剩余{disk.FreeMegabytes}MB（{string.Join("、", disk.Keeps)}）");
        yield return Line("数据库", string.Create(CultureInfo.InvariantCulture, $"{Overview.DatabaseBytes / 1048576.0:0.0}MB {Report.Database}"));
        yield return Line("备份", BackupWords());
        yield return Line("日历", Overview.CalendarUntil is { } until ? $"工作日已知到{until}年底" : "今年的工作日未知，按周一至周五");
    }

    public static string ServiceWords(HealthReport? service, bool isAlive, HealthReport report) => (service, isAlive) switch
    {
        ({ StartedAt: { } started }, true) => $"{Minute(started)}启动，已运行{Age(service.Now - started)}，版本{service.Version}；配置载入于{Minute(service.ConfigLoadedAt ?? started)}",
        (null, _) => $"没有运行；本程序版本{report.Version}",
        _ => $"没有运行或没有响应；最后一次消息{Minute(service.Now)}",
    };

    private string Oldest() => Overview.OldestData is { } oldest ? $"{oldest.Entity}到{oldest.Month}" : "–";

    private string BackupWords() => Overview.Backup switch
    {
        { Folder: null } => "没有设置（retention.backupFolder）",
        { At: { } at } backup => $"{Minute(at)}（{Age(Report.Now - at)}前）{backup.File}",
        _ => "还没有备份",
    };

    private static string Age(TimeSpan age) => age.TotalDays >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalDays}天")
        : age.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalHours}小时") : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (int)age.TotalMinutes)}分钟");

    public static string Line(string label, string text) => ScreenText.Pad(label, Label) + text;

    /// <summary>What to do about a trouble, by its kind, in a line.</summary>
    public static string? CureOf(string kind) => kind switch
    {
        TroubleKind.Source => "检查数据源的网络、用户和密码文件：doctor",
        TroubleKind.File => "请报送单位按回执更正后重新放入，或移走该文件",
        TroubleKind.Template => "用 check-config 看出错的文件和行，改好后自动采用",
        TroubleKind.Configuration => "用 check-config 看出错的文件和行，改好后自动采用",
        TroubleKind.Http => "换一个端口（health.http.port），或停掉占用它的程序",
        TroubleKind.Heartbeat => "检查网络和心跳地址（heartbeat.url）",
        TroubleKind.Mail => "检查网络、密码文件和证书：doctor",
        TroubleKind.Schedule => "查看日志；不见好转时重启服务",
        TroubleKind.Disk => "清理磁盘，或把文件移到更大的磁盘；有空间后自动恢复",
        TroubleKind.Calendar => "按公布的放假安排补上日历文件，用 calendar check 核对",
        TroubleKind.Mailbox => "检查邮箱密码（授权码）和网络：doctor",
        TroubleKind.Incoming => "在邮箱里阅看这封邮件并人工登记，再移出收件箱",
        "database" => "检查数据库所在磁盘和权限：doctor；损坏时用 restore 恢复备份",
        _ => null,
    };
}

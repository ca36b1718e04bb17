using System.Globalization;
using MonitorWorker.Hosting.Planning;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary>A plan, and what another configuration would do otherwise, for people and for scripts.</summary>
internal static class PlanOutput
{
    private static readonly string[] _header = ["时间", "时间表", "收件人", "主题", "事由"];

    public static void Write(Plan plan, TimeZoneInfo zone)
    {
        ConsoleOutput.WriteLine($"计划：{Time(plan.From, zone)}至{Time(plan.To, zone)}（{zone.Id}），按现有数据推演，不发邮件，不移动文件，不改数据库");
        WriteBounds(plan, zone);
        ConsoleOutput.WriteLine(plan.Waiting.Count == 0 ? "现在没有待发的邮件" : $"现在待发的邮件{plan.Waiting.Count}封：");
        if (plan.Waiting.Count > 0)
            ConsoleOutput.WriteTable(["状态", "收件人", "主题", "事由"], plan.Waiting.Select(mail => (IReadOnlyList<string>)[AlertWords.Of(mail.State), mail.To, mail.Subject, Reasons(mail)]));

        if (plan.Schedules.Count == 0) ConsoleOutput.WriteLine("没有排定任何时间表（schedules）");
        else if (plan.Firings.Count > 0) ConsoleOutput.WriteTable(_header, plan.Firings.SelectMany(firing => Rows(firing, zone)));
        foreach (var schedule in plan.Summed) ConsoleOutput.WriteLine($"{Name(schedule.Schedule)}：{Summed(schedule)}");
        foreach (var schedule in plan.Schedules.Where(schedule => schedule.Firings.Count == 0)) ConsoleOutput.WriteLine($"{Name(schedule.Schedule)}：这段时间里不运行");
        if (plan.Firings.Any(firing => firing.Firing.IsGuess)) ConsoleOutput.WriteLine("标“推算”的时间：没有该年的节假日数据，按周一至周五推算");
    }

    public static void Write(Plan here, PlanDifference difference, TimeZoneInfo zone)
    {
        ConsoleOutput.WriteLine($"对比：{Time(here.From, zone)}至{Time(here.To, zone)}（{zone.Id}），两份配置按同样的数据推演，只列出不同之处");
        if (difference.ComparedUntil is { } until) ConsoleOutput.WriteLine($"邮件只对比到{Time(until, zone)}：一次最多推演{PlanWalk.MostWalked}次检查、摘要和报告");
        if (difference.Alerts is null) ConsoleOutput.WriteLine("至少一份配置在这段时间里没有检查，预警未对比");
        foreach (var schedule in difference.SchedulesOnlyHere) ConsoleOutput.WriteLine($"- 时间表 {Name(schedule.Schedule)}：另一份没有（{schedule.Schedule.Describe}）");
        foreach (var schedule in difference.SchedulesOnlyThere) ConsoleOutput.WriteLine($"+ 时间表 {Name(schedule.Schedule)}：只有另一份有（{schedule.Schedule.Describe}，首次{First(schedule, zone)}）");
        foreach (var (one, other) in difference.SchedulesChanged)
            ConsoleOutput.WriteLine($"~ 时间表 {Name(one.Schedule)}：{one.Schedule.Describe}，首次{First(one, zone)} → {Name(other.Schedule)}：{other.Schedule.Describe}，首次{First(other, zone)}");
        foreach (var alert in difference.Alerts ?? [])
            ConsoleOutput.WriteLine($"~ 首次检查后的预警 {(alert.Here ?? alert.There)!.Key}：{Standing(alert.Here)} → {Standing(alert.There)}");
        if (difference.OnlyHere.Count + difference.OnlyThere.Count + difference.Moved.Count > 0)
        {
            ConsoleOutput.WriteTable(
                ["", .. _header],
                difference.OnlyHere.Select(mail => (At: mail.Firing.Firing.Due, Row: Row("- 另一份没有", mail, Time(mail.Firing.Firing.Due, zone))))
                    .Concat(difference.OnlyThere.Select(mail => (At: mail.Firing.Firing.Due, Row: Row("+ 只有另一份有", mail, Time(mail.Firing.Firing.Due, zone)))))
                    .Concat(difference.Moved.Select(moved => (
                        At: moved.Here.Firing.Firing.Due, Row: Row("~ 时间不同", moved.There, $"{Time(moved.Here.Firing.Firing.Due, zone)} → {Time(moved.There.Firing.Firing.Due, zone)}"))))
                    .OrderBy(row => row.At)
                    .Select(row => row.Row));
        }

        if (difference.IsNone) ConsoleOutput.WriteLine("没有不同");
    }

    public static object Json(Plan plan, TimeZoneInfo zone) => new
    {
        from = Local(plan.From, zone),
        to = Local(plan.To, zone),
        pinnedAsOf = plan.PinnedDay,
        walkedUntil = plan.WalkedUntil is { } until ? Local(until, zone) : (DateTimeOffset?)null,
        firings = plan.Firings.Select(firing => new
        {
            at = Local(firing.Firing.Due, zone),
            schedule = firing.Firing.Schedule,
            job = firing.Firing.Job,
            guess = firing.Firing.IsGuess,
            problem = firing.Problem,
            mails = firing.Mails?.Select(Mail),
        }),
        summed = plan.Summed.Select(schedule => new
        {
            schedule = schedule.Schedule.Name,
            job = schedule.Schedule.Job,
            count = schedule.Firings.Count,
            atLeast = schedule.IsCut,
            everySeconds = (long?)schedule.ShortestPause?.TotalSeconds,
            first = Local(schedule.Firings[0].Due, zone),
            last = Local(schedule.Firings[^1].Due, zone),
            guess = schedule.Firings.Any(firing => firing.IsGuess),
        }),
        waiting = plan.Waiting.Select(mail => new { to = mail.To, kind = mail.Kind, subject = mail.Subject, state = mail.State.ToString().ToLowerInvariant(), reasons = mail.Reasons, alerts = mail.Alerts }),
    };

    public static object Json(Plan here, PlanDifference difference, TimeZoneInfo zone) => new
    {
        from = Local(here.From, zone),
        to = Local(here.To, zone),
        comparedUntil = difference.ComparedUntil is { } until ? Local(until, zone) : (DateTimeOffset?)null,
        schedules = new
        {
            onlyHere = difference.SchedulesOnlyHere.Select(schedule => Schedule(schedule, zone)),
            onlyThere = difference.SchedulesOnlyThere.Select(schedule => Schedule(schedule, zone)),
            changed = difference.SchedulesChanged.Select(changed => new { here = Schedule(changed.Here, zone), there = Schedule(changed.There, zone) }),
        },
        onlyHere = difference.OnlyHere.Select(mail => Placed(mail, zone)),
        onlyThere = difference.OnlyThere.Select(mail => Placed(mail, zone)),
        moved = difference.Moved.Select(moved => new { here = Placed(moved.Here, zone), there = Placed(moved.There, zone) }),
        alerts = difference.Alerts?.Select(alert => new { key = (alert.Here ?? alert.There)!.Key, here = Alert(alert.Here), there = Alert(alert.There) }),
    };

    private static object Mail(PlannedMail mail) => new { to = mail.To, kind = mail.Kind, subject = mail.Subject, reasons = mail.Reasons, alerts = mail.Alerts };

    private static object Placed(PlacedMail placed, TimeZoneInfo zone) => new
    {
        at = Local(placed.Firing.Firing.Due, zone),
        schedule = placed.Firing.Firing.Schedule,
        to = placed.Mail.To,
        kind = placed.Mail.Kind,
        subject = placed.Mail.Subject,
        reasons = placed.Mail.Reasons,
        alerts = placed.Mail.Alerts,
    };

    private static object Schedule(PlannedSchedule schedule, TimeZoneInfo zone) => new
    {
        schedule = schedule.Schedule.Name,
        job = schedule.Schedule.Job,
        reading = schedule.Schedule.Describe,
        count = schedule.Firings.Count,
        first = schedule.Firings.Count > 0 ? Local(schedule.Firings[0].Due, zone) : (DateTimeOffset?)null,
    };

    private static object? Alert(AlertEntry? alert) => alert is null ? null : new { number = alert.Number, level = alert.Level.Code(), state = alert.State.ToString().ToLowerInvariant() };

    private static void WriteBounds(Plan plan, TimeZoneInfo zone)
    {
        if (plan.PinnedDay is { } day)
            ConsoleOutput.WriteLine($"配置把判断日固定为{day:yyyy-MM-dd}（asOf）：每次检查都判断这一天，催办、逐级上报、静默到期不会随日子推进");
        if (plan.WalkedUntil is { } until)
            ConsoleOutput.WriteLine($"一次最多推演{PlanWalk.MostWalked}次检查、摘要和报告：{Time(until, zone)}起只列时间，不推演会通知谁");
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(PlannedFiring firing, TimeZoneInfo zone)
    {
        var (time, name) = ($"{Time(firing.Firing.Due, zone)}{(firing.Firing.IsGuess ? "（推算）" : "")}", $"{firing.Firing.Schedule}（{Job(firing.Firing.Job)}）");
        if (firing.Problem is { } problem) return [[time, name, "", $"不会执行：{problem}", ""]];
        if (firing.Mails is null) return [[time, name, "", "未推演", ""]];
        if (firing.Mails.Count == 0) return [[time, name, "", firing.Firing.Job is "check" or "digest" ? "没有要通知的" : "", ""]];
        return firing.Mails.Select((mail, index) => (IReadOnlyList<string>)[index == 0 ? time : "", index == 0 ? name : "", mail.To, mail.Subject, Reasons(mail)]);
    }

    private static string[] Row(string what, PlacedMail placed, string time) => [what, time, placed.Firing.Firing.Schedule, placed.Mail.To, placed.Mail.Subject, Reasons(placed.Mail)];

    private static string Reasons(PlannedMail mail)
    {
        // Of a digest there is one; what it lists are the alerts.
        if (mail.Reasons.ContainsKey(NoticeReason.Digest)) return mail.Alerts.Count == 0 ? "定期摘要" : $"定期摘要，列出预警{mail.Alerts.Count}项";
        if (mail.Reasons.Count > 0) return string.Join("，", mail.Reasons.Select(reason => $"{Reason(reason.Key)}{reason.Value}项"));
        return mail.Kind switch
        {
            MailKind.TaskReminder => "催报",
            MailKind.TaskList => "报送情况",
            MailKind.Receipt => "文件回执",
            MailKind.Undelivered => "邮件未送达",
            MailKind.Trouble => "运行故障",
            MailKind.Note => "运行通知",
            _ => mail.Kind,
        };
    }

    private static string Reason(string reason) => reason switch
    {
        NoticeReason.FirstNotice => "首次预警",
        NoticeReason.Raised => "升级",
        NoticeReason.Lowered => "降级",
        NoticeReason.Resolved => "解除",
        NoticeReason.Reminder => "催办",
        NoticeReason.Escalation => "逐级催办",
        NoticeReason.Correction => "更正",
        _ => reason,
    };

    private static string Job(string job) => job switch
    {
        "import" => "读入",
        "check" => "检查",
        "digest" => "摘要",
        "report" => "报告",
        "deliver" => "发信",
        "housekeeping" => "整理",
        "heartbeat" => "心跳",
        _ => job,
    };

    private static string Name(Schedule schedule) => $"{schedule.Name}（{Job(schedule.Job)}{(schedule.Report is { } report ? " " + report : "")}）";

    private static string Summed(PlannedSchedule schedule)
    {
        var pause = schedule.ShortestPause!.Value;
        var words = pause switch
        {
            { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{pause.TotalSeconds:0}秒"),
            { TotalMinutes: < 60 } => pause.TotalMinutes == 1 ? "分钟" : string.Create(CultureInfo.InvariantCulture, $"{pause.TotalMinutes:0.#}分钟"),
            _ => pause.TotalHours == 1 ? "小时" : string.Create(CultureInfo.InvariantCulture, $"{pause.TotalHours:0.#}小时"),
        };
        return $"{(schedule.IsSteady ? "" : "最密时")}每{words}一次，共{schedule.Firings.Count}次{(schedule.IsCut ? "以上" : "")}";
    }

    private static string First(PlannedSchedule schedule, TimeZoneInfo zone) => schedule.Firings.Count == 0 ? "不在这段时间里" : Time(schedule.Firings[0].Due, zone);

    private static string Standing(AlertEntry? alert) => alert is null ? "没有" : $"{AlertWords.Of(alert.Level, alert.Rule)}，{AlertWords.Of(alert.State)}";

    private static DateTimeOffset Local(DateTimeOffset time, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(time, zone);

    private static string Time(DateTimeOffset time, TimeZoneInfo zone) => Local(time, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

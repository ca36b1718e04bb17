using MonitorWorker.Hosting.Commands;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Tests.Hosting.Commands;

public class StatusScreenTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 26, 9, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("well")]
    [InlineData("crowded")]
    [InlineData("dead")]
    [InlineData("new")]
    public void Status_is_one_screen_with_what_is_wrong_first(string name)
    {
        var lines = Screen(name).Render().ToList();
        Assert.InRange(lines.Count, 1, StatusScreen.Lines);
        Assert.All(lines, line => Assert.InRange(ScreenText.Width(line), 0, StatusScreen.Columns));
        Golden.Matches($"Hosting/Commands/Golden/status-{name}.txt", string.Join('\n', lines) + "\n");
    }

    [Fact]
    public void Every_kind_of_trouble_has_a_cure() =>
        Assert.All(TroubleKind.All, kind => Assert.NotNull(StatusScreen.CureOf(kind)));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("中文", 4, "中文")]
    [InlineData("中文字", 5, "中文…")]
    [InlineData("中文字", 4, "中…")]
    public void A_text_is_cut_where_the_screen_ends(string text, int columns, string fit) => Assert.Equal(fit, ScreenText.Fit(text, columns));

    private static StatusScreen Screen(string name)
    {
        var service = new HealthReport { Version = "1.4.0", Now = _now, StartedAt = _now.AddDays(-3).AddHours(-1), Database = "/opt/monitorworker/data/monitor.db" };
        var report = service with
        {
            LastCheck = new HealthCheck("0193", _now.AddMinutes(-30), new DateOnly(2026, 11, 26)),
            Outbox = new HealthOutbox(2, 0, 1, 1203, 0, _now.AddMinutes(-12)),
            Mailbox = new HealthMailbox("imap:monitor@imap.example.com/INBOX", _now.AddMinutes(-2), null, null),
            Next = [new HealthFiring("send", "deliver", _now.AddMinutes(1)), new HealthFiring("weekly", "digest", _now.AddDays(4)), new HealthFiring("night", "housekeeping", _now.AddHours(17)), new HealthFiring("late", "check", _now.AddDays(9))],
            Disks = [new WatchedDisk("/", 12_345, ["database", "mail.folder"]), new WatchedDisk("/mnt/archive", 99_999, ["inbox.archive"])],
        };
        var overview = new Overview(
            "live", "smtp", new CheckTally(312, 1_872, 9), new OpenAlerts(3, 5, 1, 2), "2026-10", new OldestData("104", "2026-08"), 48_300_000, new BackupState("/backup", "monitor-2026-11-26.db", _now.AddHours(-7)), 2026);
        return name switch
        {
            "well" => new StatusScreen([], report, service, true, overview),
            "crowded" => new StatusScreen(
                [.. Enumerable.Range(1, 9).Select(number => new StatusProblem($"文件 执行{number}月.xlsx：没有一行可以读入：缺少“累计执行数”一列，也没有别的列可以算出它（2026-11-25 08:30起，已通知管理员）", StatusScreen.CureOf(TroubleKind.File)))],
                report with { Mailbox = report.Mailbox! with { FailingSince = _now.AddHours(-2) } },
                service,
                true,
                overview with { Mode = "rehearsal", CalendarUntil = null }),
            "dead" => new StatusScreen([new StatusProblem("服务没有运行：已于2026-11-25 18:02停止", "启动服务；启动不了时用 doctor 查原因")], report with { Outbox = null }, service, false, overview with { Alerts = null }),
            _ => new StatusScreen(
                [new StatusProblem("服务没有运行：没有健康文件/opt/monitorworker/data/health.json", "启动服务；启动不了时用 doctor 查原因")],
                new HealthReport { Version = "1.4.0", Now = _now, Database = "/opt/monitorworker/data/monitor.db", Outbox = new HealthOutbox(0, 0, 0, 0, 0, null) },
                null,
                false,
                new Overview("live", "folder", null, new OpenAlerts(0, 0, 0, 0), null, null, 380_000, new BackupState(null, null, null), 2026)),
        };
    }
}

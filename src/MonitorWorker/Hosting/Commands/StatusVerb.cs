using System.Globalization;
using System.Text.Json;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>status</c>: whether the service is alive and all is well, in words and as an exit code.</summary>
internal static class StatusVerb
{
    /// <summary>The service writes each minute; two that it missed may be a machine under load.</summary>
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(3);

    public static async Task<int> RunAsync(GlobalOptions global, bool json, CancellationToken stop)
    {
        var database = MonitorStore.FileOf(Session.LoadConfig(global.ConfigFolder, null).Options.Database.ConnectionString);
        if (!File.Exists(database))
        {
            ConsoleOutput.WriteError($"没有数据库{database}：服务还没有运行过");
            return ExitCodes.Failed;
        }

        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var report = await session.Get<HealthReader>().ReadAsync(null, stop);
        var (service, dead) = Service(session.Config.Options.Health.File, report);
        if (dead is null)
        {
            // What the store cannot keep, only the service knows.
            var known = report.Troubles.Select(trouble => (trouble.Kind, trouble.Name)).ToHashSet();
            report = report with
            {
                StartedAt = service!.StartedAt,
                Troubles = [.. report.Troubles, .. service.Troubles.Where(trouble => !trouble.Told && !known.Contains((trouble.Kind, trouble.Name)) && trouble.Kind is TroubleKind.Disk or TroubleKind.Http or TroubleKind.Heartbeat)],
            };
        }

        List<string> reasons = [.. new[] { dead }.OfType<string>(), .. report.Troubles.Select(Describe), .. report.Undelivered.Select(Describe)];
        if (json)
            JsonOutput.Write(new { ok = reasons.Count == 0, alive = dead is null, reasons, serviceSeen = service?.Now, health = report });
        else
            Print(report, reasons, service);
        return reasons.Count == 0 ? ExitCodes.Good : ExitCodes.Failed;
    }

    /// <returns>What the service says of itself, and why it is not alive; null where it is.</returns>
    private static (HealthReport? Service, string? Dead) Service(string? file, HealthReport here)
    {
        if (file is null) return (null, "health.file为空，看不出服务是否在运行");
        HealthReport? said;
        try
        {
            said = HealthFile.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return (null, $"健康文件{file}读不出来：{e.Message}");
        }

        return said switch
        {
            null => (null, $"服务没有运行：没有健康文件{file}"),
            _ when said.Database != here.Database => (said, $"服务没有运行：健康文件{file}说的是另一个数据库{said.Database}"),
            { StoppedAt: { } stopped } => (said, $"服务没有运行：已于{Minute(stopped)}停止"),
            _ when here.Now - said.Now > _fresh => (said, $"服务没有运行或没有响应：健康文件停在{Minute(said.Now)}"),
            _ => (said, null),
        };
    }

    private static void Print(HealthReport report, List<string> reasons, HealthReport? service)
    {
        ConsoleOutput.WriteLine(reasons.Count == 0 ? "一切正常" : $"有{reasons.Count}个问题：");
        foreach (var reason in reasons) ConsoleOutput.WriteLine("  ✗ " + reason);
        if (report.StartedAt is { } started) ConsoleOutput.WriteLine($"服务：{Minute(started)}启动，{Minute(service!.Now)}写过健康文件");
        ConsoleOutput.WriteLine(report.LastCheck is { } check
            ? $"最近一次检查：{Minute(check.At)}，数据截至{check.AsOf:yyyy-MM-dd}，运行编号{check.Run}"
            : "最近一次检查：还没有检查过");
        if (report.Outbox is { } mails)
        {
            ConsoleOutput.WriteLine($"邮件：待发{mails.Queued}封，发送中{mails.Sending}封，稍后重试{mails.Deferred}封，已发{mails.Sent}封，无法投递{mails.Dead}封"
                + (mails.OldestQueued is { } oldest ? $"；最早的待发邮件写于{Minute(oldest)}" : ""));
        }

        if (report.Mailbox is { } mailbox) ConsoleOutput.WriteLine($"收信邮箱：{mailbox.Name}，{Describe(mailbox)}");
        foreach (var next in report.Next) ConsoleOutput.WriteLine($"下次运行：{Minute(next.Due)} {next.Schedule}（{next.Job}）");
        ConsoleOutput.WriteLine($"数据库：{report.Database}");
        foreach (var disk in report.Disks) ConsoleOutput.WriteLine($"磁盘：{disk.Root} 剩余{disk.FreeMegabytes}MB（{string.Join("、", disk.Keeps)}）");
    }

    private static string Describe(HealthTrouble trouble) =>
        $"{TroubleKind.Word(trouble.Kind)} {trouble.Name}：{trouble.Reason}（{Minute(trouble.Since)}起，{(trouble.Told ? "已通知管理员" : "没有用邮件通知")}）";

    private static string Describe(HealthMailbox mailbox) =>
        (mailbox.FailingSince is { } since ? $"{Minute(since)}起读不到（{mailbox.Error}）" : "能读取") + (mailbox.LastRead is { } read ? $"；最近一次读取{Minute(read)}" : "；还没有读取过");

    private static string Describe(HealthUndelivered mail) => $"邮件 {mail.Id} 没有送达{mail.To}：{mail.Subject}（{mail.Reason}）";

    private static string Minute(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

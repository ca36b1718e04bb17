using System.Globalization;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Watching;

/// <summary>How the program is, in the lines of a mail.</summary>
internal sealed class ServiceState(HealthReader reader, OfficeSettings office, TimeProvider clock) : IServiceState
{
    private const int MostFirings = 10;

    /// <summary>Older copies are told as a problem: the job that makes them has not run, or fails.</summary>
    private static readonly TimeSpan _copyPatience = TimeSpan.FromDays(8);

    public async Task<ServiceStanding> ReadAsync(CancellationToken cancellationToken)
    {
        var report = await reader.ReadAsync(null, cancellationToken);
        List<string> problems = [.. report.Troubles.Select(Line)];
        if (report.Undelivered.Count > 0) problems.Add(Text($"有{report.Undelivered.Count}封邮件没有送达，也没能通知到任何人，用命令outbox list查看"));
        List<string> lines = [];
        if (report.Outbox is { } mails) lines.Add(Text($"待发邮件：{mails.Queued + mails.Sending + mails.Deferred}封{(mails.OldestQueued is { } oldest ? $"，最早的写于{Minute(oldest)}" : "")}"));
        lines.AddRange(report.Next.DistinctBy(firing => firing.Schedule).Take(MostFirings).Select(firing => $"下次运行：{Minute(firing.Due)} {firing.Schedule}（{firing.Job}）"));
        lines.AddRange(report.Disks.Select(disk => Text($"磁盘：{disk.Root} 剩余{disk.FreeMegabytes}MB")));
        lines.Add(Copies(problems));
        return new ServiceStanding(problems, report.LastCheck?.AsOf, lines, report.Next.GroupBy(firing => firing.Schedule).ToDictionary(schedule => schedule.Key, schedule => schedule.Min(firing => firing.Due)));
    }

    /// <summary>What is wrong, in a line.</summary>
    public static string Line(HealthTrouble trouble) => $"{TroubleKind.Word(trouble.Kind)} {trouble.Name}：{trouble.Reason}（{Minute(trouble.Since)}起）";

    private string Copies(List<string> problems)
    {
        if (office.Retention.BackupFolder is not { } folder) return "备份：没有设置（retention.backupFolder）";
        var (count, newest) = WatchStore.Backups(folder);
        if (newest is not { } made)
        {
            problems.Add($"备份文件夹{folder}里没有备份");
            return "备份：没有";
        }

        if (clock.GetUtcNow() - made > _copyPatience) problems.Add($"最近一份备份还是{Minute(TimeZoneInfo.ConvertTime(made, office.Zone))}做的");
        return Text($"备份：{count}份，最近一份做于{Minute(TimeZoneInfo.ConvertTime(made, office.Zone))}");
    }

    private static string Minute(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}

using System.Globalization;
using Microsoft.Extensions.Logging;
using MonitorWorker.Hosting.Logs;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Health;

/// <summary>
/// Looks whether the schedules run: one whose time has long passed with no run claimed or left out is late, one whose job
/// fails again, or will not be tried soon, fails.
/// </summary>
internal sealed class ScheduleWatch(
    IReadOnlyList<Schedule> schedules, ScheduleStore runs, TroubleWatch troubles, OfficeSettings office, TimeProvider clock, ILogger<ScheduleWatch> log)
{
    private readonly HashSet<string> _late = [];

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var schedule in schedules)
        {
            try
            {
                await LookAsync(schedule, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One schedule that cannot be looked at hides no other.
                log.LogError(ServiceEvents.ScheduleNotWatched, e, "Schedule {Schedule} cannot be watched", schedule.Name);
            }
        }
    }

    private async Task LookAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = schedule.PreviousAtOrBefore(now - office.SchedulePatience);
        if (await runs.LastDueAsync(schedule.Name, cancellationToken) is { } last && last < due)
        {
            // A machine that wakes from sleep finds all schedules late; by the next look they have been made up.
            if (!_late.Add(schedule.Name)) await FailsAsync(schedule, $"应于{Minute(due.Value)}运行，至今没有运行", "查看服务日志；不见好转时重启服务", null, cancellationToken);
            return;
        }

        _late.Remove(schedule.Name);
        var latest = await runs.LastRunsAsync(schedule.Name, 2, cancellationToken);
        if (latest is not [{ Failed: true }, ..])
        {
            await troubles.WorksAgainAsync(TroubleKind.Schedule, schedule.Name, cancellationToken);
            return;
        }

        var fails = latest is [_, { Failed: true }];
        var isTriedSoon = schedule.NextAfter(latest[0].Due) is { } next && next - latest[0].Due <= office.SchedulePatience;
        if (fails || !isTriedSoon)
            await FailsAsync(schedule, $"{Minute(latest[0].Due)}的运行{(fails ? "再次失败" : "失败")}", "按下面的原因处理；详情见服务日志", latest[0].Detail, cancellationToken);
    }

    private Task<int> FailsAsync(Schedule schedule, string reason, string cure, string? detail, CancellationToken cancellationToken) => troubles.FailsAsync(
        TroubleKind.Schedule,
        schedule.Name,
        new Trouble($"{schedule.Job}任务{reason}", cure, detail) { Summary = detail is null ? $"{schedule.Job}任务{reason}" : $"{schedule.Job}任务{reason}：{detail}" },
        cancellationToken);

    private string Minute(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, office.Zone).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);
}

using Microsoft.Extensions.Logging;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>Keeps the store small and quick; touches no fact, alert or mail.</summary>
public sealed class HousekeepingJob(ScheduleStore schedules, TimeProvider clock, ILogger<HousekeepingJob> log)
{
    private static readonly TimeSpan _memory = TimeSpan.FromDays(400);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var forgotten = await schedules.PruneAsync(clock.GetUtcNow() - _memory, cancellationToken);
        log.LogInformation("Housekeeping: {Forgotten} old schedule runs forgotten", forgotten);
    }
}

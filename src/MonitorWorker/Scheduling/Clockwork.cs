using Quartz;

namespace MonitorWorker.Scheduling;

/// <summary>
/// A Quartz scheduler in memory with one wake-up per schedule, that of its next due time; each sets the next one. A wake-up
/// that comes late, after sleep or a clock that jumped, comes once; what it means is decided by our own memory of runs.
/// </summary>
internal sealed class Clockwork : IAsyncDisposable
{
    private const string RunnerKey = "runner";
    private readonly IScheduler _scheduler;

    private Clockwork(IScheduler scheduler) => _scheduler = scheduler;

    public static async Task<Clockwork> StartAsync(
        IReadOnlyList<Schedule> schedules, ScheduleRunner runner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var scheduler = await QuartzSchedulerBuilder.Create(_ => { }).BuildScheduler(cancellationToken);
        scheduler.Context[RunnerKey] = runner;
        foreach (var schedule in schedules)
        {
            // Durable: between one wake-up and the next the job has no trigger.
            var job = JobBuilder.Create<WakeUp>().WithIdentity(schedule.Name).DisallowConcurrentExecution(true).StoreDurably().Build();
            await scheduler.AddJob(job, default, cancellationToken);
            await SetAsync(scheduler, job.Key, runner, now, cancellationToken);
        }

        await scheduler.Start(cancellationToken);
        return new Clockwork(scheduler);
    }

    public async ValueTask DisposeAsync() => await _scheduler.Shutdown(waitForJobsToComplete: true);

    private static async Task SetAsync(IScheduler scheduler, JobKey job, ScheduleRunner runner, DateTimeOffset after, CancellationToken cancellationToken)
    {
        if (runner.WakeAfter(job.Name, after) is not { } due) return;
        var trigger = TriggerBuilder.Create().ForJob(job).StartAt(due).Build();
        await scheduler.ScheduleJob(trigger, default, cancellationToken);
    }

    /// <summary>The one Quartz job: wakes the runner for the schedule that it is named after.</summary>
    internal sealed class WakeUp : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            var runner = (ScheduleRunner)context.Scheduler.Context[RunnerKey]!;
            try
            {
                await runner.FireAsync(context.JobDetail.Key.Name);
            }
            finally
            {
                // From when it woke, not from now: what came due while the job ran is next, at once. A wake-up a moment early was for the time that was set.
                var woke = context.ScheduledFireTimeUtc is { } set && set > context.FireTimeUtc ? set : context.FireTimeUtc;
                if (context.Scheduler.Status == SchedulerStatus.Running) await SetAsync(context.Scheduler, context.JobDetail.Key, runner, woke, CancellationToken.None);
            }
        }
    }
}

using Quartz;

namespace MonitorWorker.Scheduling;

/// <summary>
/// A Quartz scheduler in memory with one trigger per schedule. A wake-up that comes late, after sleep or a clock that
/// jumped, comes once; what it means is decided by our own memory of runs.
/// </summary>
internal sealed class Clockwork : IAsyncDisposable
{
    private const string RunnerKey = "runner";
    private readonly IScheduler _scheduler;

    private Clockwork(IScheduler scheduler) => _scheduler = scheduler;

    public static async Task<Clockwork> StartAsync(IReadOnlyList<Schedule> schedules, ScheduleRunner runner, CancellationToken cancellationToken)
    {
        var scheduler = await QuartzSchedulerBuilder.Create(_ => { }).BuildScheduler(cancellationToken);
        scheduler.Context[RunnerKey] = runner;
        foreach (var schedule in schedules)
        {
            var job = JobBuilder.Create<WakeUp>().WithIdentity(schedule.Name).DisallowConcurrentExecution(true).Build();
            var trigger = TriggerBuilder.Create<WakeUp>()
                .WithIdentity(schedule.Name)
                .WithSchedule(CronScheduleBuilder.Create(schedule.Cron.Expression).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
                .Build();
            await scheduler.ScheduleJob(job, trigger, default, cancellationToken);
        }

        await scheduler.Start(cancellationToken);
        return new Clockwork(scheduler);
    }

    public async ValueTask DisposeAsync() => await _scheduler.Shutdown(waitForJobsToComplete: true);

    /// <summary>The one Quartz job: wakes the runner for the schedule that it is named after.</summary>
    internal sealed class WakeUp : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            var runner = (ScheduleRunner)context.Scheduler.Context[RunnerKey]!;
            await runner.FireAsync(context.JobDetail.Key.Name);
        }
    }
}

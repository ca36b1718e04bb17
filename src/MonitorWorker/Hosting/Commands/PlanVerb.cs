using MonitorWorker.Hosting.Planning;
using MonitorWorker.Jobs;
using MonitorWorker.Jobs.Reporting;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>plan</c>: what the schedules will do on today's data, and what another configuration would do otherwise. All of it on copies.</summary>
internal static class PlanVerb
{
    public const int MostDays = 60;

    /// <param name="against">Another config folder; null plans the configured one alone.</param>
    /// <exception cref="BadConfigException">One of the two configurations cannot be used.</exception>
    public static async Task<int> RunAsync(GlobalOptions global, int days, string? against, bool json, CancellationToken stop)
    {
        var from = TimeProvider.System.GetUtcNow();
        var config = Session.LoadConfig(global.ConfigFolder, null);
        var other = against is null ? null : Other(against);
        var clock = new PlanClock(from);
        await using var here = await Session.OpenCopyAsync(config, null, clock, global.VerbLogLevel, stop);
        // Once, and before the other configuration gets its copy: both plan on the same data.
        await here.Get<IntakeJob>().RunAsync(keepFiles: true, stop);
        await here.Get<ReceiptJob>().RunAsync(stop);

        var office = here.Get<OfficeSettings>();
        if (other is null)
        {
            var plan = await WalkAsync(here, clock, from, days, stop);
            if (json) JsonOutput.Write(PlanOutput.Json(plan, office.Zone));
            else PlanOutput.Write(plan, office.Zone);
            return ExitCodes.Good;
        }

        var otherClock = new PlanClock(from);
        await using var there = await Session.OpenCopyAsync(other, here.Get<MonitorStore>().DatabaseFile, otherClock, global.VerbLogLevel, stop);
        var ours = await WalkAsync(here, clock, from, days, stop);
        var difference = PlanDifference.Of(ours, await WalkAsync(there, otherClock, from, days, stop), office.Zone);
        if (json) JsonOutput.Write(PlanOutput.Json(ours, difference, office.Zone));
        else PlanOutput.Write(ours, difference, office.Zone);
        return ExitCodes.Good;
    }

    private static LoadedConfig Other(string folder)
    {
        try
        {
            return Session.LoadConfig(folder, null);
        }
        catch (BadConfigException e)
        {
            throw new BadConfigException([.. e.Problems.Select(problem => $"--against {folder}: {problem}")]);
        }
    }

    private static Task<Plan> WalkAsync(Session session, PlanClock clock, DateTimeOffset from, int days, CancellationToken stop) =>
        new PlanWalk(
            session.Get<CheckJob>(),
            session.Get<TaskJob>(),
            session.Get<EndingJob>(),
            session.Get<TurnOfYearJob>(),
            session.Get<DigestJob>(),
            session.Get<ReportJob>(),
            session.Get<HeartbeatJob>(),
            session.Get<ComposeJob>(),
            session.Get<PlanStore>(),
            session.Get<CaseBook>(),
            session.Get<OfficeSettings>(),
            clock.Set).RunAsync(session.Get<IReadOnlyList<Schedule>>(), from, days, stop);
}

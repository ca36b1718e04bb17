using MonitorWorker.Jobs;
using MonitorWorker.Jobs.Reporting;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Planning;

/// <summary>
/// Walks through the firings to come on a copy of the database, with the real jobs and a clock put to each of them, and notes the mails that they
/// write. Reminders, escalations, bundles and ends of silences come by themselves. Nothing is read in and nothing is sent in between; the files of reports are not made.
/// </summary>
/// <param name="setClock">Puts the clock of the jobs.</param>
internal sealed class PlanWalk(
    CheckJob check, TaskJob tasks, EndingJob endings, TurnOfYearJob turn, DigestJob digest, ReportJob reports, HeartbeatJob heartbeat, ComposeJob compose, PlanStore mails, CaseBook alerts, OfficeSettings office, Action<DateTimeOffset> setClock)
{
    /// <summary>Checks, digests, reports and heartbeats that are walked: each costs as much as a real one.</summary>
    public const int MostWalked = 60;

    private const int MostCounted = 100_000;
    private const int FewADay = 2;

    private readonly ReportJob _reports = reports.WithoutFiles();
    private readonly List<PlannedFiring> _walked = [];
    private long _lastMail;
    private DateTimeOffset _now;
    private IReadOnlyDictionary<string, AlertEntry>? _firstAlerts;

    /// <summary>One walk; another one needs another copy.</summary>
    /// <param name="from">What waits at this time is told first.</param>
    public async Task<Plan> RunAsync(IReadOnlyList<Schedule> schedules, DateTimeOffset from, int days, CancellationToken cancellationToken)
    {
        var planned = Count(schedules, from, days);
        var deciding = planned.SelectMany(schedule => schedule.Firings).Where(firing => firing.Job is "check" or "digest" or "report" or "heartbeat").OrderBy(firing => firing.Due).ToList();
        var walkedUntil = deciding.Count > MostWalked ? deciding[MostWalked].Due : (DateTimeOffset?)null;

        Put(from);
        await compose.RunAsync(cancellationToken);
        var waiting = await mails.LoadMailsAsync(0, cancellationToken);
        _lastMail = await mails.LastMailAsync(cancellationToken);
        foreach (var firing in deciding.Take(MostWalked))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await WriteBundlesAsync(schedules, firing.Due, cancellationToken);
            await WalkAsync(firing, schedules.First(schedule => schedule.Name == firing.Schedule), cancellationToken);
        }

        await WriteBundlesAsync(schedules, walkedUntil ?? from.AddDays(days), cancellationToken);
        return new Plan(from, from.AddDays(days), office.AsOf, waiting, List(planned, walkedUntil), planned, walkedUntil, _firstAlerts);
    }

    private static List<PlannedSchedule> Count(IReadOnlyList<Schedule> schedules, DateTimeOffset from, int days) =>
    [
        .. schedules.Select(schedule =>
        {
            var firings = schedule.Following(from, MostCounted + 1).TakeWhile(firing => firing.Due <= from.AddDays(days)).ToList();
            return new PlannedSchedule(schedule, [.. firings.Take(MostCounted)], firings.Count > FewADay * days, firings.Count > MostCounted);
        }),
    ];

    /// <summary>What the job does when its time has come, but for reading what is new.</summary>
    private async Task WalkAsync(Firing firing, Schedule schedule, CancellationToken cancellationToken)
    {
        Put(firing.Due);
        var day = office.JudgeAsOf(null, firing.Due);
        string? problem = null;
        try
        {
            if (firing.Job == "report") await _reports.RunAsync(schedule.Report!, ScheduleRunner.RunIdOf(firing.Schedule, firing.Due), day, cancellationToken);
            else if (firing.Job == "heartbeat") await heartbeat.RunAsync(ScheduleRunner.RunIdOf(firing.Schedule, firing.Due), cancellationToken);
            else if (firing.Job == "digest") await digest.RunAsync(ScheduleRunner.RunIdOf(firing.Schedule, firing.Due), day, cancellationToken);
            else await check.RunAsync(day, mayLookBack: false, cancellationToken);
        }
        catch (Exception e) when (e is CheckRefusedException or ReportFailedException)
        {
            problem = e.Message;
        }

        if (problem is null)
        {
            await compose.RunAsync(cancellationToken);
            if (firing.Job == "check")
            {
                await tasks.RunAsync(day, cancellationToken);
                await endings.RunAsync(day, cancellationToken);
                await turn.RunAsync(day, cancellationToken);
            }
        }

        await NoteAsync(firing, problem, cancellationToken);
        if (firing.Job == "check" && problem is null) _firstAlerts ??= (await alerts.ListAsync(day, cancellationToken)).ToDictionary(alert => alert.Key);
    }

    /// <summary>What becomes due between two decisions is written by the next job that sends.</summary>
    private async Task WriteBundlesAsync(IReadOnlyList<Schedule> schedules, DateTimeOffset before, CancellationToken cancellationToken)
    {
        while (await mails.NextDueAsync(_now, cancellationToken) is { } due && due < before)
        {
            var sending = schedules
                .Where(schedule => schedule.Job == "deliver")
                .SelectMany(schedule => schedule.Following(due.AddTicks(-1), 1))
                .OrderBy(firing => firing.Due)
                .FirstOrDefault(firing => firing.Due < before);
            if (sending is null) return;
            Put(sending.Due);
            await compose.RunAsync(cancellationToken);
            await NoteAsync(sending, null, cancellationToken);
        }
    }

    private async Task NoteAsync(Firing firing, string? problem, CancellationToken cancellationToken)
    {
        var written = await mails.LoadMailsAsync(_lastMail, cancellationToken);
        if (written.Count > 0) _lastMail = written[^1].Id;
        _walked.Add(new PlannedFiring(firing, written, problem));
    }

    private void Put(DateTimeOffset now)
    {
        _now = now;
        setClock(now);
    }

    private List<PlannedFiring> List(IReadOnlyList<PlannedSchedule> planned, DateTimeOffset? walkedUntil)
    {
        var told = _walked.ToDictionary(walked => (walked.Firing.Schedule, walked.Firing.Due));
        var listed = planned.Where(schedule => !schedule.IsFrequent)
            .SelectMany(schedule => schedule.Firings)
            .Select(firing => told.TryGetValue((firing.Schedule, firing.Due), out var walked) ? walked : new PlannedFiring(firing, firing.Due < walkedUntil || walkedUntil is null ? [] : null));
        var frequent = planned.Where(schedule => schedule.IsFrequent).Select(schedule => schedule.Schedule.Name).ToHashSet();
        return
        [
            .. listed
                .Concat(_walked.Where(walked => frequent.Contains(walked.Firing.Schedule) && (walked.Mails is { Count: > 0 } || walked.Problem is not null)))
                .OrderBy(firing => firing.Firing.Due),
        ];
    }
}

using System.Globalization;
using Microsoft.Extensions.Logging;
using MonitorWorker.Jobs;
using MonitorWorker.Storage;

namespace MonitorWorker.Scheduling;

/// <summary>
/// Runs jobs at their times. Quartz only wakes us, in memory and with its own misfire handling off; which due times were
/// run is our own memory, claimed by inserting, so that no due time runs twice and a missed one is known.
/// </summary>
public sealed class ScheduleRunner(
    IReadOnlyList<Schedule> schedules, ScheduleStore store, JobDispatcher jobs, TimeProvider clock, ILogger<ScheduleRunner> log)
{
    /// <summary>A wake-up this late was not on time: the missed-run policy decides.</summary>
    private static readonly TimeSpan _punctual = TimeSpan.FromMinutes(1);

    /// <summary>Timers may wake us a moment before the time; it is then the time that is about to come.</summary>
    private static readonly TimeSpan _early = TimeSpan.FromSeconds(1);
    private readonly FailedRuns _failed = new();
    private CancellationToken _stopping;

    /// <summary>Claims what was missed, then starts the clockwork. Disposing stops it and waits for running jobs.</summary>
    public async Task<IAsyncDisposable> StartAsync(CancellationToken cancellationToken)
    {
        _stopping = cancellationToken;
        if (await store.ReopenAsync(cancellationToken) is > 0 and var open)
            log.LogWarning(ScheduleEvents.CutOff, "{Open} scheduled runs were cut off when the service ended; they count as missed", open);
        var clockwork = await Clockwork.StartAsync(schedules, this, clock.GetUtcNow(), cancellationToken);
        await CatchUpAllAsync(cancellationToken);
        return clockwork;
    }

    /// <summary>
    /// Goes on where a runner with other schedules leaves off. A due time that only these schedules have counts as seen, so that a schedule that is new, or has another time, runs nothing of the
    /// past; one that both have and that came due between them runs now. What runs already is not taken for cut off.
    /// </summary>
    /// <param name="before">The schedules that woke until now.</param>
    /// <returns>Disposing stops it and waits for running jobs.</returns>
    public async Task<IAsyncDisposable> TakeOverAsync(IReadOnlyList<Schedule> before, CancellationToken cancellationToken)
    {
        _stopping = cancellationToken;
        var now = clock.GetUtcNow();
        var same = schedules.Where(schedule => before.Any(other => IsSamePast(schedule, other, now))).ToList();
        foreach (var schedule in schedules.Except(same)) await SeePastAsync(schedule, now, cancellationToken);
        var clockwork = await Clockwork.StartAsync(schedules, this, now, cancellationToken);
        return new TakenOver(clockwork, Task.WhenAll(same.Select(schedule => FireSafelyAsync(schedule.Name))));
    }

    /// <summary>Decides about every schedule's missed run. One schedule in trouble stops no other.</summary>
    internal async Task CatchUpAllAsync(CancellationToken cancellationToken)
    {
        foreach (var schedule in schedules)
        {
            try
            {
                await CatchUpAsync(schedule, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(ScheduleEvents.CatchUpFailed, e, "Schedule {Schedule}: missed runs could not be looked up", schedule.Name);
            }
        }
    }

    /// <summary>The next firings, soonest first; a schedule that is not among them is added with its next one, since a job of
    /// every minute would hide the rest.</summary>
    public IReadOnlyList<Firing> NextFirings(int count) => NextFirings(schedules, clock.GetUtcNow(), count);

    /// <inheritdoc cref="NextFirings(int)"/>
    public static IReadOnlyList<Firing> NextFirings(IReadOnlyList<Schedule> schedules, DateTimeOffset now, int count)
    {
        var soonest = schedules.SelectMany(schedule => schedule.Following(now, count)).OrderBy(firing => firing.Due).Take(count).ToList();
        var hidden = schedules
            .Where(schedule => !soonest.Exists(firing => firing.Schedule == schedule.Name))
            .SelectMany(schedule => schedule.Following(now, 1));
        return [.. soonest.Concat(hidden.OrderBy(firing => firing.Due))];
    }

    /// <summary>Identity of a due time, so that one due time has one effect.</summary>
    public static string RunIdOf(string schedule, DateTimeOffset due) => string.Create(CultureInfo.InvariantCulture, $"{schedule}@{due.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");

    /// <summary>The clockwork woke a schedule: runs its latest due time, unless that has been claimed.</summary>
    internal async Task FireAsync(string name)
    {
        var schedule = Named(name);
        var now = clock.GetUtcNow();
        if (schedule.PreviousAtOrBefore(now + _early) is not { } due) return;
        if (_failed.Of(name) is { } failed && failed.Due == due)
        {
            if (failed.At <= now + _early) await RunAsync(schedule, due, _stopping, isAgain: true);
            return;
        }

        if (now - due <= _punctual) await RunAsync(schedule, due, _stopping);
        else await CatchUpAsync(schedule, _stopping);
    }

    /// <summary>When the clockwork has to wake a schedule that it woke last at a time; null is never again.</summary>
    internal DateTimeOffset? WakeAfter(string name, DateTimeOffset time)
    {
        var next = Named(name).NextAfter(time);
        return _failed.Of(name) is { } failed && !(next <= failed.At) ? failed.At : next;
    }

    private static bool IsSamePast(Schedule one, Schedule other, DateTimeOffset now) =>
        one.Name == other.Name && one.Job == other.Job && one.Report == other.Report && one.PreviousAtOrBefore(now + _early) == other.PreviousAtOrBefore(now + _early);

    private async Task SeePastAsync(Schedule schedule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = schedule.PreviousAtOrBefore(now) ?? now;
        // A time that has been claimed stays as it is.
        if (await store.LastDueAsync(schedule.Name, cancellationToken) is not { } last || last < due) await store.ClaimAsync(schedule.Name, due, "first-sight", now, cancellationToken);
    }

    private async Task FireSafelyAsync(string name)
    {
        try
        {
            await FireAsync(name);
        }
        catch (Exception e)
        {
            if (!_stopping.IsCancellationRequested) log.LogError(ScheduleEvents.TakeOverFailed, e, "Schedule {Schedule}: what came due meanwhile could not be looked up", name);
        }
    }

    private Schedule Named(string name) => schedules.First(candidate => candidate.Name == name);

    private async Task CatchUpAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = schedule.PreviousAtOrBefore(now);
        var lastDue = await store.LastDueAsync(schedule.Name, cancellationToken);
        switch (MissedRuns.Decide(schedule, lastDue, due, now))
        {
            case CatchUp.FirstSight:
                await store.ClaimAsync(schedule.Name, due ?? now, "first-sight", now, cancellationToken);
                break;
            case CatchUp.Run:
                log.LogInformation(ScheduleEvents.MadeUp, "Schedule {Schedule}: the run of {Due:u} was missed and is made up now", schedule.Name, due);
                await RunAsync(schedule, due!.Value, cancellationToken);
                break;
            case CatchUp.Skip:
                log.LogWarning(ScheduleEvents.LeftOut, "Schedule {Schedule}: the run of {Due:u} was missed and is left out ({Policy})", schedule.Name, due, schedule.Missed);
                await store.ClaimAsync(schedule.Name, due!.Value, "skipped", now, cancellationToken);
                break;
        }
    }

    private async Task RunAsync(Schedule schedule, DateTimeOffset due, CancellationToken cancellationToken, bool isAgain = false)
    {
        long? claim = null;
        var begun = clock.GetTimestamp();
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Not to be cancelled half-way: a claim that nobody knows of could not be marked as stopped.
            claim = isAgain
                ? await store.ReclaimAsync(schedule.Name, due, clock.GetUtcNow(), CancellationToken.None)
                : await store.ClaimAsync(schedule.Name, due, "running", clock.GetUtcNow(), CancellationToken.None);
            if (claim is null)
            {
                _failed.Remove(schedule.Name);
                return;
            }

            var figures = await jobs.RunAsync(schedule.Job, schedule.Report, RunIdOf(schedule.Name, due), cancellationToken);
            await store.FinishAsync(claim.Value, "done", null, clock.GetUtcNow(), cancellationToken);
            _failed.Remove(schedule.Name);
            // Sending runs each minute: a line for each that found nothing would hide the others.
            var level = figures.IsNothing ? LogLevel.Debug : LogLevel.Information;
            log.Log(level, ScheduleEvents.Ran, "Schedule {Schedule}: job {Job} due {Due} done in {Seconds:0.0} s: {Figures}", schedule.Name, schedule.Job, Local(schedule, due), Seconds(begun), figures);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (claim is { } id) await store.FinishAsync(id, "stopped", null, clock.GetUtcNow(), CancellationToken.None);
        }
        catch (Exception e)
        {
            var again = _failed.Add(schedule, due, clock.GetUtcNow()) ?? schedule.NextAfter(clock.GetUtcNow());
            log.LogError(
                ScheduleEvents.Failed,
                e,
                "Schedule {Schedule}: job {Job} due {Due} failed after {Seconds:0.0} s; it runs again at {Again}",
                schedule.Name,
                schedule.Job,
                Local(schedule, due),
                Seconds(begun),
                again is { } time ? Local(schedule, time) : "no time");
            await TryFinishAsync(claim, e.Message);
        }
    }

    private double Seconds(long begun) => clock.GetElapsedTime(begun).TotalSeconds;

    private static string Local(Schedule schedule, DateTimeOffset due) => TimeZoneInfo.ConvertTime(due, schedule.Cron.Zone).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    /// <summary>When the store itself is the trouble, the log has already told.</summary>
    private async Task TryFinishAsync(long? claim, string reason)
    {
        if (claim is not { } id) return;
        try
        {
            await store.FinishAsync(id, "failed", reason, clock.GetUtcNow(), CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.LogError(ScheduleEvents.FailureNotKept, "The failed run could not be written down: {Reason}", e.Message);
        }
    }

    /// <summary>The clockwork, and what it found due when it took over.</summary>
    private sealed class TakenOver(Clockwork clockwork, Task due) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await clockwork.DisposeAsync();
            await due;
        }
    }
}

namespace MonitorWorker.Scheduling;

/// <summary>
/// Runs that failed and are tried again before the next one is due: a disk that was full or a database that was held for an hour must not cost a day. In memory: after a
/// restart the next due time is as good.
/// </summary>
internal sealed class FailedRuns
{
    private static readonly TimeSpan[] _waits = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];
    private readonly Dictionary<string, FailedRun> _failed = [];

    /// <summary>Notes that the run of a due time failed.</summary>
    /// <returns>When it is tried again; null where it is not: its policy leaves missed runs out, or the next one comes first.</returns>
    public DateTimeOffset? Add(Schedule schedule, DateTimeOffset due, DateTimeOffset now)
    {
        lock (_failed)
        {
            var tries = _failed.GetValueOrDefault(schedule.Name) is { } known && known.Due == due ? known.Tries : 0;
            var at = now + _waits[Math.Min(tries, _waits.Length - 1)];
            if (schedule.Missed != MissedRun.Once || at - due > schedule.MaxDelay || schedule.NextAfter(due) <= at)
            {
                _failed.Remove(schedule.Name);
                return null;
            }

            _failed[schedule.Name] = new FailedRun(due, at, tries + 1);
            return at;
        }
    }

    public void Remove(string schedule)
    {
        lock (_failed) _failed.Remove(schedule);
    }

    /// <returns>Null where nothing is to be tried again.</returns>
    public FailedRun? Of(string schedule)
    {
        lock (_failed) return _failed.GetValueOrDefault(schedule);
    }
}

/// <summary>A run that failed.</summary>
/// <param name="At">When it is tried again.</param>
internal sealed record FailedRun(DateTimeOffset Due, DateTimeOffset At, int Tries);

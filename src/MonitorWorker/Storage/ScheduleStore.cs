using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>Our own memory of which schedule ran when: a due time is claimed once, and a missed one is known.</summary>
public sealed class ScheduleStore(MonitorStore store)
{
    /// <summary>Latest due time that was claimed, run or skipped; null for a schedule never seen.</summary>
    public async Task<DateTimeOffset?> LastDueAsync(string schedule, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.ScheduleRuns
            .Where(run => run.Schedule == schedule)
            .OrderByDescending(run => run.Due)
            .Select(run => (DateTimeOffset?)run.Due)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The latest runs that came to an end, latest first: whether they failed, and why.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset Due, bool Failed, string? Detail)>> LastRunsAsync(string schedule, int count, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var runs = await db.ScheduleRuns.AsNoTracking()
            .Where(run => run.Schedule == schedule && (run.Outcome == "done" || run.Outcome == "failed"))
            .OrderByDescending(run => run.Due)
            .Take(count)
            .ToListAsync(cancellationToken);
        return [.. runs.Select(run => (run.Due, run.Outcome == "failed", run.Detail))];
    }

    /// <summary>Writes a due time down as run, skipped or first seen.</summary>
    /// <returns>Null where it has been claimed before.</returns>
    public async Task<long?> ClaimAsync(string schedule, DateTimeOffset due, string outcome, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var row = new ScheduleRunRow { Schedule = schedule, Due = due, Outcome = outcome, StartedAt = now };
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return row.Id;
        }
        catch (DbUpdateException e) when (e.InnerException is SqliteException { SqliteErrorCode: 19 })
        {
            return null;
        }
    }

    /// <summary>Takes a due time whose run failed once more; one whose failure, or whose claim, could not be written down as well.</summary>
    /// <returns>Null where it is in other hands or done.</returns>
    public async Task<long?> ReclaimAsync(string schedule, DateTimeOffset due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using (var db = store.Context())
        {
            var row = await db.ScheduleRuns.SingleOrDefaultAsync(run => run.Schedule == schedule && run.Due == due, cancellationToken);
            if (row is not null)
            {
                if (row.Outcome is not ("failed" or "running")) return null;
                (row.Outcome, row.StartedAt, row.FinishedAt, row.Detail) = ("running", now, null, null);
                await db.SaveChangesAsync(cancellationToken);
                return row.Id;
            }
        }

        return await ClaimAsync(schedule, due, "running", now, cancellationToken);
    }

    public async Task FinishAsync(long id, string outcome, string? detail, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var row = await db.ScheduleRuns.SingleAsync(run => run.Id == id, cancellationToken);
        row.Outcome = outcome;
        row.Detail = detail;
        row.FinishedAt = now;
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>
    /// Frees the due times whose run was killed or stopped part-way, so that the missed-run policy decides about them. Only at
    /// the start of the service, when nobody can be running: there is one service to a database. Returns how many.
    /// </summary>
    public async Task<int> ReopenAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.ScheduleRuns.Where(run => run.Outcome == "running" || run.Outcome == "stopped").ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Forgets runs older than a day, but each schedule's latest. Returns how many.</summary>
    public async Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.ScheduleRuns
            .Where(run => run.Due < before && db.ScheduleRuns.Any(later => later.Schedule == run.Schedule && later.Due > run.Due))
            .ExecuteDeleteAsync(cancellationToken);
    }
}

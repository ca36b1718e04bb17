using Microsoft.EntityFrameworkCore;
using MonitorWorker.Alerts;
using MonitorWorker.Calendar;
using MonitorWorker.Rules;

namespace MonitorWorker.Storage;

/// <summary>How far an entity has reported.</summary>
/// <param name="Month">Its latest month of execution; null where it has reported none.</param>
public sealed record EntityData(string Code, string? Name, YearMonth? Month);

/// <summary>The latest run of a schedule that came to an end.</summary>
/// <param name="StartedAt">Null where that was not written down.</param>
public sealed record EndedRun(string Schedule, DateTimeOffset Due, bool Failed, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt);

/// <summary>What was handed to the mail server so far.</summary>
public sealed record MailTries(long Accepted, long Refused);

/// <summary>Numbers for those who watch the program: no names of people or projects.</summary>
public sealed class WatchStore(MonitorStore store)
{
    /// <summary>An entity without a code on its execution rows is the one whose project they name.</summary>
    private const string MonthsOfEntities = """
        WITH InForce AS (SELECT Id FROM ImportBatches WHERE State = 'Imported'),
        Year AS (SELECT MAX(FiscalYear) AS Value FROM BudgetLines WHERE FiscalYear <= @year AND BatchId IN InForce),
        Lines AS (SELECT DISTINCT EntityCode, EntityName, ProjectCode FROM BudgetLines, Year WHERE FiscalYear = Year.Value AND BatchId IN InForce),
        Reported AS (SELECT EntityCode, ProjectCode, MAX(Month) AS Month FROM Executions, Year WHERE FiscalYear = Year.Value AND Month <= @month AND BatchId IN InForce GROUP BY EntityCode, ProjectCode)
        SELECT Lines.EntityCode, MAX(Lines.EntityName), MAX(Reported.Month)
        FROM Lines LEFT JOIN Reported ON Reported.ProjectCode = Lines.ProjectCode AND (Reported.EntityCode IS NULL OR Reported.EntityCode = Lines.EntityCode)
        GROUP BY Lines.EntityCode
        """;

    public string DatabaseFile => store.DatabaseFile;

    /// <summary>How far each entity of the fiscal year of a day had reported by that day, those that are furthest behind first.</summary>
    public async Task<IReadOnlyList<EntityData>> DataAsync(DateOnly asOf, CancellationToken cancellationToken)
    {
        await using var connection = await store.ConnectAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = MonthsOfEntities;
        command.Parameters.AddWithValue("@year", asOf.Year);
        // A month counts once it is over.
        command.Parameters.AddWithValue("@month", YearMonth.Of(asOf.AddDays(1).AddMonths(-1)).ToString());
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var entities = new List<EntityData>();
        while (await rows.ReadAsync(cancellationToken))
        {
            entities.Add(new EntityData(
                rows.GetString(0),
                await rows.IsDBNullAsync(1, cancellationToken) ? null : rows.GetString(1),
                await rows.IsDBNullAsync(2, cancellationToken) ? null : YearMonth.Parse(rows.GetString(2))));
        }

        return [.. entities.OrderBy(entity => entity.Month ?? default).ThenBy(entity => entity.Code, StringComparer.Ordinal)];
    }

    /// <summary>Open alerts of each level; of a level without any there is no entry.</summary>
    public async Task<IReadOnlyDictionary<Level, int>> OpenAlertsAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.Alerts.Where(alert => alert.State == AlertState.Firing)
            .GroupBy(alert => alert.Level)
            .Select(level => new { level.Key, Count = level.Count() })
            .ToDictionaryAsync(level => level.Key, level => level.Count, cancellationToken);
    }

    /// <summary>Checks that were stored since a time.</summary>
    public async Task<int> ChecksSinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.CheckRuns.CountAsync(run => run.At >= since, cancellationToken);
    }

    /// <param name="since">Null is ever.</param>
    public async Task<MailTries> TriesAsync(DateTimeOffset? since, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var tries = await db.DeliveryAttempts
            .Where(one => one.Outcome == "Accepted" || one.Outcome == "Rejected")
            .Where(one => since == null || one.At >= since)
            .GroupBy(one => one.Outcome)
            .Select(outcome => new { outcome.Key, Count = outcome.LongCount() })
            .ToDictionaryAsync(outcome => outcome.Key, outcome => outcome.Count, cancellationToken);
        return new MailTries(tries.GetValueOrDefault("Accepted"), tries.GetValueOrDefault("Rejected"));
    }

    /// <summary>Of each schedule the latest run that came to an end; none of one that never ran.</summary>
    public async Task<IReadOnlyList<EndedRun>> LastRunsAsync(IEnumerable<string> schedules, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var ended = new List<EndedRun>();
        foreach (var schedule in schedules)
        {
            var run = await db.ScheduleRuns.AsNoTracking()
                .Where(run => run.Schedule == schedule && (run.Outcome == "done" || run.Outcome == "failed"))
                .OrderByDescending(run => run.Due)
                .FirstOrDefaultAsync(cancellationToken);
            if (run is not null) ended.Add(new EndedRun(schedule, run.Due, run.Outcome == "failed", run.StartedAt, run.FinishedAt));
        }

        return ended;
    }

    /// <summary>Due times whose run has not come to an end, by schedule.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> ClaimedAsync(IEnumerable<string> schedules, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var claimed = new Dictionary<string, DateTimeOffset>();
        foreach (var schedule in schedules)
        {
            var due = await db.ScheduleRuns.Where(run => run.Schedule == schedule).OrderByDescending(run => run.Due).Select(run => (DateTimeOffset?)run.Due).FirstOrDefaultAsync(cancellationToken);
            if (due is { } known) claimed[schedule] = known;
        }

        return claimed;
    }

    /// <summary>Bytes of the database, with what has not been moved into its main file yet.</summary>
    public long SizeBytes() => LengthOf(store.DatabaseFile) + LengthOf(store.DatabaseFile + "-wal");

    /// <summary>When the newest copy in a folder was made, and how many there are.</summary>
    public static (int Count, DateTimeOffset? Newest) Backups(string folder)
    {
        try
        {
            var copies = new DirectoryInfo(folder).GetFiles("monitor-????-??-??.db");
            return (copies.Length, copies.Length == 0 ? null : copies.Max(copy => new DateTimeOffset(copy.LastWriteTimeUtc, TimeSpan.Zero)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (0, null);
        }
    }

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}

using Microsoft.EntityFrameworkCore;
using MonitorWorker.Alerts;
using MonitorWorker.Calendar;
using MonitorWorker.Rules;

namespace MonitorWorker.Storage;

/// <summary>The last stored check in figures.</summary>
public sealed record CheckTally(int Lines, int Findings, int Notices);

/// <summary>How far an entity has reported.</summary>
/// <param name="Entity">单位编码; empty where the figures name none.</param>
public sealed record ReportedUntil(string Entity, YearMonth Month);

/// <summary>What <c>status</c> tells of the store beyond the health file; null where nothing has been checked or read yet.</summary>
/// <param name="OpenAlerts">By level; levels without one are missing.</param>
/// <param name="Oldest">Of the latest fiscal year, the entity whose newest month lies furthest back.</param>
public sealed record StoreOverview(CheckTally? LastCheck, IReadOnlyDictionary<Level, int> OpenAlerts, ReportedUntil? Oldest, YearMonth? Newest);

/// <summary>Reads what a person at a terminal wants to see. Counts months of all figures, so not for each minute.</summary>
public sealed class OverviewStore(MonitorStore store)
{
    public async Task<StoreOverview> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var check = await db.CheckRuns.OrderByDescending(run => run.At).Select(run => new CheckTally(run.Positions, run.Findings, run.Notices)).FirstOrDefaultAsync(cancellationToken);
        var open = await db.Alerts
            .Where(alert => alert.State == AlertState.Firing)
            .GroupBy(alert => alert.Level)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var reported = await ReportedAsync(cancellationToken);
        return new StoreOverview(check, open, reported.MinBy(entity => entity.Month), reported.Count == 0 ? null : reported.Max(entity => entity.Month));
    }

    /// <summary>单位编码 of the latest fiscal year's budget.</summary>
    public async Task<IReadOnlyList<string>> LoadEntitiesAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        return await db.BudgetLines
            .Where(line => line.FiscalYear == db.BudgetLines.Max(latest => latest.FiscalYear) && line.EntityCode != "")
            .Select(line => line.EntityCode)
            .Distinct()
            .OrderBy(code => code)
            .ToListAsync(cancellationToken);
    }

    /// <summary>In SQL: months are texts that sort as they are.</summary>
    private async Task<IReadOnlyList<ReportedUntil>> ReportedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await store.ConnectAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT COALESCE(EntityCode, ''), MAX(Month) FROM Executions
            WHERE FiscalYear = (SELECT MAX(FiscalYear) FROM Executions) GROUP BY 1 ORDER BY 1
            """;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var reported = new List<ReportedUntil>();
        while (await reader.ReadAsync(cancellationToken)) reported.Add(new ReportedUntil(reader.GetString(0), YearMonth.Parse(reader.GetString(1))));
        return reported;
    }
}

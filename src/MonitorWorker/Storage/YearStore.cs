using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>An alert that ended with its year.</summary>
/// <param name="Message">What its final figures say, in one sentence; null where they say nothing.</param>
/// <param name="Told">Who was told of its last episode, in their order.</param>
public sealed record EndedAlert(string Key, string Number, Level Level, string? Message, IReadOnlyList<Recipient> Told);

/// <summary>An entity that has a budget.</summary>
public sealed record BudgetEntity(string Code, string? Name)
{
    /// <summary>单位名称, else its code; of an office that names none, the office.</summary>
    public string Words => Name ?? (Code.Length > 0 ? Code : "本单位");
}

/// <summary>What must be known of a year's end and of the beginning of the next one. Changes nothing.</summary>
public sealed class YearStore(MonitorStore store)
{
    /// <summary>The alerts that ended with a year since a time, by number; none where that was earlier.</summary>
    public async Task<IReadOnlyList<EndedAlert>> LoadEndedAsync(int year, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var ended = await db.AlertTransitions.AsNoTracking()
            .Where(transition => transition.Kind == TransitionKind.YearEnded && transition.At >= since && transition.Alert!.FiscalYear == year && transition.Alert.State == AlertState.Ended)
            .Select(transition => new { transition.AlertId, transition.Alert!.Key, transition.Alert.Number, transition.Alert.Level, transition.Episode, transition.Values })
            .ToListAsync(cancellationToken);
        if (ended.Count == 0) return [];

        var told = await db.Notices.AsNoTracking()
            .Where(notice => notice.Transition!.Alert!.State == AlertState.Ended && notice.Transition.Alert.FiscalYear == year && notice.Transition.Episode == notice.Transition.Alert.Episode)
            .OrderBy(notice => notice.Id)
            .Select(notice => new { notice.Transition!.AlertId, notice.RecipientName, notice.RecipientAddress, notice.Why })
            .ToListAsync(cancellationToken);
        var byAlert = told.ToLookup(row => row.AlertId, row => new Recipient(row.RecipientName, row.RecipientAddress, row.Why));
        return
        [
            .. ended.OrderBy(alert => alert.Number, StringComparer.Ordinal).Select(alert => new EndedAlert(
                alert.Key,
                alert.Number,
                alert.Level,
                alert.Values is null ? null : JsonSerializer.Deserialize<SeenFigures>(alert.Values, StoredJson.Options)!.Message,
                [.. byAlert[alert.AlertId].DistinctBy(recipient => recipient.Address, StringComparer.OrdinalIgnoreCase)])),
        ];
    }

    /// <summary>Under which codes projects ran in all years whose budgets are in force.</summary>
    public async Task<ProjectChain> LoadChainAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var inForce = db.ImportBatches.Where(batch => batch.State == ImportState.Imported).Select(batch => batch.Id);
        var projects = await db.BudgetLines.AsNoTracking()
            .Where(line => inForce.Contains(line.BatchId))
            .Select(line => new { line.FiscalYear, line.EntityCode, line.ProjectCode, line.FormerProjectCode })
            .Distinct()
            .ToListAsync(cancellationToken);
        return new ProjectChain([.. projects.Select(project => new ProjectOfYear(project.FiscalYear, project.EntityCode, project.ProjectCode, project.FormerProjectCode))]);
    }

    /// <summary>Entities that had a budget in the year before and have none in a year, by code.</summary>
    public async Task<IReadOnlyList<BudgetEntity>> LoadWithoutBudgetAsync(int year, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var inForce = db.ImportBatches.Where(batch => batch.State == ImportState.Imported).Select(batch => batch.Id);
        var rows = await db.BudgetLines.AsNoTracking()
            .Where(line => (line.FiscalYear == year || line.FiscalYear == year - 1) && inForce.Contains(line.BatchId))
            .Select(line => new { line.FiscalYear, line.EntityCode, line.EntityName })
            .Distinct()
            .ToListAsync(cancellationToken);
        var budgeted = rows.Where(row => row.FiscalYear == year).Select(row => row.EntityCode).ToHashSet();
        return
        [
            .. rows.Where(row => row.FiscalYear < year && !budgeted.Contains(row.EntityCode))
                .GroupBy(row => row.EntityCode)
                .OrderBy(entity => entity.Key, StringComparer.Ordinal)
                .Select(entity => new BudgetEntity(entity.Key, entity.Select(row => row.EntityName).LastOrDefault(name => name is not null))),
        ];
    }
}

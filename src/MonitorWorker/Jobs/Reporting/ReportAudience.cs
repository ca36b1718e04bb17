using MonitorWorker.Notifications;
using MonitorWorker.Reports;

namespace MonitorWorker.Jobs.Reporting;

/// <summary>One person, and what of a report is theirs.</summary>
/// <param name="Entities">Codes of the entities whose files they get.</param>
/// <param name="SeesAll">They get what is about all entities.</param>
public sealed record ReportReader(Recipient Recipient, IReadOnlySet<string> Entities, bool SeesAll)
{
    /// <summary>True where a part of the report is theirs.</summary>
    public bool Gets(PlannedReport plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.EntityCode is { } code ? Entities.Contains(code) : SeesAll;
    }
}

/// <summary>
/// Who gets what of a report: those who hold one of its roles, each the files of the entities that they may see all of. What nobody may see
/// goes to the catch-all, who learns why: a report that nobody gets would look like none.
/// </summary>
public static class ReportAudience
{
    public static IReadOnlyList<ReportReader> Of(ReportDefinition definition, IReadOnlyList<PlannedReport> plans, Router router)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(router);
        var holders = router.Holders(definition.To);
        var readers = holders.Select(holder => new ReportReader(
                holder,
                plans.Select(plan => plan.EntityCode).OfType<string>().Where(code => router.SeesStatement(holder.Address, code)).ToHashSet(),
                plans.Any(plan => plan.EntityCode is null) && router.SeesStatement(holder.Address, null)))
            .Where(reader => reader.SeesAll || reader.Entities.Count > 0)
            .ToList();
        var orphans = plans.Where(plan => !readers.Exists(reader => reader.Gets(plan))).ToList();
        var inPlace = router.InPlaceOf(definition.To);
        if (orphans.Count == 0 || !router.GetsAll(inPlace.Address)) return readers;

        var last = new ReportReader(inPlace, orphans.Select(plan => plan.EntityCode).OfType<string>().ToHashSet(), orphans.Exists(plan => plan.EntityCode is null));
        // Whoever is told in others' place may be a reader as well: one mail for each person.
        var same = readers.FindIndex(reader => reader.Recipient.Address.Equals(last.Recipient.Address, StringComparison.OrdinalIgnoreCase));
        if (same < 0) return [.. readers, last];
        readers[same] = readers[same] with { Entities = readers[same].Entities.Concat(last.Entities).ToHashSet(), SeesAll = readers[same].SeesAll || last.SeesAll };
        return readers;
    }
}

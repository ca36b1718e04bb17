using MonitorWorker.Budgets;

namespace MonitorWorker.Notifications;

/// <summary>A leader and what of the office is his or hers: every row of the address book that names the person adds to it.</summary>
public sealed record LeaderPart(Recipient Recipient, IReadOnlyList<Contact> Rows)
{
    /// <summary>Everything.</summary>
    public bool IsWhole => Rows.Any(row => row is { EntityCode: null, Section: null, ProjectCode: null });

    /// <param name="entityCode">Null or empty where it is of no one entity.</param>
    public bool Covers(string? entityCode, string? section, string? projectCode) => Rows.Any(row =>
        (row.EntityCode is null || string.IsNullOrEmpty(entityCode) || row.EntityCode == entityCode)
        && (row.Section is null || row.Section == section)
        && (row.ProjectCode is null || row.ProjectCode == projectCode));
}

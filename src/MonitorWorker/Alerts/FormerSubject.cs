using System.Globalization;
using MonitorWorker.Budgets;

namespace MonitorWorker.Alerts;

/// <summary>
/// What an open alert was about, where nothing judges it any more: the rule was switched off or taken out, a project that was judged
/// by fund is judged as one, a statement was withdrawn. Known by the alert's key alone.
/// </summary>
/// <param name="Key">The alert's key.</param>
/// <param name="IsJudgedOtherwise">True where the rule still judges the project, under another key.</param>
public sealed record FormerSubject(string Key, bool IsJudgedOtherwise = false) : IFindingSubject
{
    public string Rule => Key.Split('/')[0];

    public int FiscalYear => int.Parse(Key.Split('/')[1], CultureInfo.InvariantCulture);

    public string? ProjectCode => Line?.Project;

    /// <summary>Entity and project, where it was a budget line or its goals; null of a statement.</summary>
    public (string Entity, string Project)? Line => Key.Split('/') is [not ("statement-mismatch" or "total-mismatch"), _, var entity, var project, _]
        ? (entity == "-" ? "" : entity, project)
        : null;
}

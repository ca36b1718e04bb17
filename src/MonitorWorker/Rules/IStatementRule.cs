using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Rules;

/// <summary>A rule over what was stated, as <see cref="IRule"/> is one over a position.</summary>
public interface IStatementRule
{
    /// <summary>Rule id of the contract.</summary>
    string Id { get; }

    IEnumerable<StatementVerdict> Judge(StatementBook book);
}

/// <summary>A rule's verdict on one stated figure or total.</summary>
/// <param name="EntityCode">Whose statement it is; null where it is not one entity's.</param>
public sealed record StatementVerdict(string? EntityCode, StatedComparison Compared, Finding Finding);

/// <summary>A stated figure beside what it should be, in words and figures as printed (744.89万元).</summary>
/// <param name="Scope">口径; of a total row, the column that it adds up.</param>
/// <param name="Denominator">Null for the usual one.</param>
/// <param name="Recomputed">Null where that is unknown.</param>
/// <param name="Difference">Stated − recomputed.</param>
/// <param name="Parts">Of a total, the parts as they were added: 1556.51 + 294.63; null of a single figure.</param>
public sealed record StatedComparison(
    string? Report,
    string? ReportingUnit,
    YearMonth Month,
    string Scope,
    string Item,
    string? Denominator,
    string Stated,
    string? Recomputed,
    string? Difference,
    string? Parts);

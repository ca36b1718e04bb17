using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Rules;
using Outcome = MonitorWorker.Rules.Outcome;

namespace MonitorWorker.Tests.Rules;

/// <summary>Findings as one line of text, and lines with more facts than <see cref="Some"/> gives them.</summary>
internal static class Told
{
    /// <summary>The level of a breach; clear or unknown where there is none.</summary>
    public static string Level(Finding finding) => finding.Outcome == Outcome.Breached ? finding.Level.Code() : finding.Outcome.ToString().ToLowerInvariant();

    public static string Level(IRule rule, BudgetPosition position) => Level(rule.Judge(position)!);

    public static string Values(Finding finding) => string.Join(' ', finding.Values.Select(value => $"{value.Key}={value.Value ?? "null"}"));

    /// <summary>The first line of the facts at the end of a month.</summary>
    public static BudgetPosition Position(
        BudgetLine line,
        int month,
        IEnumerable<Execution> executions,
        IEnumerable<Adjustment>? adjustments = null,
        IEnumerable<StatedOutturn>? outturns = null,
        IEnumerable<SpendingPlanPoint>? plan = null,
        IEnumerable<Execution>? lastYear = null) => Positions([line], month, executions, adjustments, outturns, plan, lastYear)[0];

    public static IReadOnlyList<BudgetPosition> Positions(
        IEnumerable<BudgetLine> lines,
        int month,
        IEnumerable<Execution> executions,
        IEnumerable<Adjustment>? adjustments = null,
        IEnumerable<StatedOutturn>? outturns = null,
        IEnumerable<SpendingPlanPoint>? plan = null,
        IEnumerable<Execution>? lastYear = null) => PositionBook.Build(
            new BudgetFacts([.. lines], [.. adjustments ?? []], [.. executions], [.. outturns ?? []]) { PlanPoints = [.. plan ?? []], LastYear = [.. lastYear ?? []] },
            new YearMonth(2024, month).LastDay).Positions;
}

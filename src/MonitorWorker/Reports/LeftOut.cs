using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports;

/// <summary>What the rate of a sum leaves out: its light is of the rest alone and, where that is green, not shown as the light of the whole.</summary>
internal static class LeftOut
{
    /// <summary>Money without an execution figure.</summary>
    public static bool IsMissing(BudgetPosition position) => position.Executed is null && position.HasMoney;

    /// <summary>A figure beside a budget that cannot be judged; money that was all taken away, and of which none was spent, is nothing to judge.</summary>
    public static bool IsUnjudged(BudgetPosition position) => position is { Executed: { } executed, CannotJudge: not null }
        && !(executed == Money.Zero && position.Revised == Money.Zero && !position.HasTwoOriginals);

    /// <summary>部分未报送 or 部分无法判断; null where nothing is left out.</summary>
    public static string? Word(IReadOnlyList<JudgedPosition> lines) =>
        lines.Any(line => IsMissing(line.Position)) ? "部分未报送"
        : lines.Any(line => IsUnjudged(line.Position) || line.Position.HasTwoOriginals) ? "部分无法判断"
        : null;
}

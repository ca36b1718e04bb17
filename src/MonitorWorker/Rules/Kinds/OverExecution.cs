using Fractions;
using MonitorWorker.Budgets;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>over-execution: more was spent than the revised budget allows, whatever its schedule.</summary>
/// <param name="rate">Percent of the revised budget that must not be exceeded.</param>
public sealed class OverExecution(decimal rate = 100, Level level = Level.Red) : IRule
{
    public string Id => "over-execution";

    public Finding Judge(BudgetPosition position)
    {
        var isOver = position.Rate is { } share && share * 100 > (Fraction)rate;
        Level? found = position.Rate is null ? null : isOver ? level : Level.Green;
        var over = isOver ? position.Executed!.Value - position.Revised : Money.Zero;
        return Of(
            Id,
            position,
            found,
            () => InWords(
                found is null ? "没有可判断的执行率"
                    : isOver ? $"执行率{Percent(position.Rate)}%，超过{Say(rate)}%" + (over > Money.Zero ? $"，比调整后预算数多支出{over}元" : "")
                    : "支出没有超过调整后预算数",
                $"执行率高于{Say(rate)}%为超预算执行",
                ("rate", Percent(position.Rate)),
                ("over", isOver ? over.ToString() : null),
                ("threshold", Limit(rate))));
    }
}

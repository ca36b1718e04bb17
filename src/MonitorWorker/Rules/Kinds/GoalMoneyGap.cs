using Fractions;
using MonitorWorker.Performance;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>goal-money-gap: a project's money is further than its goals.</summary>
/// <param name="points">Percentage points by which the execution rate may be above the attainment of the goals.</param>
public sealed class GoalMoneyGap(decimal points = 10, Level level = Level.Yellow) : IGoalRule
{
    public string Id => "goal-money-gap";

    public IEnumerable<GoalVerdict> Judge(ProjectGoals goals)
    {
        var ahead = goals.MoneyAhead;
        var isAhead = ahead is { } gap && gap > (Fraction)points;
        yield return GoalFinding.Of(
            Id,
            goals,
            null,
            ahead is null ? null : isAhead ? level : Level.Green,
            () => InWords(
                ahead is null ? "执行率或绩效目标没有可比较的数"
                    : isAhead ? $"截至{goals.Month}执行率{Percent(goals.Rate)}%，绩效目标完成{Percent(goals.Attainment)}%，资金快{Number(ahead)}个百分点"
                    : $"执行率{Percent(goals.Rate)}%，绩效目标完成{Percent(goals.Attainment)}%",
                $"执行率高于绩效目标完成程度超过{Say(points)}个百分点，为资金快于绩效",
                ("rate", Percent(goals.Rate)),
                ("attainment", Percent(goals.Attainment)),
                ("gap", Number(ahead)),
                ("threshold", Limit(points))));
    }
}

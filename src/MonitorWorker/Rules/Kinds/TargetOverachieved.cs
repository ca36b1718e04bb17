using MonitorWorker.Performance;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>target-overachieved: so far above its target that the target was set too low.</summary>
public sealed class TargetOverachieved(GoalLimits limits, Level level = Level.Blue) : IGoalRule
{
    public string Id => "target-overachieved";

    public IEnumerable<GoalVerdict> Judge(ProjectGoals goals) => goals.Indicators.Select(indicator =>
    {
        var known = limits.LagOf(indicator) is not null;
        var over = known && limits.IsOverachieved(indicator);
        return GoalFinding.Of(
            Id,
            goals,
            indicator,
            !known ? null : over ? level : Level.Green,
            () => InWords(
                over ? $"“{indicator.Indicator.Name}”年度指标值{GoalWords.Target(indicator.Indicator)}，截至{indicator.DueMonth}已完成{GoalWords.Value(indicator)}，相当于应完成的{Number(indicator.OverachievedBy)}%，指标可能定得偏低"
                    : known ? "没有远超指标" : "没有可判断的完成值",
                $"完成值达到应完成的{Say(limits.Blue)}%以上，为指标偏低",
                ("indicator", indicator.Indicator.Name),
                ("target", GoalWords.Target(indicator.Indicator)),
                ("actual", GoalWords.Value(indicator)),
                ("attainment", Percent(indicator.Attainment)),
                ("againstSchedule", known ? Number(indicator.OverachievedBy) : null),
                ("threshold", Limit(limits.Blue))));
    });
}

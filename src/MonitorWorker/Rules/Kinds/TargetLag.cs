using MonitorWorker.Performance;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>target-lag: an indicator is behind what is due by now, outside of what it must keep, or told to have missed its aim.</summary>
public sealed class TargetLag(GoalLimits limits) : IGoalRule
{
    public string Id => "target-lag";

    public IEnumerable<GoalVerdict> Judge(ProjectGoals goals) => goals.Indicators.Select(indicator => Judge(goals, indicator));

    private GoalVerdict Judge(ProjectGoals goals, IndicatorAttainment indicator)
    {
        var level = limits.LagOf(indicator);
        return GoalFinding.Of(Id, goals, indicator, level, () => Words(indicator, level));
    }

    private FindingWords Words(IndicatorAttainment indicator, Level? level)
    {
        var (target, value) = (GoalWords.Target(indicator.Indicator), GoalWords.Value(indicator));
        var bySchedule = indicator is { Measure: IndicatorMeasure.Schedule, AgainstSchedule: not null };
        var name = indicator.Indicator.Name;
        var standing = level is null ? $"“{name}”没有可判断的完成值"
            : bySchedule ? $"“{name}”年度指标值{target}，截至{indicator.DueMonth}完成{value}，为全年的{Percent(indicator.Attainment)}%，按月应完成{Percent(indicator.DueShare)}%，相当于应完成的{Number(indicator.AgainstSchedule)}%"
            : indicator.Measure == IndicatorMeasure.Grade ? $"“{name}”截至{indicator.DueMonth}：{value}"
            : $"“{name}”年度指标值{target}，截至{indicator.DueMonth}为{value}，{(level == Level.Green ? "在指标范围内" : "不在指标范围内")}";
        var threshold = level == Level.Red ? limits.Red : limits.Yellow;
        return InWords(
            standing + (bySchedule && level is Level.Red or Level.Yellow ? $"，低于{Say(threshold)}%" : ""),
            $"按月应完成的指标：完成值低于应完成的{Say(limits.Yellow)}%为黄色，低于{Say(limits.Red)}%为红色；质量、时效、成本等指标不按月折算，超出范围为红色；定性指标部分达成为黄色，未达成为红色",
            ("indicator", name),
            ("measure", bySchedule ? "schedule" : indicator.Measure == IndicatorMeasure.Grade ? "grade" : "range"),
            ("target", target),
            ("actual", value),
            ("attainment", Percent(indicator.Attainment)),
            ("scheduled", bySchedule ? Percent(indicator.DueShare) : null),
            ("againstSchedule", bySchedule ? Number(indicator.AgainstSchedule) : null),
            ("threshold", bySchedule ? Limit(threshold) : null));
    }
}

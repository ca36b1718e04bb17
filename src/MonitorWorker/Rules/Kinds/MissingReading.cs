using MonitorWorker.Performance;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>missing-data of goals: an indicator has no completed value for the month that its entity has reported.</summary>
public sealed class MissingReading : IGoalRule
{
    public string Id => "missing-data";

    public IEnumerable<GoalVerdict> Judge(ProjectGoals goals) => goals.Indicators.Select(indicator => GoalFinding.Of(
        Id,
        goals,
        indicator,
        indicator.Missing ? Level.Grey : Level.Green,
        () => InWords(
            indicator.Missing
                ? $"“{indicator.Indicator.Name}”" + (indicator.DueMonth is { } month ? $"没有截至{month}的完成值" : "本年度还没有任何完成值")
                    + (indicator.LastKnown is { } last ? $"，最近一次是{last.Month}的{last.ValueText}" : "")
                : "已有完成值",
            "单位已报送月份没有该指标的完成值，即为未报送数据",
            ("indicator", indicator.Indicator.Name),
            ("target", GoalWords.Target(indicator.Indicator)),
            ("period", indicator.DueMonth?.ToString()),
            ("lastKnownPeriod", indicator.LastKnown?.Month.ToString()),
            ("lastKnown", indicator.LastKnown?.ValueText))));
}

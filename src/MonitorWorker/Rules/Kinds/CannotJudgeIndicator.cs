using MonitorWorker.Performance;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>cannot-judge of goals: words where a number was promised, two targets, two values, another unit.</summary>
public sealed class CannotJudgeIndicator : IGoalRule
{
    public string Id => "cannot-judge";

    public IEnumerable<GoalVerdict> Judge(ProjectGoals goals) => goals.Indicators.Select(indicator => GoalFinding.Of(
        Id,
        goals,
        indicator,
        indicator.CannotJudge is null ? Level.Green : Level.Grey,
        () => InWords(
            indicator.CannotJudge is { } reason ? $"“{indicator.Indicator.Name}”{reason}" : "指标可以判断",
            "指标值或完成值不是数字、同一指标有不同的数、计量单位不一致时，不作判断",
            ("indicator", indicator.Indicator.Name),
            ("target", GoalWords.Target(indicator.Indicator)),
            ("actual", GoalWords.Value(indicator)),
            ("reason", indicator.CannotJudge))));
}

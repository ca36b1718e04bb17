using MonitorWorker.Budgets;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>execution-lag: spending is behind when the execution rate falls below a limit of what the schedule asks for by now.</summary>
/// <param name="steps">The step table by which the rule set goes where a line has no schedule of its own; null where it has none.</param>
public sealed class ExecutionLag(LagLimits limits, StepTable? steps = null) : IRule
{
    public string Id => "execution-lag";

    public Finding Judge(BudgetPosition position)
    {
        Level? level = position is { CannotJudge: null, Rate: not null, Scheduled: not null } ? limits.LevelOf(position) : null;
        return Of(Id, position, level, () => Words(position, level));
    }

    private FindingWords Words(BudgetPosition position, Level? level)
    {
        var (rate, scheduled, pace) = (Percent(position.Rate), Percent(position.Scheduled), Number(position.Pace));
        var breached = level is Level.Red or Level.Yellow ? limits.Breached(position, level.Value) : [];
        var standing = pace is null ? "还没有到应支出的时候" : $"执行率{rate}%，序时进度{scheduled}%，相当于序时进度的{pace}%";
        var message = level is null ? "没有可判断的执行率" : standing + string.Concat(breached.Select(limit => Words(position, limit.Measure, limit.Limit)));
        // One measure decides; where several are breached at once the sentence names them all.
        return InWords(
            message,
            limits.Describe() + (position.Schedule == ScheduleKind.Steps ? $"，序时进度按进度表（{steps}）" : ""),
            ("measure", breached.Count == 0 ? "pace" : breached[0].Measure),
            ("rate", rate),
            ("scheduled", scheduled),
            ("pace", pace),
            ("threshold", breached.Count == 0 ? null : Limit(breached[0].Limit)));
    }

    private static string Words(BudgetPosition position, string measure, decimal limit) => measure switch
    {
        "gap" => $"，比序时进度低{Rounding.Percent(-position.Gap!.Value)}个百分点，超过{Say(limit)}个",
        "yuan" => $"，比按序时应执行少{Money.RoundUp(position.DueFen!.Value - position.Executed!.Value.ToFraction())}元，超过{Say(limit)}元",
        // Rounded it may look as if the limit were kept.
        _ => $"，低于{Say(limit)}%" + (Number(position.Pace) == Limit(limit) ? $"（差{Money.RoundUp(position.DueFen!.Value * (Fractions.Fraction)limit / 100 - position.Executed!.Value.ToFraction())}元）" : ""),
    };
}

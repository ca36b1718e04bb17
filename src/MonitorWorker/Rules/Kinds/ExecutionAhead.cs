using Fractions;
using MonitorWorker.Budgets;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>execution-ahead: money goes much faster than its schedule, by the gap and by the pace at once.</summary>
/// <param name="gap">Percentage points ahead, from which on.</param>
/// <param name="pace">Percent of scheduled progress, from which on.</param>
public sealed class ExecutionAhead(decimal gap = 20, decimal pace = 150, Level level = Level.Yellow) : IRule
{
    public string Id => "execution-ahead";

    public Finding Judge(BudgetPosition position)
    {
        var isAhead = position is { Gap: { } ahead, Pace: { } fast } && ahead * 100 >= (Fraction)gap && fast >= (Fraction)pace;
        Level? found = position is not { CannotJudge: null, Rate: not null, Scheduled: not null } ? null : isAhead ? level : Level.Green;
        return Of(
            Id,
            position,
            found,
            () => InWords(
                found is null ? "没有可判断的执行率"
                    : isAhead ? $"执行率{Percent(position.Rate)}%，序时进度{Percent(position.Scheduled)}%，快{Percent(position.Gap)}个百分点，相当于序时进度的{Number(position.Pace)}%"
                    : "支出没有明显快于序时进度",
                $"执行率高于序时进度{Say(gap)}个百分点以上、且达到序时进度的{Say(pace)}%以上，为支出过快",
                ("rate", Percent(position.Rate)),
                ("scheduled", Percent(position.Scheduled)),
                ("gap", Percent(position.Gap)),
                ("pace", Number(position.Pace)),
                ("threshold", Limit(gap)),
                ("paceThreshold", Limit(pace))));
    }
}

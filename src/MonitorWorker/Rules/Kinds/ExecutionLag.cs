using MonitorWorker.Budgets;

namespace MonitorWorker.Rules.Kinds;

/// <summary>
/// execution-lag: spending is behind when the execution rate, measured by the scheduled progress, falls below a limit.
/// Default: pace below 60 is red, below 80 yellow (the rule of the deployed national module).
/// </summary>
public sealed class ExecutionLag(PaceThresholds thresholds) : IRule
{
    public string Id => "execution-lag";

    public Finding Judge(BudgetPosition position)
    {
        var level = position is { CannotJudge: null, Rate: not null } ? Light.OfPace(position.Pace, thresholds) : Level.Grey;
        var threshold = level == Level.Red ? thresholds.Red : thresholds.Yellow;
        var rate = Percent(position.Rate);
        var scheduled = Percent(position.Scheduled);
        var pace = position.Pace is { } value ? Rounding.TwoDecimals(value) : null;
        var (outcome, message) = level switch
        {
            Level.Grey => (Outcome.Unknown, "没有可判断的执行率"),
            Level.Green => (Outcome.Clear, pace is null ? "还没有到应支出的时候" : $"执行率{rate}%，序时进度{scheduled}%，相当于序时进度的{pace}%"),
            _ => (Outcome.Breached, $"执行率{rate}%，序时进度{scheduled}%，相当于序时进度的{pace}%，低于{threshold:0.##}%"),
        };

        return new Finding(
            Id,
            outcome,
            level,
            position.Key,
            message,
            $"执行率÷序时进度×100低于{thresholds.Red:0.##}为红色，低于{thresholds.Yellow:0.##}为黄色",
            new Dictionary<string, string?>
            {
                ["measure"] = "pace",
                ["rate"] = rate,
                ["scheduled"] = scheduled,
                ["pace"] = pace,
                ["threshold"] = outcome == Outcome.Breached ? Rounding.TwoDecimals((Fractions.Fraction)threshold) : null,
            },
            position.Source);
    }

    private static string? Percent(Fractions.Fraction? share) => share is { } value ? Rounding.Percent(value) : null;
}

using Fractions;
using MonitorWorker.Budgets;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>forecast-shortfall: going on like this, much of the budget is left at the end of the year.</summary>
/// <param name="yellow">Percent of the revised budget: below.</param>
/// <param name="red">Percent of the revised budget: below.</param>
public sealed class ForecastShortfall(decimal yellow = 90, decimal red = 70, ForecastMethod method = ForecastMethod.StraightLine, int fromMonth = 3) : IRule
{
    private readonly OutturnForecast _forecast = new(method, fromMonth);

    public string Id => "forecast-shortfall";

    public Finding Judge(BudgetPosition position) => _forecast.Finding(
        Id,
        position,
        percent => percent < (Fraction)red ? (Level.Red, red) : percent < (Fraction)yellow ? (Level.Yellow, yellow) : (Level.Green, null),
        () => $"测算的全年执行低于调整后预算数的{Say(yellow)}%为黄色，低于{Say(red)}%为红色");
}

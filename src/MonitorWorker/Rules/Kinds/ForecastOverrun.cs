using Fractions;
using MonitorWorker.Budgets;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>forecast-overrun: going on like this, the budget is used up before the year is over.</summary>
/// <param name="yellow">Percent of the revised budget: above.</param>
/// <param name="red">Percent of the revised budget: above; null is never red.</param>
public sealed class ForecastOverrun(decimal yellow = 105, decimal? red = null, ForecastMethod method = ForecastMethod.StraightLine, int fromMonth = 3) : IRule
{
    private readonly OutturnForecast _forecast = new(method, fromMonth);

    public string Id => "forecast-overrun";

    public Finding Judge(BudgetPosition position) => _forecast.Finding(
        Id,
        position,
        percent => red is { } most && percent > (Fraction)most ? (Level.Red, most) : percent > (Fraction)yellow ? (Level.Yellow, yellow) : (Level.Green, null),
        () => $"测算的全年执行高于调整后预算数的{Say(yellow)}%为黄色{(red is { } limit ? $"，高于{Say(limit)}%为红色" : "")}");
}

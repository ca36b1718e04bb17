using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Overview;

/// <summary>A line whose money will not come out even if the year goes on as it did so far.</summary>
/// <param name="Outturn">全年测算, rounded to the fen.</param>
/// <param name="Left">调整后预算数 − outturn: what would be left unspent; below zero what would be overspent.</param>
public sealed record LineAtRisk(JudgedPosition Line, Money Outturn, Money Left, ForecastMethod Method);

/// <summary>
/// The money at risk at year end, each line by the forecast that is fair to it (<see cref="Forecast.Fitting"/>). A line that lags early in the year counts like any other: what
/// is told is what happens if nobody does anything.
/// </summary>
/// <param name="Unspent">What would be left of lines that lag.</param>
/// <param name="Overspent">What would be spent beyond the budget of others; they are not set off against each other.</param>
/// <param name="Unknown">Revised budgets of the lines without a forecast: not reported, not judged, or less than three months of data.</param>
/// <param name="Lines">Largest amount first.</param>
public sealed record YearEndRisk(Money Unspent, Money Overspent, Money Unknown, int UnknownLines, IReadOnlyList<LineAtRisk> Lines)
{
    /// <summary>As with the rule forecast-shortfall: from less nothing can be extrapolated.</summary>
    private const int FewestMonths = 3;

    public static YearEndRisk Of(IEnumerable<JudgedPosition> lines)
    {
        var (atRisk, unknown) = (new List<LineAtRisk>(), new List<Money>());
        foreach (var line in lines)
        {
            if (OutturnOf(line.Position) is not var (outturn, method))
            {
                if (!line.Position.HasTwoOriginals) unknown.Add(line.Position.Revised);
                else unknown.Add(Money.Zero);
                continue;
            }

            if (line.Position.Revised - outturn is var left && left != Money.Zero) atRisk.Add(new LineAtRisk(line, outturn, left, method));
        }

        return new YearEndRisk(
            Money.Sum(atRisk.Select(line => line.Left).Where(left => left > Money.Zero)),
            Money.Sum(atRisk.Select(line => -line.Left).Where(over => over > Money.Zero)),
            Money.Sum(unknown),
            unknown.Count,
            [.. atRisk.OrderByDescending(line => Math.Abs(line.Left.Fen)).ThenBy(line => line.Line.Position.Key.ProjectCode, StringComparer.Ordinal)]);
    }

    private static (Money Outturn, ForecastMethod Method)? OutturnOf(BudgetPosition position)
    {
        if (position.CannotJudge is not null || position.Executed is null || Forecast.MonthsOfData(position) < FewestMonths) return null;
        var method = Forecast.Fitting(position, ForecastMethod.StraightLine);
        return Forecast.Outturn(position, method) is { } outturn ? (Money.Round(outturn), method) : null;
    }
}

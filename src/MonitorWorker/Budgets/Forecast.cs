using Fractions;

namespace MonitorWorker.Budgets;

/// <summary>How the outturn of the whole year is worked out from what was spent so far.</summary>
public enum ForecastMethod
{
    /// <summary>按平均进度: executed ÷ months gone × 12.</summary>
    StraightLine,

    /// <summary>按近三个月: executed + (executed in the last three months ÷ 3) × months left.</summary>
    LastThreeMonths,

    /// <summary>按用款进度: executed ÷ scheduled progress, that is, the year goes on against its own schedule as it did so far.</summary>
    PlanAdjusted,

    /// <summary>按上年同期: executed ÷ the share of last year's execution that had been spent by the same month.</summary>
    Seasonal,
}

/// <summary>Names of the methods in configuration, JSON and print.</summary>
public static class ForecastMethods
{
    /// <summary>Name in a rule set → method.</summary>
    public static IReadOnlyDictionary<string, ForecastMethod> ByCode { get; } = Enum.GetValues<ForecastMethod>().ToDictionary(Code);

    public static string Code(this ForecastMethod method) => method switch
    {
        ForecastMethod.LastThreeMonths => "last-three-months",
        ForecastMethod.PlanAdjusted => "plan-adjusted",
        ForecastMethod.Seasonal => "seasonal",
        _ => "straight-line",
    };

    public static string Name(this ForecastMethod method) => method switch
    {
        ForecastMethod.LastThreeMonths => "近三个月平均",
        ForecastMethod.PlanAdjusted => "各笔资金自己的进度",
        ForecastMethod.Seasonal => "上年同期进度",
        _ => "平均进度",
    };
}

/// <summary>
/// Full-year outturn (全年预计执行数) in fen, exact, by methods that a hand calculator repeats; null where a method has not
/// what it needs.
/// </summary>
public static class Forecast
{
    public static Fraction? Outturn(BudgetPosition position, ForecastMethod method)
    {
        if (position.Executed is not { } spent || position.Period is not { } period || position.HasTwoOriginals) return null;
        var executed = spent.ToFraction();
        return method switch
        {
            ForecastMethod.StraightLine => executed * 12 / period.Month,
            ForecastMethod.LastThreeMonths => position.ExecutedThreeMonthsAgo is { } before
                ? executed + (executed - before.ToFraction()) * (12 - period.Month) / 3
                : null,
            ForecastMethod.PlanAdjusted => position.Scheduled is { } scheduled && scheduled > Fraction.Zero ? executed / scheduled : null,
            _ => position.LastYearsShare is { } share && share > Fraction.Zero ? executed / share : null,
        };
    }

    /// <summary>
    /// The method that is fair to this line: a straight line from January fits money that was there in January and is spent
    /// evenly; money that came in the year, or has a schedule of its own, is measured by its own clocks. A line without a last
    /// year is not measured by it.
    /// </summary>
    public static ForecastMethod Fitting(BudgetPosition position, ForecastMethod asked) => asked switch
    {
        ForecastMethod.StraightLine when !IsEven(position) => ForecastMethod.PlanAdjusted,
        ForecastMethod.Seasonal when position.LastYearsShare is null => Fitting(position, ForecastMethod.StraightLine),
        _ => asked,
    };

    /// <summary>Months in which money may have flowed so far, the judged one counted: below this many there is nothing to extrapolate from.</summary>
    public static int MonthsOfData(BudgetPosition position) =>
        position is { Period: { } period, FirstMonth: { } first } ? (period.Year - first.Year) * 12 + period.Month - first.Month + 1 : 0;

    /// <summary>The months over which what was spent so far is spread: those in which money may have flowed, of the year where none of it may yet.</summary>
    public static int MonthsGone(BudgetPosition position) => MonthsOfData(position) is > 0 and var months ? months : position.Period?.Month ?? 0;

    /// <summary>How many times faster than so far the rest of the year would have to run to reach the stated outturn; null where nothing more is needed.</summary>
    /// <param name="endless">True where nothing was spent so far, or no month is left, so that no number says it.</param>
    public static Fraction? TimesFaster(BudgetPosition position, out bool endless)
    {
        endless = false;
        if (position.Executed is not { } executed || position.Period is not { } period || position.StatedOutturn is not { } stated || stated <= executed) return null;
        endless = executed <= Money.Zero || period.Month == 12;
        if (endless) return null;
        var (needed, spent) = ((stated - executed).ToFraction(), executed.ToFraction());
        return GoesByOwnClocks(position) && position.Scheduled is { } gone
            ? needed / (Fraction.One - gone) / (spent / gone)
            : needed / (12 - period.Month) / (spent / MonthsGone(position));
    }

    /// <summary>Whether how fast it went is measured by the schedule of its own money, of which some is over and some still to come.</summary>
    public static bool GoesByOwnClocks(BudgetPosition position) =>
        !IsEven(position) && position.Scheduled is { } gone && gone > Fraction.Zero && gone < Fraction.One;

    private static bool IsEven(BudgetPosition position) => position.Tranches.All(tranche => tranche.IsOriginal && tranche.Clock.IsWholeYear);
}

using Fractions;

namespace MonitorWorker.Budgets;

/// <summary>
/// What a position means for the rest of the year, and what would put it right. Amounts still to be spent are rounded up
/// to the fen: one fen less would not do.
/// </summary>
public static class Outlook
{
    /// <summary>赶上序时进度还需: to be on schedule by the judged day, 0 if ahead.</summary>
    public static Money? CatchUp(BudgetPosition position) => ToReach(position, position.DueFen);

    /// <summary>The least further spending after which execution is not below an exact number of fen; 0 where it is not, null where nothing can be judged.</summary>
    public static Money? ToReach(BudgetPosition position, Fraction? fen)
    {
        if (position.CannotJudge is not null || position.Executed is not { } executed || fen is not { } goal) return null;
        var missing = goal - executed.ToFraction();
        return missing > Fraction.Zero ? Money.RoundUp(missing) : Money.Zero;
    }

    /// <summary>Per month for the months after the judged one, to finish the revised budget; null in December.</summary>
    public static Money? RequiredPerMonth(BudgetPosition position)
    {
        if (position.CannotJudge is not null || position.Executed is not { } executed || position.Period is not { } period) return null;
        var monthsLeft = 12 - period.Month;
        if (monthsLeft == 0) return null;
        var left = position.Revised - executed;
        return left > Money.Zero ? Money.RoundUp(left.ToFraction() / monthsLeft) : Money.Zero;
    }

    /// <summary>Average per month so far: of money that came in August, not since January.</summary>
    public static Money? SpentPerMonth(BudgetPosition position) =>
        position is { Executed: { } executed, Period: not null } ? Money.Round(executed.ToFraction() / Forecast.MonthsGone(position)) : null;

    /// <summary>Full-year outturn if the rest of the year runs like the year so far: executed ÷ months gone × 12.</summary>
    public static Money? StraightLineOutturn(BudgetPosition position) =>
        Forecast.Outturn(position, ForecastMethod.StraightLine) is { } outturn ? Money.Round(outturn) : null;
}

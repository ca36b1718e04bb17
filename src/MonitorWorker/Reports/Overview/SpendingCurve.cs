using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Reports.Overview;

/// <summary>One month of the curve.</summary>
/// <param name="Planned">What should have been spent by its end with the money that is known now, rounded to the fen.</param>
/// <param name="Actual">What was; null where a figure is missing, and of months to come.</param>
public sealed record CurvePoint(YearMonth Month, Money Planned, Money? Actual);

/// <summary>
/// Planned and actual cumulative spending over the months of the year (S-curve), of the lines that are judged now: the same lines in every month, or the curve would
/// jump with what is reported.
/// </summary>
/// <param name="Points">Twelve; none where no line can be judged.</param>
/// <param name="LeftOut">Revised budgets of the lines that are not in it.</param>
public sealed record SpendingCurve(IReadOnlyList<CurvePoint> Points, int LeftOutLines, Money LeftOut)
{
    public static SpendingCurve Of(ReportBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        var lines = book.Now.Positions;
        var judged = lines.Where(line => line.Position is { CannotJudge: null, Executed: not null, Scheduled: not null, Period: not null }).Select(line => line.Position).ToList();
        var others = lines.Count - judged.Count;
        var leftOut = Sum(lines.Where(line => !line.Position.HasTwoOriginals).Select(line => line.Position.Revised)) - Sum(judged.Select(position => position.Revised));
        if (judged.Count == 0 || book.Now.FiscalYear is not { } year) return new SpendingCurve([], others, leftOut);

        var latest = judged.Max(position => position.Period!.Value.Month);
        return new SpendingCurve(
            [
                .. Enumerable.Range(1, 12).Select(number => new YearMonth(year, number)).Select(month => new CurvePoint(
                    month,
                    Money.Round(ExactSum.Of(judged.Select(position => position.ScheduledBy(month.LastDay)!.Value * position.Revised.ToFraction()))),
                    month.Month > latest ? null : ActualOf(book.Facts, month, judged))),
            ],
            others,
            leftOut);
    }

    private static Money? ActualOf(BudgetFacts facts, YearMonth month, List<BudgetPosition> judged)
    {
        var then = new Dictionary<LineKey, BudgetPosition>();
        foreach (var position in PositionBook.OfMonth(facts, month).Positions) then[position.Key] = position;
        var spent = judged.Select(position => then.TryGetValue(position.Key, out var known) ? SpentBy(known) : null).ToList();
        return spent.Contains(null) ? null : Sum(spent.Select(amount => amount!.Value));
    }

    /// <summary>A line that had no money by then, and of which nothing is told, had spent nothing.</summary>
    private static Money? SpentBy(BudgetPosition position) => position.Executed ?? (position.Revised == Money.Zero ? Money.Zero : null);

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);
}

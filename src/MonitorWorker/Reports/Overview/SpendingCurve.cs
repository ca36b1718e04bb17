using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Reports.Overview;

/// <summary>One month of the curve.</summary>
/// <param name="Planned">What should have been spent by its end with the money that is known now, rounded to the fen.</param>
/// <param name="Actual">What was; null where a figure is missing, and of months to come.</param>
public sealed record CurvePoint(YearMonth Month, Money Planned, Money? Actual);

/// <summary>
/// Planned and actual cumulative spending over the months of the year (S-curve), of the same lines in every month, or the curve would jump with what is reported: those
/// that are judged now and have a figure in each month in which most of the money has one. A month in which less of it has one is a gap.
/// </summary>
/// <param name="Points">Twelve; none where no line can be judged.</param>
/// <param name="LeftOut">Revised budgets of the lines that are not in it.</param>
public sealed record SpendingCurve(IReadOnlyList<CurvePoint> Points, int LeftOutLines, Money LeftOut)
{
    /// <summary>Percent of the judged money that must have a figure for a month: then lines without one are left out, else the month is.</summary>
    private const int Most = 80;

    public static SpendingCurve Of(ReportBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        var lines = book.Now.Positions.Where(line => !line.Position.HasTwoOriginals).Select(line => line.Position).ToList();
        var judged = lines.Where(position => position is { IsJudged: true, Period: not null }).ToList();
        if (judged.Count == 0 || book.Now.FiscalYear is not { } year) return Without([], lines);

        var spent = Enumerable.Range(1, judged.Max(position => position.Period!.Value.Month)).ToDictionary(month => month, month => SpentBy(book.Facts, new YearMonth(year, month)));
        var whole = Money.Sum(judged.Select(position => position.Revised)).Fen;
        var known = spent.Where(month => Money.Sum(judged.Where(position => month.Value.ContainsKey(position.Key)).Select(position => position.Revised)).Fen >= whole / 100m * Most).ToDictionary();
        var drawn = judged.Where(position => known.Values.All(month => month.ContainsKey(position.Key))).ToList();
        return drawn.Count == 0 ? Without([], lines) : Without(
            [
                .. Enumerable.Range(1, 12).Select(number => new CurvePoint(
                    new YearMonth(year, number),
                    Money.Round(ExactSum.Of(drawn.Select(position => position.ScheduledBy(new YearMonth(year, number).LastDay)!.Value * position.Revised.ToFraction()))),
                    known.TryGetValue(number, out var month) ? Money.Sum(drawn.Select(position => month[position.Key])) : null)),
            ],
            lines.Except(drawn).ToList());
    }

    private static SpendingCurve Without(IReadOnlyList<CurvePoint> points, List<BudgetPosition> leftOut) => new(points, leftOut.Count, Money.Sum(leftOut.Select(position => position.Revised)));

    /// <summary>What is known of a month. A line that had no money by then, and of which nothing is told, had spent nothing.</summary>
    private static Dictionary<LineKey, Money> SpentBy(BudgetFacts facts, YearMonth month)
    {
        var spent = new Dictionary<LineKey, Money>();
        foreach (var position in PositionBook.OfMonth(facts, month).Positions)
        {
            if ((position.Executed ?? (position.Revised == Money.Zero ? Money.Zero : null)) is { } amount) spent[position.Key] = amount;
        }

        return spent;
    }
}

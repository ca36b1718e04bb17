using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>The whole year of some lines: what the entity states, and what the average so far leads to for those with a figure.</summary>
internal sealed class OutlookView
{
    private readonly List<BudgetPosition> _lines;
    private readonly List<BudgetPosition> _unstated;
    private readonly List<BudgetPosition> _measured;

    /// <param name="name">Of the sum; null of a project's own.</param>
    public OutlookView(string? name, IReadOnlyList<JudgedPosition> lines)
    {
        Name = name;
        _lines = [.. lines.Select(line => line.Position)];
        _unstated = [.. _lines.Where(position => position.StatedOutturn is null && position.HasMoney)];
        _measured = [.. _lines.Where(position => position is { CannotJudge: null, Executed: not null, Period: not null })];
    }

    public string? Name { get; }

    public bool Any => _lines.Count > 0;

    public string Revised => Print.Amount(RevisedMoney);

    /// <summary>全年预计执行数 as stated for all lines; null where one of them has none.</summary>
    public string? Stated => Print.Amount(StatedMoney);

    /// <summary>The same as percent of the revised budget; null where there is none, or no budget.</summary>
    public string? StatedRate => Print.Percent(Print.ShareOf(StatedMoney, RevisedMoney));

    /// <summary>Lines without a stated outturn; null where each has one.</summary>
    public string? UnstatedCount => Print.CountIfAny(_unstated.Count);

    /// <summary>What is stated for the others; null where nothing is stated at all.</summary>
    public string? StatedPart => Print.Amount(StatedMoneyPart);

    /// <summary>Number of lines that can be extrapolated; null where none can.</summary>
    public string? MeasuredCount => Print.CountIfAny(_measured.Count);

    public string? MeasuredRevised => _measured.Count == 0 ? null : Print.Amount(MeasuredMoney);

    /// <summary>按平均进度测算 of these: executed ÷ months gone × 12.</summary>
    public string? StraightLine => Print.Amount(StraightLineMoney);

    /// <summary>The same as percent of their revised budget.</summary>
    public string? StraightLineRate => Print.Percent(Print.ShareOf(StraightLineMoney, MeasuredMoney));

    /// <summary>Revised budget less straight line; null where nothing would be left.</summary>
    public string? StraightLineLeft => StraightLineMoney is { } outturn && outturn < MeasuredMoney ? Print.Amount(MeasuredMoney - outturn) : null;

    /// <summary>Straight line less revised budget; null where it would do.</summary>
    public string? StraightLineOver => StraightLineMoney is { } outturn && outturn > MeasuredMoney ? Print.Amount(outturn - MeasuredMoney) : null;

    /// <summary>今后每月须执行 for their stated outturn, where none is stated for their revised budget; up to the yuan, null in December.</summary>
    public string? NeededPerMonth => Print.ToSpend(NeededMoney);

    /// <summary>此前每月执行, each over the months in which its money was there.</summary>
    public string? SpentPerMonth => Print.Precise(SpentMoney);

    /// <summary>The one divided by the other; null where either is nothing.</summary>
    public string? Multiple => NeededMoney is { } needed && SpentMoney is { } spent && needed > Money.Zero && spent > Money.Zero
        ? Print.TwoDecimals(needed.ToFraction() / spent.ToFraction())
        : null;

    internal Money RevisedMoney => Money.Sum(_lines.Where(position => !position.HasTwoOriginals).Select(position => position.Revised));

    // Of no lines nothing can be stated, which is 0; where there are lines and nobody states anything, it is not known.
    private Money? StatedMoney => _unstated.Count > 0 ? null : _lines.Count == 0 ? Money.Zero : StatedMoneyPart;

    private Money? StatedMoneyPart => _lines.Select(position => position.StatedOutturn).OfType<Money>().ToList() is { Count: > 0 } stated ? Money.Sum(stated) : null;

    private Money MeasuredMoney => Money.Sum(_measured.Select(position => position.Revised));

    private Money? StraightLineMoney => _measured.Count == 0
        ? null
        : Money.Round(ExactSum.Of(_measured.Select(position => Forecast.Outturn(position, ForecastMethod.StraightLine)).OfType<Fraction>()));

    private Money? SpentMoney => _measured.Count == 0 ? null : Money.Sum(_measured.Select(Outlook.SpentPerMonth).OfType<Money>());

    private Money? NeededMoney
    {
        get
        {
            var left = _measured.Where(position => position.Period!.Value.Month < 12).ToList();
            return left.Count == 0 ? null : Money.Sum(left.Select(PerMonth));
        }
    }

    private static Money PerMonth(BudgetPosition position)
    {
        var missing = (position.StatedOutturn ?? position.Revised) - position.Executed!.Value;
        return missing > Money.Zero ? Money.RoundUp(missing.ToFraction() / (12 - position.Period!.Value.Month)) : Money.Zero;
    }
}

using Fractions;
using MonitorWorker.Calendar;

namespace MonitorWorker.Budgets;

/// <summary>
/// Where one line stands at the end of the judged month: what was approved, what became of it, what was spent and what
/// should have been. Rates and gaps are exact shares (0.3 is 30 %); null is "not known", never zero.
/// </summary>
public sealed record BudgetPosition
{
    private PositionRates _rates;

    public required LineKey Key { get; init; }

    public required string ProjectName { get; init; }

    public string? EntityName { get; init; }

    public string? Section { get; init; }

    public required SpendingCategory Category { get; init; }

    /// <summary>资金来源; several are joined by a semicolon where the project is judged as one.</summary>
    public required string Fund { get; init; }

    public bool Procurement { get; init; }

    /// <summary>Latest month that the entity reported; null where it has reported none this year.</summary>
    public YearMonth? Period { get; init; }

    /// <summary>Day of the check.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Day the figures speak for: end of <see cref="Period"/>, or the day of the check.</summary>
    public required DateOnly JudgedDay { get; init; }

    public required ScheduleKind Schedule { get; init; }

    public required Money Original { get; init; }

    /// <summary>Adjustments dated on or before the judged day.</summary>
    public required Money Adjusted { get; init; }

    public Money? Executed { get; init; }

    public Money? StatedOutturn { get; init; }

    /// <summary>What the unit says with <see cref="StatedOutturn"/> of whether the target will be reached; null where it does not say.</summary>
    public AttainmentLikelihood? Likelihood { get; init; }

    /// <summary>Cumulative execution three months before <see cref="Period"/>, zero where that is before January; null where it was not reported.</summary>
    public Money? ExecutedThreeMonthsAgo { get; init; }

    /// <summary>Which share of last year's whole execution of the same line had been spent by the same month; null where that is not known.</summary>
    public Fraction? LastYearsShare { get; init; }

    /// <summary>What the revised budget is made of, each part with its own clock; empty where nothing can be judged.</summary>
    public IReadOnlyList<Tranche> Tranches { get; init; } = [];

    /// <summary>序时进度 on the judged day; null where it cannot be known.</summary>
    public Fraction? Scheduled { get; init; }

    /// <summary>Why no verdict on the money is possible, in words; null where one is.</summary>
    public string? CannotJudge { get; init; }

    /// <summary>True where the original budget was given twice with different amounts: no figure that rests on it is known.</summary>
    public bool HasTwoOriginals { get; init; }

    /// <summary>Latest month for which this very line was reported, if that is not <see cref="Period"/>.</summary>
    public Execution? LastKnown { get; init; }

    /// <summary>Row of the judged figure; of the budget line where there is no figure.</summary>
    public required SourceRef Source { get; init; }

    /// <summary>The rows of 预算 behind it: one, or one for each fund where the project is judged as one; more is an original budget given twice.</summary>
    public required IReadOnlyList<BudgetLine> Lines { get; init; }

    /// <summary>The rows of 预算 of its whole project, of every fund: what may be said of one says something of the others. Empty is <see cref="Lines"/>.</summary>
    public IReadOnlyList<BudgetLine> ProjectLines { get; init; } = [];

    /// <summary>Everything that went into the position, for <c>explain</c>.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>False of a line that never had any money and so has nothing to report; one whose money was all taken away again had some.</summary>
    public bool HasMoney => Original != Money.Zero || Evidence.Any(evidence => evidence.What == "预算调整");

    /// <summary>It has a figure and a schedule to hold it against, so that it counts in the rates of sums.</summary>
    public bool IsJudged => this is { CannotJudge: null, Executed: not null, Scheduled: not null };

    /// <summary>调整后预算数 = original + adjustments.</summary>
    public Money Revised => Original + Adjusted;

    /// <summary>执行率 = executed ÷ revised.</summary>
    public Fraction? Rate => _rates.Of(this).Rate;

    /// <summary>Rate − scheduled; null where nothing is due yet.</summary>
    public Fraction? Gap => _rates.Of(this).Gap;

    /// <summary>Rate ÷ scheduled × 100; null where nothing is due yet.</summary>
    public Fraction? Pace => _rates.Of(this).Pace;

    /// <summary>What should have been spent by the judged day, in fen, exact.</summary>
    public Fraction? DueFen => _rates.Of(this).DueFen;

    /// <summary>Month in which the first of its money may be expected to flow; null where that cannot be known.</summary>
    public YearMonth? FirstMonth => Tranches.Count == 0 ? null : YearMonth.Of(Tranches.Min(tranche => tranche.Clock.Begins));

    /// <summary>End of the month after the judged one, by which the next figures speak; null where the year is over or nothing was reported.</summary>
    public DateOnly? NextDay => Period is { Month: < 12 } period ? new YearMonth(period.Year, period.Month + 1).LastDay : null;

    /// <summary>序时进度 by a day, with the money that is known now; null where it cannot be known.</summary>
    public Fraction? ScheduledBy(DateOnly day) => Tranches.Count == 0 || Revised <= Money.Zero
        ? null
        : Tranches.Aggregate(Fraction.Zero, (due, tranche) => due + tranche.Amount * tranche.Clock.ShareAt(day)) / Revised.ToFraction();

    /// <summary>The same money on other clocks.</summary>
    public BudgetPosition On(ScheduleKind schedule, IReadOnlyList<Tranche> tranches)
    {
        var changed = this with { Schedule = schedule, Tranches = tranches };
        return changed with { Scheduled = changed.ScheduledBy(JudgedDay) };
    }
}

/// <summary>One figure behind a position and the row it stands in.</summary>
/// <param name="What">The field's word: 年初预算数, 预算调整, 累计执行数, 全年预计执行数.</param>
/// <param name="When">Month or day of the figure; null for the original budget.</param>
public sealed record Evidence(string What, string? When, Money Amount, SourceRef Source, string? Note = null);

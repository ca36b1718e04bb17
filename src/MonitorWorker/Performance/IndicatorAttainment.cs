using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Performance;

/// <summary>
/// Where one indicator stands at the end of the judged month. Shares are exact (0.6 is 60 %), comparisons with a schedule are in
/// percent; null is "not known", never zero.
/// </summary>
public sealed record IndicatorAttainment
{
    public required GoalKey Key { get; init; }

    /// <summary>The row of 绩效指标 in force; the first of them where it was given twice in one import.</summary>
    public required Indicator Indicator { get; init; }

    /// <summary>The row of 指标完成 of <see cref="DueMonth"/>; the first of them where several tell different values.</summary>
    public IndicatorReading? Reading { get; init; }

    /// <summary>Month at whose end it is judged; null where the entity has reported neither goals nor money this year.</summary>
    public YearMonth? DueMonth { get; init; }

    public required IndicatorMeasure Measure { get; init; }

    /// <summary>True where a twelfth of the annual target is due with each month; never for ≤, &lt;, 定性, and a target of zero or below.</summary>
    public required bool Prorated { get; init; }

    /// <summary>True where the unit is a state at a time (%, 分), so that a high value in spring is no sign of a low target.</summary>
    public required bool IsPoint { get; init; }

    /// <summary>达成进度: share of the annual target, not capped, below zero where the value is; null where it is missing or cannot be judged.</summary>
    public Fraction? Attainment { get; init; }

    /// <summary>Whether the value stands to the annual target as the operator says; null for 定性, and where nothing can be said.</summary>
    public bool? InRange { get; init; }

    /// <summary>For 定性 only.</summary>
    public IndicatorGrade? Grade { get; init; }

    /// <summary>Why no verdict is possible, in words; null where one is, or where nothing but the value is missing.</summary>
    public string? CannotJudge { get; init; }

    /// <summary>Where it is missing: the newest value of any other month of the year, to be told in words.</summary>
    public IndicatorReading? LastKnown { get; init; }

    /// <summary>Nothing was reported for the judged month. A target that cannot be judged may be missing its value as well.</summary>
    public bool Missing => Reading is null;

    /// <summary>Share of the annual target that is due: month ÷ 12 where prorated, else 1; null where it is prorated and no month is known.</summary>
    public Fraction? DueShare => !Prorated ? Fraction.One : DueMonth is { } month ? new Fraction(month.Month, 12) : null;

    /// <summary>Percent: actual ÷ (target × due share) × 100, for ≥, &gt; and = with a target above zero.</summary>
    public Fraction? AgainstSchedule => IsToBeReached && DueShare is { } due ? Attainment / due * 100 : null;

    /// <summary>
    /// Percent that is held against the limit of target-overachieved, for ≥, &gt; and = with a target above zero: against schedule for
    /// sums, against the annual target for states at a time and what is not prorated.
    /// </summary>
    public Fraction? OverachievedBy => !IsToBeReached ? null : Prorated && !IsPoint ? AgainstSchedule : Attainment * 100;

    private bool IsToBeReached => Indicator.Operator.IsToBeReached() && Indicator.Target > 0;
}

using Fractions;
using MonitorWorker.Calendar;

namespace MonitorWorker.Performance;

/// <summary>
/// What one project has reached of its goals, beside what it has spent, both at the end of the same month. Shares are exact; null
/// is "not known", never zero.
/// </summary>
public sealed record ProjectGoals
{
    /// <summary>Its <see cref="GoalKey.Indicator"/> is null.</summary>
    public required GoalKey Key { get; init; }

    public required string ProjectName { get; init; }

    public string? EntityName { get; init; }

    public string? Section { get; init; }

    /// <summary>
    /// Latest month for which the entity reported indicators; its judged month of execution where it reported none. Null where it
    /// reported neither this year.
    /// </summary>
    public YearMonth? Month { get; init; }

    /// <summary>At least one, in the order of the table.</summary>
    public required IReadOnlyList<IndicatorAttainment> Indicators { get; init; }

    /// <summary>执行率 of the whole project at the end of <see cref="Month"/>: Σ executed ÷ Σ revised over its lines; null where one of them is unknown or cannot be judged.</summary>
    public Fraction? Rate { get; init; }

    /// <summary>Indicators that are missing or cannot be judged, so that <see cref="Attainment"/> leaves them out.</summary>
    public int NotCounted => Indicators.Count(indicator => indicator.Attainment is null);

    /// <summary>
    /// 达成进度 of the project: mean of its indicators' attainment by 权重, each at least 0 and at most 1. Where no indicator has a weight above zero
    /// all count the same; where only some have one, the others count as the mean of the given weights. Null where none can be judged.
    /// </summary>
    public Fraction? Attainment => Weights.Mean(Indicators);

    /// <summary>
    /// How far the money is ahead of the goals, in percentage points: (rate − attainment) × 100, below zero where it is behind. Null
    /// where an indicator is not counted: the mean of the others is not the project's.
    /// </summary>
    public Fraction? MoneyAhead => NotCounted == 0 ? (Rate - Attainment) * 100 : null;
}

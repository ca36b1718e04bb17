using MonitorWorker.Calendar;

namespace MonitorWorker.Budgets;

/// <summary>One row of 用款计划: what the unit plans to have spent by the end of a month.</summary>
/// <param name="CumulativeAmount">计划累计数; null where only the share was planned.</param>
/// <param name="CumulativePercent">计划累计比例 in percent (50 is half), exact as written; null where only the amount was planned.</param>
public sealed record SpendingPlanPoint(
    long Batch,
    int FiscalYear,
    string? EntityCode,
    string ProjectCode,
    string? Fund,
    YearMonth Month,
    Money? CumulativeAmount,
    decimal? CumulativePercent,
    SourceRef Source);

using MonitorWorker.Calendar;

namespace MonitorWorker.Budgets;

/// <summary>
/// Dated facts as they were read, in the order in which they were imported. A later fact of the same identity
/// supersedes an earlier one; nothing is ever overwritten.
/// </summary>
public sealed record BudgetFacts(
    IReadOnlyList<BudgetLine> Lines,
    IReadOnlyList<Adjustment> Adjustments,
    IReadOnlyList<Execution> Executions,
    IReadOnlyList<StatedOutturn> StatedOutturns)
{
    public IReadOnlyList<SpendingPlanPoint> PlanPoints { get; init; } = [];

    public IReadOnlyList<Indicator> Indicators { get; init; } = [];

    public IReadOnlyList<IndicatorReading> IndicatorReadings { get; init; } = [];

    public IReadOnlyList<StatedFigure> StatedFigures { get; init; } = [];

    public IReadOnlyList<SheetTotal> SheetTotals { get; init; } = [];

    public IReadOnlyList<MonitoringTask> MonitoringTasks { get; init; } = [];

    /// <summary>项目编码 of the years before; null where no budget of an earlier year is known, or nobody asks for them.</summary>
    public IReadOnlySet<string>? EarlierProjects { get; init; }

    /// <summary>执行 of the year before, for its seasonal shape.</summary>
    public IReadOnlyList<Execution> LastYear { get; init; } = [];
}

/// <summary>One row of 预算: a line of the approved budget.</summary>
/// <param name="Batch">The import that brought it; two rows of one import for one line are two original budgets.</param>
/// <param name="Original">年初预算数; zero where the money came later as an adjustment.</param>
/// <param name="StartMonth">First month (1–12) in which money is expected to flow; null is January.</param>
/// <param name="EndMonth">Last month (1–12); null is December.</param>
/// <param name="MilestoneDate">节点日期, for <see cref="ScheduleKind.Milestone"/>.</param>
public sealed record BudgetLine(
    long Batch,
    int FiscalYear,
    string EntityCode,
    string? EntityName,
    string ProjectCode,
    string ProjectName,
    SpendingCategory Category,
    string Fund,
    string? Section,
    Money Original,
    int? StartMonth,
    int? EndMonth,
    ScheduleKind Schedule,
    DateOnly? MilestoneDate,
    bool Procurement,
    SourceRef Source)
{
    /// <summary>外发级别: how much of it may leave the store.</summary>
    public Disclosure Disclosure { get; init; }

    /// <summary>原项目编码: what the project was called in the year before, where it goes on under another code; null where it is new or keeps its code.</summary>
    public string? FormerProjectCode { get; init; }
}

/// <summary>One row of 预算调整: money added (+) or taken away (−) in the year.</summary>
/// <param name="Date">Day of the adjustment, or the last day of the month by which it was known.</param>
/// <param name="KnownByMonth">True where only 截止月份 was given.</param>
public sealed record Adjustment(
    long Batch,
    int FiscalYear,
    string? EntityCode,
    string ProjectCode,
    string? Fund,
    DateOnly Date,
    bool KnownByMonth,
    Money Amount,
    string? DocumentNumber,
    SourceRef Source)
{
    /// <summary>True where the amount is all that came since January, as monthly sheets have it, and not one arrival.</summary>
    public bool IsCumulative { get; init; }
}

/// <summary>One row of 执行: what was spent from January to the end of a month (累计执行数).</summary>
public sealed record Execution(
    long Batch,
    int FiscalYear,
    string? EntityCode,
    string ProjectCode,
    string? Fund,
    YearMonth Month,
    Money Cumulative,
    SourceRef Source);

/// <summary>One row of 全年预计: the outturn that the unit itself expects for the whole year.</summary>
public sealed record StatedOutturn(
    long Batch,
    string? EntityCode,
    string ProjectCode,
    string? Fund,
    YearMonth Month,
    Money Outturn,
    SourceRef Source)
{
    /// <summary>完成可能性; null where the unit does not say.</summary>
    public AttainmentLikelihood? Likelihood { get; init; }
}

using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Storage.Rows;

/// <summary>What every fact keeps: the import that brought it, and the row it stands in.</summary>
internal abstract class StoredFactRow
{
    public long Id { get; set; }

    public long BatchId { get; set; }

    public required string Sheet { get; set; }

    public int Row { get; set; }
}

/// <summary>A fact about a project.</summary>
internal abstract class FactRow : StoredFactRow
{
    public required string ProjectCode { get; set; }

    public string? Fund { get; set; }
}

/// <summary>预算</summary>
internal sealed class BudgetLineRow : FactRow
{
    public int FiscalYear { get; set; }

    public required string EntityCode { get; set; }

    public string? EntityName { get; set; }

    public required string ProjectName { get; set; }

    public SpendingCategory Category { get; set; }

    public string? Section { get; set; }

    public Money Original { get; set; }

    public int? StartMonth { get; set; }

    public int? EndMonth { get; set; }

    public ScheduleKind Schedule { get; set; }

    public DateOnly? MilestoneDate { get; set; }

    public bool Procurement { get; set; }

    public Disclosure Disclosure { get; set; }

    public string? FormerProjectCode { get; set; }
}

/// <summary>预算调整</summary>
internal sealed class AdjustmentRow : FactRow
{
    public int FiscalYear { get; set; }

    public string? EntityCode { get; set; }

    public DateOnly Date { get; set; }

    public bool KnownByMonth { get; set; }

    public Money Amount { get; set; }

    public string? DocumentNumber { get; set; }

    public bool IsCumulative { get; set; }
}

/// <summary>执行</summary>
internal sealed class ExecutionRow : FactRow
{
    public int FiscalYear { get; set; }

    public string? EntityCode { get; set; }

    public YearMonth Month { get; set; }

    public Money Cumulative { get; set; }
}

/// <summary>全年预计</summary>
internal sealed class StatedOutturnRow : FactRow
{
    public string? EntityCode { get; set; }

    public YearMonth Month { get; set; }

    public Money Outturn { get; set; }

    public AttainmentLikelihood? Likelihood { get; set; }
}

/// <summary>用款计划</summary>
internal sealed class SpendingPlanRow : FactRow
{
    public int FiscalYear { get; set; }

    public string? EntityCode { get; set; }

    public YearMonth Month { get; set; }

    public Money? CumulativeAmount { get; set; }

    public decimal? CumulativePercent { get; set; }
}

/// <summary>绩效指标</summary>
internal sealed class IndicatorRow : FactRow
{
    public int? FiscalYear { get; set; }

    public string? EntityCode { get; set; }

    public string? Level1 { get; set; }

    public string? Level2 { get; set; }

    public required string Name { get; set; }

    public IndicatorOperator Operator { get; set; }

    public string? TargetText { get; set; }

    public decimal? Target { get; set; }

    public string? Unit { get; set; }

    public decimal? Weight { get; set; }
}

/// <summary>指标完成</summary>
internal sealed class IndicatorReadingRow : FactRow
{
    public string? EntityCode { get; set; }

    public required string Name { get; set; }

    public YearMonth Month { get; set; }

    public required string ValueText { get; set; }

    public decimal? Value { get; set; }
}

/// <summary>填报数</summary>
internal sealed class StatedFigureRow : StoredFactRow
{
    public YearMonth Month { get; set; }

    public required string Scope { get; set; }

    public StatedItem Item { get; set; }

    /// <summary>With the decimals that were stated.</summary>
    public decimal Value { get; set; }

    public required string Unit { get; set; }

    public StatedItem? Denominator { get; set; }

    public string? ReportingUnit { get; set; }

    public string? Report { get; set; }
}

/// <summary>A total row that is not the sum of its parts.</summary>
internal sealed class SheetTotalRow : StoredFactRow
{
    public int? FiscalYear { get; set; }

    public YearMonth? Month { get; set; }

    public required string Column { get; set; }

    public required string Label { get; set; }

    public Money Stated { get; set; }

    public Money Computed { get; set; }

    public required string Unit { get; set; }

    public int Parts { get; set; }

    public bool Agrees { get; set; }
}

/// <summary>通讯录</summary>
internal sealed class ContactRow : StoredFactRow
{
    public required string Name { get; set; }

    /// <summary>Joined by semicolons, as the clerk wrote them.</summary>
    public required string Addresses { get; set; }

    public ContactRole Role { get; set; }

    public string? EntityCode { get; set; }

    public string? Section { get; set; }

    public string? ProjectCode { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? Until { get; set; }
}

using MonitorWorker.Calendar;

namespace MonitorWorker.Budgets;

/// <summary>A total row (合计, 小计) of an imported sheet that is not the sum of its parts.</summary>
/// <param name="FiscalYear">Budget year that the sheet speaks of; null where it names none.</param>
/// <param name="Month">Month that the sheet speaks of; null where it names none.</param>
/// <param name="Column">Header as the sheet has it.</param>
/// <param name="Label">The word that makes the row a total.</param>
/// <param name="Stated">What stands in the total row, in fen.</param>
/// <param name="Computed">Sum of the parts above it, in fen.</param>
/// <param name="Unit">Unit of the column: 元, 万元 or 亿元.</param>
/// <param name="Parts">Number of parts, of which each may be rounded.</param>
public sealed record SheetTotal(
    long Batch, int? FiscalYear, YearMonth? Month, string Column, string Label, Money Stated, Money Computed, string Unit, int Parts, SourceRef Source);

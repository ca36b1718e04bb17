using MonitorWorker.Calendar;

namespace MonitorWorker.Budgets;

/// <summary>A total row (合计, 小计) of an imported sheet beside the sum of its parts.</summary>
/// <param name="FiscalYear">Budget year that the sheet speaks of; null where it names none.</param>
/// <param name="Month">Month that the sheet speaks of; null where it names none.</param>
/// <param name="Column">Header as the sheet has it.</param>
/// <param name="Label">The word that makes the row a total.</param>
/// <param name="Stated">What stands in the total row, in fen.</param>
/// <param name="Computed">Sum of the parts above it, in fen.</param>
/// <param name="Unit">Unit of the column: 元, 万元 or 亿元.</param>
/// <param name="Parts">Number of parts, of which each may be rounded.</param>
/// <param name="Agrees">True where rounding alone explains the difference.</param>
public sealed record SheetTotal(
    long Batch, int? FiscalYear, YearMonth? Month, string Column, string Label, Money Stated, Money Computed, string Unit, int Parts, bool Agrees, SourceRef Source);

/// <summary>Identity of a total row: it stays the same in a corrected copy, whose name and rows may differ.</summary>
/// <param name="Document">Name of the file without its ending and without the mark of a copy for correction.</param>
/// <param name="Occurrence">From 1: a sheet may have several 小计.</param>
public sealed record SheetTotalKey(int FiscalYear, YearMonth? Month, string Document, string Sheet, string Column, string Label, int Occurrence) : IFindingSubject
{
    /// <summary>Null: a total is about all that it adds up.</summary>
    public string? ProjectCode => null;
}

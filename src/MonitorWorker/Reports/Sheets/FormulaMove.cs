using System.Globalization;

namespace MonitorWorker.Reports.Sheets;

/// <summary>The place of a formula: its template row, and which of the rows that it becomes, from 0.</summary>
internal readonly record struct FormulaPlace(int Row, int Copy);

/// <summary>
/// Moves the references of a formula with the rows of a template. 1. a range over a repeated row grows over all that the row becomes; 2. within a repeated row, a reference
/// to the row itself means the same copy, and with a $ before the row the first of them (as a range, all of them); 3. everything else moves down with its row.
/// </summary>
/// <param name="mapOf">The rows of a sheet by its name, null for a name that the workbook does not have.</param>
/// <param name="own">Name of the sheet in which the formulas stand; null for those of the workbook.</param>
internal sealed class FormulaMove(Func<string, RowMap?> mapOf, string? own)
{
    /// <summary>A formula in a cell.</summary>
    /// <exception cref="FormulaException">It cannot be moved, or names one cell of a repeated row from outside of it, which would be the first of many.</exception>
    public string InCell(string formula, FormulaPlace place) => FormulaText.Rewrite(formula, (sheet, start, to) => Moved(sheet, start, to, place, strict: true));

    /// <summary>A formula of a conditional format, a data validation or a defined name, which speaks from the first cell of its range: one cell of a repeated row is the first.</summary>
    /// <exception cref="FormulaException">It cannot be moved.</exception>
    public string InRange(string formula) => FormulaText.Rewrite(formula, (sheet, start, to) => Moved(sheet, start, to, null, strict: false));

    private string Moved(string? sheet, FormulaEnd start, FormulaEnd? to, FormulaPlace? place, bool strict)
    {
        var name = sheet ?? own ?? throw new FormulaException("引用没有写工作表名");
        var map = mapOf(name) ?? throw new FormulaException($"没有工作表“{name}”");
        var inside = place is { } at && own is not null && string.Equals(name, own, StringComparison.OrdinalIgnoreCase) && map.IsRepeated(at.Row) ? at : (FormulaPlace?)null;
        if (to is not { } end)
        {
            if (strict && map.IsRepeated(start.Row) && inside?.Row != start.Row && !start.Fixed)
            {
                var column = start.Column.Replace("$", "", StringComparison.Ordinal);
                throw new FormulaException(string.Create(CultureInfo.InvariantCulture, $"{start}所在行会重复多行，只引用一格不知道是哪一行：全部各行请写{column}{start.Row}:{column}{start.Row}"));
            }

            return (start with { Row = RowOf(start, isLast: false) }).ToString();
        }

        var isUp = start.Row <= end.Row;
        return $"{start with { Row = RowOf(start, !isUp) }}:{end with { Row = RowOf(end, isUp) }}";

        int RowOf(FormulaEnd which, bool isLast) => inside is { } copy && copy.Row == which.Row && !which.Fixed
            ? map.First(which.Row) + copy.Copy
            : isLast ? map.Last(which.Row) : map.First(which.Row);
    }
}

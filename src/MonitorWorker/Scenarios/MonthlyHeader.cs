using System.Globalization;
using MonitorWorker.Calendar;
using MonitorWorker.Import;

namespace MonitorWorker.Scenarios;

/// <summary>
/// 累计执行数 by month, as people write a course of the year: one row a project, one column a month. The word stands in the row above the
/// months, with its unit. Its header is completed to one that any file may have, so that its rows are read like theirs.
/// </summary>
/// <param name="What">累计执行数, with its unit in brackets where it names one.</param>
internal sealed record MonthlyHeader(string What)
{
    private const string Word = "累计执行数";

    /// <summary>Columns that may stand beside the months.</summary>
    private static readonly string[] _others = ["项目编码", "项目名称", "单位编码", "资金来源"];

    /// <summary>Null for a row that does not announce months.</summary>
    public static MonthlyHeader? Of(string text) =>
        CellText.Header(text) is Word or $"{Word}(元)" or $"{Word}(万元)" or $"{Word}(亿元)" ? new MonthlyHeader(CellText.Header(text)) : null;

    public static bool LooksLikeOne(SourceRow row) =>
        row.Cells.Any(cell => CellText.Of(cell) is { } text && CellText.Header(text) == _others[0]) && row.Cells.Any(cell => MonthOf(cell) is not null);

    /// <summary>The row with each month in place of its header 截至2024年8月累计执行数.</summary>
    public SourceRow Complete(SourceRow row, string sheet, TableCatalog catalog, List<RowProblem> problems)
    {
        var table = catalog.TableNamed("执行")!;
        return new SourceRow(row.Number, [.. row.Cells.Select(Complete)]);

        object? Complete(object? cell, int index)
        {
            if (CellText.Of(cell) is not { } text) return null;
            if (MonthOf(cell) is { } month) return string.Create(CultureInfo.InvariantCulture, $"截至{month.Year}年{month.Month}月{What}");
            if (catalog.ColumnNamed(table, CellText.Header(text)) is { } column && _others.Contains(column.Name)) return cell;
            problems.Add(new RowProblem(sheet, row.Number, Word, text, "不是月份", "如 2024年8月、2024-08；此外可有" + string.Join("、", _others)) { ColumnNumber = index + 1 });
            return null;
        }
    }

    private static YearMonth? MonthOf(object? cell) => CellText.Of(cell) is { } text && DateText.TryMonth(cell, text, out var month) ? month : null;
}

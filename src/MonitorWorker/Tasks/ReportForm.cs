using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Import;
using MonitorWorker.Import.Marking;

namespace MonitorWorker.Tasks;

/// <summary>
/// 填报表: the contract's own tables 执行 and 指标完成 with everything filled in that is known, so that only yellow cells are left.
/// What was reported already is shown in columns that no import reads: a form that comes back late must not turn back a figure
/// that was corrected meanwhile.
/// </summary>
public static class ReportForm
{
    private static readonly string[] _hints =
    [
        "请只填黄色单元格，其余不用改。还没有数的留空，不要填0。",
        "“仅供参考”的列是系统里已有的数，不会再读入。填好后把本文件放入收件文件夹。",
    ];

    /// <summary>填报表_101_2024-08.xlsx; an entity without a code has none in the name.</summary>
    public static string NameOf(EntityReport report, YearMonth month)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Code.Length == 0 ? $"填报表_{month}.xlsx" : $"填报表_{report.Code}_{month}.xlsx";
    }

    /// <summary>The workbook; null where it would be longer than a workbook can be.</summary>
    /// <param name="unit">In which amounts are shown and expected.</param>
    public static byte[]? Write(EntityReport report, YearMonth month, AmountUnit unit)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(unit);
        List<StyledSheet> sheets = [];
        if (report.MissingLines > 0 || report.Indicators.Count == 0) sheets.Add(Execution(report, month, unit));
        if (report.MissingIndicators > 0) sheets.Add(Indicators(report, month));
        try
        {
            return PlainWorkbook.Write(sheets);
        }
        catch (CannotMarkException)
        {
            return null;
        }
    }

    private static StyledSheet Execution(EntityReport report, YearMonth month, AmountUnit unit)
    {
        string[] columns =
        [
            "单位编码", "项目编码", "项目名称", "资金来源", "截止月份", $"调整后预算数（仅供参考，{unit.Name}）", "已报月份（仅供参考）", $"已报累计执行数（仅供参考，{unit.Name}）", $"累计执行数（{unit.Name}）",
        ];
        return Sheet("执行", report, $"{Until(month)}累计执行数填报表", columns, report.Lines.OrderBy(line => line.IsReported).Select(line => (IReadOnlyList<StyledCell>)
        [
            Words(report.Code),
            Words(line.ProjectCode),
            Words(line.ProjectName),
            Words(line.Fund),
            Words(month.ToString()),
            Amount(line.Revised, unit),
            Words(line.KnownMonth?.ToString()),
            Amount(line.Known, unit),
            line.IsReported ? Words(null) : new StyledCell(null, CellLook.ToFill),
        ]));
    }

    private static StyledSheet Indicators(EntityReport report, YearMonth month)
    {
        string[] columns = ["单位编码", "项目编码", "项目名称", "三级指标", "截止月份", "年度目标（仅供参考）", "已报月份（仅供参考）", "已报完成值（仅供参考）", "完成值"];
        return Sheet("指标完成", report, $"{Until(month)}绩效指标完成值填报表", columns, report.Indicators.OrderBy(indicator => indicator.IsReported).Select(indicator => (IReadOnlyList<StyledCell>)
        [
            Words(report.Code),
            Words(indicator.ProjectCode),
            Words(indicator.ProjectName),
            Words(indicator.Name),
            Words(month.ToString()),
            Words(indicator.Target),
            Words(indicator.KnownMonth?.ToString()),
            Words(indicator.Known),
            indicator.IsReported ? Words(null) : new StyledCell(null, CellLook.ToFill),
        ]));
    }

    private static StyledSheet Sheet(string name, EntityReport report, string title, string[] columns, IEnumerable<IReadOnlyList<StyledCell>> rows) => new(
        name,
        [
            [new StyledCell($"{report.Name ?? report.Code} {title}".TrimStart(), CellLook.Title)],
            .. _hints.Select(hint => new[] { new StyledCell(hint, CellLook.Note) }),
            [.. columns.Select(column => new StyledCell(column, CellLook.Heading))],
            .. rows,
        ]);

    private static string Until(YearMonth month) => $"截至{month.Year}年{month.Month}月";

    private static StyledCell Words(string? text) => new(text, CellLook.Words);

    private static StyledCell Amount(Money? amount, AmountUnit unit) => new(amount is { } known ? (double)(known.Fen / 100m / unit.Yuan) : null, CellLook.Amount);
}

using MonitorWorker.Import.Marking;

namespace MonitorWorker.Tasks;

/// <summary>报送情况: every entity of a task with what it has reported, as a workbook.</summary>
public static class StandingWorkbook
{
    private static readonly string[] _columns = ["单位编码", "单位名称", "报送情况", "应报", "已报", "缺", "缺执行数", "缺指标完成值", "缺报项目的调整后预算数（万元）", "联系人"];

    public static string NameOf(TaskStanding standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return $"报送情况_{standing.Task.Month}.xlsx";
    }

    /// <summary>The workbook; null where it would be longer than a workbook can be.</summary>
    /// <param name="contactOf">Whom to ask in an entity, by its code.</param>
    public static byte[]? Write(TaskStanding standing, Func<string, string> contactOf)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(contactOf);
        var month = standing.Task.Month;
        List<IReadOnlyList<StyledCell>> rows =
        [
            [new StyledCell($"截至{month.Year}年{month.Month}月数据报送情况", CellLook.Title)],
            [new StyledCell(FormattableString.Invariant($"文号：{standing.Task.DocumentNumber}；报送截止：{standing.Deadline:yyyy-MM-dd}"), CellLook.Note)],
            [.. _columns.Select(column => new StyledCell(column, CellLook.Heading))],
            .. standing.Entities.Select(entity => Row(entity, contactOf)),
        ];
        try
        {
            return PlainWorkbook.Write([new StyledSheet("报送情况", rows)]);
        }
        catch (CannotMarkException)
        {
            return null;
        }
    }

    private static StyledCell[] Row(EntityReport entity, Func<string, string> contactOf) =>
    [
        Words(entity.Code),
        Words(entity.Name),
        Words(WordOf(entity.State)),
        Number(entity.Due),
        Number(entity.Due - entity.Missing),
        Number(entity.Missing),
        Number(entity.MissingLines),
        Number(entity.MissingIndicators),
        new StyledCell((double)(entity.MissingMoney.Fen / 1_000_000m), CellLook.Amount),
        Words(contactOf(entity.Code)),
    ];

    /// <summary>The state as people read it.</summary>
    public static string WordOf(ReportState state) => state switch
    {
        ReportState.NotReported => "未报",
        ReportState.PartlyReported => "部分报送",
        ReportState.Reported => "已报",
        _ => "无预算",
    };

    private static StyledCell Words(string? text) => new(text, CellLook.Words);

    private static StyledCell Number(int number) => new((double)number, CellLook.Words);
}

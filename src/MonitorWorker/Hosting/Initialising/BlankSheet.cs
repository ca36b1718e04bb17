using MonitorWorker.Import;

namespace MonitorWorker.Hosting.Initialising;

/// <summary>What the cells of a column hold, and so how they are shown and typed in.</summary>
internal enum BlankFormat
{
    /// <summary>Text that stays text, whatever is typed: codes, months, names.</summary>
    Text,

    Amount,
    Day,
    Number,
}

/// <summary>A column of a sheet to fill in.</summary>
/// <param name="Header">With the unit of amounts.</param>
/// <param name="Choices">Offered in a list; none where there is no list.</param>
/// <param name="IsOpen">True where others than those may be written.</param>
internal sealed record BlankColumn(string Name, string Header, bool IsRequired, BlankFormat Format, ColumnHint Hint, IReadOnlyList<string> Choices, bool IsOpen)
{
    private const string Unit = "（万元）";

    private static readonly HashSet<string> _numbers = ["开始月份", "结束月份", "权重"];

    public static BlankColumn Of(string table, ColumnSpec column, IReadOnlyList<EntityName> entities)
    {
        var own = column.Name switch
        {
            "单位编码" => entities.Select(entity => entity.Code).ToList(),
            "单位名称" => [.. entities.Select(entity => entity.Name)],
            _ => [],
        };
        return new BlankColumn(
            column.Name,
            column.IsAmount ? column.Name + Unit : column.Name,
            column.Required,
            column.IsAmount ? BlankFormat.Amount : column.Name.EndsWith("日期", StringComparison.Ordinal) ? BlankFormat.Day : _numbers.Contains(column.Name) ? BlankFormat.Number : BlankFormat.Text,
            ColumnHints.Of(table, column.Name) ?? new ColumnHint("", ""),
            own.Count > 0 ? own : column.Choices,
            own.Count > 0 || column.IsOpen);
    }
}

/// <summary>A sheet to fill in: one of the input tables.</summary>
/// <param name="Purpose">What it is for, in a sentence.</param>
/// <param name="Rows">What is filled in already, by column.</param>
internal sealed record BlankSheet(string Name, string Purpose, IReadOnlyList<BlankColumn> Columns, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows)
{
    private static readonly (string Table, string Purpose)[] _tables =
    [
        ("预算", "每个预算项目一行；一个项目有几种资金来源的，每种一行。"),
        ("执行", "每个项目每月一行，填累计数。这是每月都要填的表。"),
        ("预算调整", "年中追加、追减一笔一行；没有调整的不填。"),
        ("用款计划", "不按月均衡支出的项目填；不填的按预算表的进度口径判断。"),
        ("绩效指标", "每个项目的年度绩效目标，一项三级指标一行。"),
        ("指标完成", "每项指标每月一行，填到月底的完成情况。"),
        ("全年预计", "单位对全年执行数的估计，用来与测算数对照。"),
        ("通讯录", "预警发给谁：每人每个角色一行。没有登记的，发给财务人员、绩效管理人员或系统管理员。"),
    ];

    /// <summary>One for each table that a clerk fills in, with the columns of the contract.</summary>
    /// <param name="sample">What to fill in, by table; null leaves all blank.</param>
    public static IReadOnlyList<BlankSheet> All(IReadOnlyList<EntityName> entities, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>? sample)
    {
        var catalog = new TableCatalog();
        return
        [
            .. _tables.Select(own => new BlankSheet(
                own.Table,
                own.Purpose,
                [.. catalog.TableNamed(own.Table)!.Columns.Select(column => BlankColumn.Of(own.Table, column, entities))],
                sample?.GetValueOrDefault(own.Table) ?? [])),
        ];
    }
}

/// <summary>A budget entity.</summary>
internal sealed record EntityName(string Code, string Name);

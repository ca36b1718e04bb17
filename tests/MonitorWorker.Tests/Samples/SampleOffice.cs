using System.Text;
using ExcelDataReader;

namespace MonitorWorker.Tests.Samples;

/// <summary>
/// The sample office as one table of facts. <c>config/sample</c> is made from it and compared with it, so that nobody
/// edits a workbook blindly: MONITORWORKER_ACCEPT_GOLDEN=1 writes the files again.
/// </summary>
internal static class SampleOffice
{
    public const string Workbook = "示例县经济信息科技局2024年预算执行.xlsx";
    public const string Contacts = "通讯录.csv";

    private const string Entity = "101";
    private const string EntityName = "示例县经济信息科技局";
    private const string General = "一般公共预算";
    private const string Month = "2024-08";

    /// <summary>项目编码, 项目名称, 支出类别, 责任股室, 资金来源, 年初预算 and 追加 in 万元, 累计执行数 as stated.</summary>
    private static readonly (string Code, string Name, string Category, string Section, string Fund, decimal? Original, decimal? Added, decimal? Executed)[] _lines =
    [
        ("P01", "设备购置经费", "项目支出", "办公室（财务股）", General, 2m, null, 0.6m),
        ("P02", "人员支出", "人员支出", "人事政工股", General, 614.48m, null, null),
        ("P03", "日常公用支出", "公用支出", "办公室（财务股）", General, 195.24m, null, 130.71m),
        ("P04", "新兴市场及周边小区10kV配电线路及低压线路改造工程经费", "项目支出", "经济运行股", "政府性基金", null, 294.63m, null),
        ("P05", "产业扶持项目资金", "项目支出", "工业股（行政审批股）", General, null, 150m, null),
        ("P06", "疫情防控财力补助资金", "项目支出", "办公室（财务股）", General, null, 93.5m, null),
        ("P07", "城西工业园C区工业厂房孵化器（一期）震后维修工程", "项目支出", "产业园区股", General, null, 150m, null),
        ("P08", "省级科技计划项目资金", "项目支出", "农村科技与社会发展股", General, null, 36.76m, null),
        ("P09", "省级科技服务业发展项目资金", "项目支出", "农村科技与社会发展股", General, null, 20m, null),
    ];

    /// <summary>口径, 数据项, 填报值, 计量单位, 分母: what the office's own report states, right or wrong.</summary>
    private static readonly (string Scope, string Item, decimal Value, string Unit, string? Denominator)[] _stated =
    [
        ("全部", "年初预算数", 811.72m, "万元", null),
        ("支出类别=人员支出", "年初预算数", 614.48m, "万元", null),
        ("支出类别=公用支出", "年初预算数", 195.24m, "万元", null),
        ("支出类别=项目支出", "年初预算数", 2m, "万元", null),
        ("支出类别=人员支出|公用支出", "年初预算数", 809.72m, "万元", null),
        ("支出类别=公用支出", "累计执行数", 130.71m, "万元", null),
        ("支出类别=公用支出", "执行率", 66.95m, "%", "年初预算数"),
        ("项目编码=P01", "累计执行数", 0.6m, "万元", null),
        ("项目编码=P01", "执行率", 30m, "%", "年初预算数"),
        ("支出类别=项目支出", "追加项目个数", 6m, "个", null),
        ("支出类别=项目支出", "调整数", 744.89m, "万元", null),
        ("全部", "调整后预算数", 1556.61m, "万元", null),
        ("支出类别=项目支出", "调整后预算数", 744.89m, "万元", null),
        ("全部", "全年预计执行数", 1556.61m, "万元", null),
        ("全部", "全年预计执行率", 100m, "%", "年初预算数"),
        ("资金来源=一般公共预算", "全年预计执行数", 1556.51m, "万元", null),
        ("资金来源=一般公共预算", "全年预计执行率", 100m, "%", null),
        ("支出类别=人员支出|公用支出;资金来源=一般公共预算", "全年预计执行数", 809.72m, "万元", null),
        ("支出类别=项目支出;资金来源=一般公共预算", "全年预计执行数", 452.26m, "万元", null),
        ("资金来源=政府性基金", "全年预计执行数", 294.63m, "万元", null),
        ("资金来源=政府性基金", "全年预计执行率", 100m, "%", null),
        ("资金来源=事业收入", "全年预计执行数", 0m, "万元", null),
        ("资金来源=其他", "全年预计执行数", 0m, "万元", null),
    ];

    /// <summary>姓名, 邮箱, 角色, 单位编码, 责任股室, 项目编码, 任职起始日期, 离任日期.</summary>
    private static readonly string?[][] _contacts =
    [
        ["设备购置责任人", "equipment@example.com", "责任人", Entity, "办公室（财务股）", "P01", "2024-01-01", null],
        ["办公室负责人", "office@example.com", "股室负责人", Entity, "办公室（财务股）", null, "2023-03-01", null],
        ["人事政工股负责人", "personnel@example.com", "股室负责人", Entity, "人事政工股", null, "2023-03-01", null],
        ["经济运行股负责人", "operations@example.com", "股室负责人", Entity, "经济运行股", null, "2023-03-01", null],
        ["工业股负责人", "industry@example.com", "股室负责人", Entity, "工业股（行政审批股）", null, "2023-03-01", null],
        ["产业园区股负责人", "park@example.com", "股室负责人", Entity, "产业园区股", null, "2023-03-01", null],
        ["农村科技股负责人", "science@example.com", "股室负责人", Entity, "农村科技与社会发展股", null, "2023-03-01", null],
        ["财务人员", "finance@example.com", "财务人员", Entity, "办公室（财务股）", null, "2022-07-01", null],
        ["分管领导", "deputy@example.com", "分管领导", Entity, null, null, "2022-01-01", null],
        ["主要领导", "leader@example.com", "主要领导", Entity, null, null, "2022-01-01", null],
        ["绩效管理人员", "performance@example.com", "绩效管理人员", null, null, null, "2022-01-01", null],
        ["系统管理员", "admin@example.com", "系统管理员", null, null, null, "2022-01-01", null],
    ];

    /// <summary>Sheet by sheet, row by row; the first row of each is a title, the second the header.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<object?[]>> Sheets => new Dictionary<string, IReadOnlyList<object?[]>>
    {
        ["说明"] =
        [
            ["示例县经济信息科技局2024年预算与1—8月执行情况"],
            ["数据截至2024年8月31日，金额单位见各表表头。没有报送的数据留空。"],
        ],
        ["预算"] =
        [
            ["2024年部门预算"],
            ["预算年度", "项目编码", "项目名称", "支出类别", "年初预算数（万元）", "单位编码", "单位名称", "责任股室", "资金来源", "政府采购"],
            .. _lines.Select(line => new object?[]
            {
                2024, line.Code, line.Name, line.Category, line.Original, Entity, EntityName, line.Section, line.Fund, line.Code == "P01" ? "是" : "否",
            }),
            ["", "合计", "", "", _lines.Sum(line => line.Original ?? 0)],
        ],
        ["预算调整"] =
        [
            ["2024年1—8月追加项目"],
            ["项目编码", "截止月份", "调整金额（万元）", "单位编码", "资金来源", "说明"],
            .. _lines.Where(line => line.Added is not null).Select(line => new object?[] { line.Code, Month, line.Added, Entity, line.Fund, "1—8月追加" }),
        ],
        ["执行"] =
        [
            ["2024年1—8月预算执行情况"],
            ["项目编码", "项目名称", "截止月份", "累计执行数（万元）", "单位编码", "资金来源"],
            .. _lines.Select(line => new object?[] { line.Code, line.Name, Month, line.Executed, Entity, line.Fund }),
        ],
        ["全年预计"] =
        [
            ["2024年全年预计执行情况"],
            ["项目编码", "项目名称", "截止月份", "全年预计执行数（万元）", "单位编码", "资金来源"],
            .. _lines.Select(line => new object?[] { line.Code, line.Name, Month, (line.Original ?? 0) + (line.Added ?? 0), Entity, line.Fund }),
        ],
        ["填报数"] =
        [
            ["2024年度部门事中绩效监控报告中的数字"],
            ["截止月份", "口径", "数据项", "填报值", "计量单位", "分母", "填报单位", "报告名称"],
            .. _stated.Select(stated => new object?[] { Month, stated.Scope, stated.Item, stated.Value, stated.Unit, stated.Denominator, EntityName, "2024年部门预算事中绩效监控报告" }),
        ],
    };

    public static string ContactsCsv => string.Join("\r\n", new[] { "姓名,邮箱,角色,单位编码,责任股室,项目编码,任职起始日期,离任日期" }
        .Concat(_contacts.Select(contact => string.Join(',', contact)))) + "\r\n";

    public static void Write(string folder)
    {
        StyledWorkbook.Write(Path.Combine(folder, Workbook), Sheets);
        File.WriteAllText(Path.Combine(folder, Contacts), ContactsCsv, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    /// <summary>A workbook's cells, read back, as text.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ReadBack(string path)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(File.OpenRead(path));
        var sheets = new Dictionary<string, IReadOnlyList<string>>();
        do
        {
            var rows = new List<string>();
            while (reader.Read()) rows.Add(AsText(Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
            sheets[reader.Name] = rows;
        }
        while (reader.NextResult());
        return sheets;
    }

    public static string AsText(IEnumerable<object?> cells) =>
        string.Join('|', cells.Select(cell => cell is null or "" ? "" : FormattableString.Invariant($"{cell:G15}"))).TrimEnd('|');
}

namespace MonitorWorker.Hosting.Initialising;

/// <summary>What <c>init --sample</c> fills in: one project that had spent 30 % by the end of August.</summary>
internal static class SampleRows
{
    /// <summary>The day for which the figures speak.</summary>
    public static readonly DateOnly Day = new(2024, 8, 31);

    public static IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> All { get; } =
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>
        {
            ["预算"] =
            [
                new Dictionary<string, string>
                {
                    ["预算年度"] = "2024",
                    ["项目编码"] = "P01",
                    ["项目名称"] = "设备购置经费",
                    ["支出类别"] = "项目支出",
                    ["年初预算数"] = "2",
                    ["单位编码"] = "101",
                    ["单位名称"] = "示例县经济信息科技局",
                    ["责任股室"] = "办公室",
                    ["资金来源"] = "一般公共预算",
                },
            ],
            ["执行"] = [new Dictionary<string, string> { ["项目编码"] = "P01", ["截止月份"] = "2024-08", ["累计执行数"] = "0.6" }],
            ["通讯录"] =
            [
                new Dictionary<string, string> { ["姓名"] = "设备购置责任人", ["邮箱"] = "equipment@example.com", ["角色"] = "责任人", ["单位编码"] = "101", ["责任股室"] = "办公室" },
                new Dictionary<string, string> { ["姓名"] = "财务人员", ["邮箱"] = "finance@example.com", ["角色"] = "财务人员", ["单位编码"] = "101" },
            ],
        };
}

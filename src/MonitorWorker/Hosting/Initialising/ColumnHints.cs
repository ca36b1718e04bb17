namespace MonitorWorker.Hosting.Initialising;

/// <summary>What a clerk is told of a column, and what an example would be.</summary>
/// <param name="Says">Short, without whether it must be filled in.</param>
internal sealed record ColumnHint(string Says, string Example);

/// <summary>What the blank workbook says of each column.</summary>
internal static class ColumnHints
{
    private static readonly Dictionary<string, ColumnHint> _ofColumn = new()
    {
        ["预算年度"] = new("四位年份", "2024"),
        ["项目编码"] = new("与预算管理一体化系统一致，按文本填写，前面的0不能丢", "P01"),
        ["项目名称"] = new("与预算批复一致", "设备购置经费"),
        ["支出类别"] = new("从列表中选", "项目支出"),
        ["年初预算数"] = new("批复的年初数；钱是年中追加的填0", "2"),
        ["单位编码"] = new("只有一个单位的可以不填", "101"),
        ["单位名称"] = new("预算单位全称", "示例县经济信息科技局"),
        ["责任股室"] = new("与“通讯录”里的股室一致，预警按它找人", "办公室"),
        ["资金来源"] = new("从列表中选，列表里没有的可以自己填", "一般公共预算"),
        ["开始月份"] = new("1至12；全年的不填", "1"),
        ["结束月份"] = new("1至12；全年的不填", "12"),
        ["进度口径"] = new("不填为按月", "按月"),
        ["节点日期"] = new("进度口径为“节点”的填应当支出的日期", "2024-10-31"),
        ["政府采购"] = new("是或否", "是"),
        ["外发级别"] = new("不填为可外发；仅编号的邮件里只写预警编号，不得外发的不写进任何邮件", "可外发"),
        ["原项目编码"] = new("上年结转、换了编码的项目填它上年的编码", ""),
        ["调整日期"] = new("指标文下达的日期；不知道的填截止月份", "2024-05-20"),
        ["截止月份"] = new("数字算到哪个月底，如2024-08", "2024-08"),
        ["调整金额"] = new("追加填正数，追减填负数", "10"),
        ["文号"] = new("同一文号改填的算更正，不重复计算", "示财预〔2024〕1号"),
        ["说明"] = new("备查", "追加设备购置"),
        ["累计执行数"] = new("从1月到这个月底的累计；还没有数的留空，留空是“未报送”，不是0", "0.6"),
        ["计划累计数"] = new("计划到这个月底累计支出多少；与计划累计比例填一个", "1.2"),
        ["计划累计比例"] = new("占年初预算的百分比，如60%", "60%"),
        ["三级指标"] = new("指标名称，与“指标完成”里的一致", "培训人数"),
        ["指标性质"] = new("从列表中选", "≥"),
        ["年度指标值"] = new("只填数；定性的写要求", "200"),
        ["一级指标"] = new("如产出指标", "产出指标"),
        ["二级指标"] = new("如数量指标", "数量指标"),
        ["计量单位"] = new("如人次、%", "人次"),
        ["权重"] = new("各项合计100", "10"),
        ["完成值"] = new("到这个月底完成多少；还没有数的留空", "120"),
        ["全年预计执行数"] = new("预计全年一共支出多少", "2"),
        ["完成可能性"] = new("从列表中选", "有可能"),
        ["姓名"] = new("收预警的人", "办公室责任人"),
        ["邮箱"] = new("几个邮箱用分号隔开", "office@example.com"),
        ["角色"] = new("从列表中选；一人几个角色的填几行", "责任人"),
        ["任职起始日期"] = new("一直在任的不填", "2024-01-01"),
        ["离任日期"] = new("离任的填离任当天，此后不再发给他", "2024-12-31"),
    };

    /// <summary>Where a column means something else in a table than elsewhere.</summary>
    private static readonly Dictionary<(string Table, string Column), ColumnHint> _ofTable = new()
    {
        [("预算调整", "截止月份")] = new("不知道哪天下达的，填到哪个月底已经下达", ""),
        [("通讯录", "项目编码")] = new("只管一个项目的填，否则不填", "P01"),
        [("通讯录", "单位编码")] = new("管全部单位的不填", "101"),
        [("通讯录", "责任股室")] = new("责任人、股室负责人、分管领导所管的股室", "办公室"),
        [("执行", "项目名称")] = new("方便核对，不读入", "设备购置经费"),
        [("用款计划", "项目名称")] = new("方便核对，不读入", "设备购置经费"),
        [("绩效指标", "项目名称")] = new("方便核对，不读入", "设备购置经费"),
        [("指标完成", "项目名称")] = new("方便核对，不读入", "设备购置经费"),
        [("全年预计", "项目名称")] = new("方便核对，不读入", "设备购置经费"),
    };

    /// <returns>Null where nobody has said anything of the column.</returns>
    public static ColumnHint? Of(string table, string column) => _ofTable.GetValueOrDefault((table, column)) ?? _ofColumn.GetValueOrDefault(column);
}

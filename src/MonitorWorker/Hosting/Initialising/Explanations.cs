namespace MonitorWorker.Hosting.Initialising;

/// <summary>The first page of the blank workbook.</summary>
internal static class Explanations
{
    public static IReadOnlyList<string> Of(IReadOnlyList<EntityName> entities) =>
    [
        "预算绩效监控填报表：填写说明",
        "一、怎么填",
        "每张工作表是一张表，从第6行填起。深色表头的列必须填，浅色的可以不填。第4行是示例，不会读入，不用删。",
        "先填“预算”和“通讯录”，这两张表一年填一次，有变化再改。此后每月填“执行”，有绩效指标的填“指标完成”。",
        "列的次序可以变，可以加自己的列，表头的文字不要改。不用的工作表留空，不要删表头。",
        "金额的单位是万元，写在表头的括号里；改成（元）就按元读。",
        "截止月份写成2024-08。数字是累计数，不是当月数。",
        "还没有数的留空。留空是“未报送”，填0是“支出为零”，意思不一样。",
        "编码按文本填，前面的0不能丢。",
        "二、怎么交",
        "把填好的文件复制到收件文件夹（inbox）。程序读过以后移到存档文件夹，并把读入情况发给财务人员；填错的单元格会在回执的附件里标出来。",
        "发现填错了，改好再交一次就行：同一项目同一月份以后交的为准，不会重复计算。",
        "三、预警怎么来",
        "执行率（累计执行数÷调整后预算数）与序时进度比较，明显落后的发红色或黄色预警给责任人。超预算、资金闲置、预计完不成、绩效目标滞后的也会提醒。",
        .. entities.Count == 0 ? Array.Empty<string>() : ["四、预算单位", .. entities.Select(entity => $"{entity.Code}  {entity.Name}")],
    ];
}

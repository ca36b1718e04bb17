namespace MonitorWorker.Import.Tables;

/// <summary>Columns that several tables share, with the names that offices use for them.</summary>
internal static class CommonColumns
{
    public static readonly ColumnSpec FiscalYear = new("预算年度") { Synonyms = ["年度", "年份"] };

    public static readonly ColumnSpec Project = new("项目编码", Required: true) { Synonyms = ["项目代码", "项目编号"] };

    public static readonly ColumnSpec Entity = new("单位编码") { Synonyms = ["单位代码", "预算单位编码"] };

    public static readonly ColumnSpec Fund = new("资金来源")
    {
        Synonyms = ["资金性质"],
        Choices = ["一般公共预算", "政府性基金", "国有资本经营预算", "财政专户管理资金", "事业收入", "事业单位经营收入", "上级补助收入", "上年结转", "其他"],
        IsOpen = true,
    };

    public static readonly ColumnSpec Month = new("截止月份", Required: true) { Synonyms = ["截至月份", "月份", "期间"] };

    public static readonly ColumnSpec Original = new("年初预算数") { IsAmount = true, Synonyms = ["年初预算", "年初预算金额", "预算数", "批复预算数"] };
}

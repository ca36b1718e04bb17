using System.Text;
using MonitorWorker.Tests.Import.Formats;

namespace MonitorWorker.Tests.Corpus;

/// <summary>One table in every format that offices call a spreadsheet.</summary>
internal static class FormatFiles
{
    private static readonly Grid _table = new("执行", """
        示例县某局2024年1-8月预算执行情况
        项目编码|项目名称|截止月份|累计执行数（万元）
        P01|设备购置经费|2024-08|0.6
        '007|日常公用支出|@2024-08-31|130.71
        P03|城区绿化经费|2024年8月|'1,234.50
        合计|||1365.81
        """);

    private static readonly Grid _budget = new("预算", """
        预算年度|项目编码|项目名称|支出类别|年初预算数（万元）
        2024|P01|设备购置经费|项目支出|2
        2024|P03|城区绿化经费|特定目标类|2000
        """);

    static FormatFiles() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IReadOnlyList<CorpusFile> SameTable { get; } =
    [
        new("预算执行表.xlsx", Grid.Xlsx(_table)),
        new("预算执行表.xls", _table.Xls()),
        new("预算执行表（WPS）.et", _table.Xls()),
        new("预算执行表.xlsb", _table.Xlsb()),
        new("系统导出网页.xls", Utf8(_table.Html())),
        new("系统导出网页国标码.xls", Reads.Gbk.GetBytes(_table.Html("gb2312"))),
        new("系统导出单一网页.xls", Utf8(_table.Mhtml())),
        new("系统导出XML表格.xls", Utf8(_table.SpreadsheetMl())),
        new("逗号分隔.csv", Utf8(_table.Csv())),
        new("逗号分隔带签名.csv", [0xEF, 0xBB, 0xBF, .. Utf8(_table.Csv())]),
        new("逗号分隔国标码.csv", Encoding.GetEncoding("GB18030").GetBytes(_table.Csv())),
        new("逗号分隔双字节.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(_table.Csv())]),
        new("制表符分隔.txt", Utf8(_table.Csv('\t'))),
        new("分号分隔.csv", Utf8(_table.Csv(';'))),
        new("名字叫xls其实是csv.xls", Reads.Gbk.GetBytes(_table.Csv())),
        new("名字叫csv其实是xlsx.csv", Grid.Xlsx(_table)),
        new("国标码文件名.zip", Zips.Of(Reads.Gbk, ("示例县某局/二〇二四年执行.csv", Reads.Gbk.GetBytes(_table.Csv())))),
    ];

    public static IReadOnlyList<CorpusFile> Files { get; } =
    [
        .. SameTable,
        new("预算和执行打包.zip", Zips.Of(Reads.Gbk, ("预算.xls", _budget.Xls()), ("执行/执行.xlsx", Grid.Xlsx(_table)))),
        new("打包里有一份通知.zip", Zips.Of(Reads.Gbk, ("关于报送的通知.pdf", "%PDF-1.4"u8.ToArray()), ("执行.csv", Utf8(_table.Csv())))),
    ];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

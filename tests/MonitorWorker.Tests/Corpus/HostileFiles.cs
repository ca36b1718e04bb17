using System.Text;
using MonitorWorker.Tests.Import.Formats;

namespace MonitorWorker.Tests.Corpus;

/// <summary>Files that are locked, empty, broken, far too large or mean harm.</summary>
internal static class HostileFiles
{
    private static readonly byte[] _csv = Encoding.UTF8.GetBytes("项目编码,截止月份,累计执行数\nP01,2024-08,0.6");

    public static IReadOnlyList<CorpusFile> Files { get; } =
    [
        new("有密码.xlsx", Xls.Compound("EncryptedPackage", new byte[100])),
        new("有密码.xls", new Xls().Number(0, 0, 1).File(password: true)),
        new("空工作簿.xlsx", Grid.Xlsx(new Grid("Sheet1", ""), new Grid("Sheet2", ""))),
        new("零字节.xlsx", []),
        new("一百万空行.xlsx", Grid.Xlsx(new Grid("执行", "项目编码|截止月份|累计执行数\nP01|2024-08|0.6")
        {
            Dimension = "A1:XFD1048576",
            MoreRows = "<row r=\"1048576\" s=\"1\" customFormat=\"1\"><c r=\"A1048576\" s=\"1\"/></row>",
        })),
        new("只有表头.csv", Encoding.UTF8.GetBytes("项目编码,截止月份,累计执行数\n")),
        new("解压炸弹.zip", Bomb()),
        new("实体炸弹.xlsx", Xlsx.Of("", head: "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>")),
        new("实体炸弹.xls", Encoding.UTF8.GetBytes(
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet/></Workbook>")),
        new("路径花招.zip", Zips.Of(("../../etc/执行.csv", _csv), ("C:\\Windows\\执行2.csv", "项目编码,截止月份,累计执行数\nP02,2024-08,0.7"u8.ToArray()))),
        new("压缩包套太多层.zip", Zips.Of(("一.zip", Zips.Of(("二.zip", Zips.Of(("三.csv", _csv))))))),
        new("打印成PDF.xlsx", "%PDF-1.7 ..."u8.ToArray()),
        new("不认识的文件.xls", [1, 2, 3, 4, 5, 6, 7, 8]),
        new("其实是Word.xls", Xls.Compound("WordDocument", new byte[100])),
        new("截断了.xlsx", Grid.Xlsx(new Grid("执行", "项目编码|截止月份|累计执行数\nP01|2024-08|0.6"))[..^200]),
        new("引号不成对.csv", Encoding.UTF8.GetBytes("项目编码,截止月份,累计执行数\nP01,2024-08,0.6\nP02,2024-08,\"0.7\nP03,2024-08,0.8")),
        new("有乱码.csv", [.. _csv, .. "\nP02,2024-08,1\uFFFD2"u8, .. "\n\uFFFDP03,2024-08,1"u8]),
        new("~$预算执行表.xlsx", [1, 2, 3]),
    ];

    /// <summary>Eight megabytes that declare three gigabytes: refused by what they declare, before they are unfolded.</summary>
    private static byte[] Bomb() =>
        Zips.Patched(Zips.Of(("执行.csv", new byte[8 << 20])), "PK\u0001\u0002"u8, 24, BitConverter.GetBytes(3_000_000_000u));
}

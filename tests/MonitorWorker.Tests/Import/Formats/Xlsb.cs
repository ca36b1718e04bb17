using System.Text;

namespace MonitorWorker.Tests.Import.Formats;

/// <summary>The smallest .xlsb workbook: the parts of an .xlsx as binary records.</summary>
internal static class Xlsb
{
    public static byte[] Of(byte[] sheet) => Zips.Of(
        ("[Content_Types].xml", "<Types/>"u8.ToArray()),
        ("_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>"u8.ToArray()),
        ("xl/workbook.bin", Record(156, [.. new byte[8], .. Text("r1"), .. Text("执行")])),
        ("xl/_rels/workbook.bin.rels", Encoding.UTF8.GetBytes("""
            <Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.bin"/><Relationship Id="r2" Type="x/styles" Target="styles.bin"/>
            <Relationship Id="r3" Type="x/sharedStrings" Target="sharedStrings.bin"/></Relationships>
            """)),
        ("xl/styles.bin", [.. Record(44, [164, 0, .. Text("00000")]), .. Record(617, [3, 0, 0, 0]), .. Format(0), .. Format(14), .. Format(164), .. Record(618, [])]),
        ("xl/sharedStrings.bin", Record(19, [0, .. Text("项目编码")])),
        ("xl/worksheets/sheet1.bin", [.. Record(145, []), .. sheet, .. Record(146, [])]));

    /// <param name="row">From 0.</param>
    public static byte[] Row(int row) => Record(0, [.. BitConverter.GetBytes(row), .. new byte[13]]);

    public static byte[] Cell(int kind, int column, int style, params byte[] value) => Record(kind, [.. BitConverter.GetBytes(column), .. BitConverter.GetBytes(style), .. value]);

    public static byte[] Text(string text) => [.. BitConverter.GetBytes(text.Length), .. Encoding.Unicode.GetBytes(text)];

    public static byte[] Record(int id, byte[] bytes)
    {
        byte[] kind = id < 0x80 ? [(byte)id] : [(byte)(id | 0x80), (byte)(id >> 7)];
        byte[] length = bytes.Length < 0x80 ? [(byte)bytes.Length] : [(byte)(bytes.Length | 0x80), (byte)(bytes.Length >> 7)];
        return [.. kind, .. length, .. bytes];
    }

    private static byte[] Format(int id) => Record(47, [0, 0, (byte)id, 0, .. new byte[12]]);
}

using System.Text;

namespace MonitorWorker.Tests.Import.Formats;

/// <summary>Workbooks of raw parts, for what no library would write.</summary>
internal static class Xlsx
{
    public const string Transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    private const string Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <param name="rows">What stands in sheetData.</param>
    /// <param name="behind">What stands behind it.</param>
    public static byte[] Of(string rows, string behind = "", string styles = "", string texts = "", string space = Transitional, string head = "") =>
        Zips.Of([.. Parts(styles, texts, space, head), ("xl/worksheets/sheet1.xml", Sheet(rows, behind, space))]);

    public static byte[] Sheet(string rows, string behind = "", string space = Transitional) =>
        Encoding.UTF8.GetBytes($"<worksheet xmlns=\"{space}\"><sheetData>{rows}</sheetData>{behind}</worksheet>");

    public static byte[] With(Action<Stream> writeSheet) => Zips.Of("xl/worksheets/sheet1.xml", writeSheet, Parts("", "", Transitional, ""));

    public static (string Name, byte[] Content)[] Parts(string styles, string texts, string space, string head)
    {
        var office = space == Strict ? "http://purl.oclc.org/ooxml/officeDocument/relationships" : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        return
        [
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"u8.ToArray()),
            ("_rels/.rels", Text($"<Relationships xmlns=\"{Relationships}\"><Relationship Id=\"a\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
            ("xl/workbook.xml", Text(
                $"{head}<workbook xmlns=\"{space}\" xmlns:r=\"{office}\"><sheets><sheet name=\"执行\" sheetId=\"1\" state=\"hidden\" r:id=\"r1\"/></sheets></workbook>")),
            ("xl/_rels/workbook.xml.rels", Text($"""
                <Relationships xmlns="{Relationships}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>
                <Relationship Id="r2" Type="{office}/styles" Target="/xl/styles.xml"/><Relationship Id="r3" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>
                <Relationship Id="r4" Type="{office}/externalLink" TargetMode="External" Target="http://example.com/book.xlsx"/></Relationships>
                """)),
            ("xl/styles.xml", Text($"<styleSheet xmlns=\"{space}\">{styles}</styleSheet>")),
            ("xl/sharedStrings.xml", Text($"<sst xmlns=\"{space}\">{texts}</sst>")),
        ];
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}

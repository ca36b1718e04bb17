using System.Globalization;
using System.Text;
using MonitorWorker.Import;
using MonitorWorker.Import.Formats;

namespace MonitorWorker.Tests.Import.Formats;

/// <summary>Files read to the end, and rows in one line of text: cells by |, numbers and dates as what they are.</summary>
internal static class Reads
{
    static Reads() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Gbk => Encoding.GetEncoding("GBK");

    public static List<(string Sheet, int Row, string Cells)> All(byte[] file, string name = "执行.xls", ReadLimits? limits = null)
    {
        using var content = new MemoryStream(file);
        return [.. FormatCatalog.Open(content, name, limits ?? ReadLimits.Default)
            .SelectMany(sheet => sheet.Rows.Select(row => (sheet.Name, row.Number, string.Join("|", row.Cells.Select(Cell)))))];
    }

    public static List<string> Rows(byte[] file, ReadLimits? limits = null) => [.. All(file, limits: limits).Select(row => row.Cells)];

    public static UnreadableFileException Refused(byte[] file, ReadLimits? limits = null, string name = "执行.xls")
    {
        using var content = new MemoryStream(file);
        return Assert.Throws<UnreadableFileException>(() =>
        {
            foreach (var sheet in FormatCatalog.Open(content, name, limits ?? ReadLimits.Default))
            {
                foreach (var row in sheet.Rows) GC.KeepAlive(row);
            }
        });
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Cell(object? cell) => cell switch
    {
        null => "",
        string text => text,
        double number => "d:" + number.ToString(CultureInfo.InvariantCulture),
        DateTime time => "t:" + time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => "b:" + flag,
        _ => throw new InvalidOperationException($"A row reader knows no {cell.GetType()}."),
    };
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MonitorWorker.Import.Formats;

/// <summary>
/// Reads the tables of a web page, which many systems export under the name .xls. Cells stay the text that is shown, so
/// that leading zeros stay whether or not the page asks for them (mso-number-format).
/// </summary>
internal sealed partial class HtmlReader : ITableReader
{
    private const int HeadLength = 4096;

    public IEnumerable<SourceSheet> Read(Stream content, Allowance allowance)
    {
        var limits = allowance.Limits;
        if (content.Length > limits.HeldBytes) throw Refusal.TooBig($"网页表格超过{limits.HeldBytes >> 20}MB");
        return Sheets(Text(content), allowance);
    }

    /// <summary>A page with one table is a sheet without a name, as a csv is.</summary>
    public static IEnumerable<SourceSheet> Sheets(string html, Allowance allowance)
    {
        var tables = new HtmlTables(html, allowance).Read();
        if (tables.Count == 0) throw new UnreadableFileException("网页里没有表格", Refusal.Readable);
        return tables.Select((rows, index) => new SourceSheet(tables.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"表{index + 1}"), rows));
    }

    private static string Text(Stream content)
    {
        var head = new byte[HeadLength];
        var length = content.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        content.Position = 0;
        var declared = CharsetPattern().Match(Encoding.Latin1.GetString(head, 0, length));
        var encoding = TextEncoding.Of(content, declared.Success ? declared.Groups[1].Value : null);
        using var text = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
        return text.ReadToEnd();
    }

    [GeneratedRegex("""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex CharsetPattern();
}

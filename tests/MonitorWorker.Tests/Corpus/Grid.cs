using System.Globalization;
using System.Security;
using System.Text;
using MonitorWorker.Tests.Import.Formats;

namespace MonitorWorker.Tests.Corpus;

/// <summary>
/// One sheet as a person would draw it, written in any format. Rows are lines, cells stand between bars; a number is a
/// number unless it begins with ' or 0; @ is a date, % a share shown in percent, # an error, and =A1*2→4 a formula with
/// the value it was saved with.
/// </summary>
internal sealed record Grid(string Name, string Text)
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>Ranges such as A1:C1.</summary>
    public string[] Merged { get; init; } = [];

    /// <summary>hidden or veryHidden; null where it is shown.</summary>
    public string? State { get; init; }

    public int[] HiddenRows { get; init; } = [];

    /// <summary>What the sheet says about its own size; a lie is allowed.</summary>
    public string? Dimension { get; init; }

    /// <summary>Rows of XML behind those of the text.</summary>
    public string MoreRows { get; init; } = "";

    private IEnumerable<(int Row, string[] Cells)> Rows =>
        Text.ReplaceLineEndings("\n").Split('\n').Select((line, index) => (index + 1, line.Split('|').Select(cell => cell.Trim()).ToArray()));

    public static byte[] Xlsx(params Grid[] sheets)
    {
        var numbers = Enumerable.Range(1, sheets.Length).ToList();
        return Zips.Of(
        [
            ("[Content_Types].xml", Utf8(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>")),
            ("_rels/.rels", Utf8($"<Relationships xmlns=\"{Package}\"><Relationship Id=\"a\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
            ("xl/workbook.xml", Utf8(
                $"<workbook xmlns=\"{Import.Formats.Xlsx.Transitional}\" xmlns:r=\"{Office}\"><sheets>"
                + string.Concat(numbers.Select(number => $"<sheet name=\"{Escape(sheets[number - 1].Name)}\" sheetId=\"{number}\"{(sheets[number - 1].State is { } state ? $" state=\"{state}\"" : "")} r:id=\"r{number}\"/>"))
                + "</sheets></workbook>")),
            ("xl/_rels/workbook.xml.rels", Utf8(
                $"<Relationships xmlns=\"{Package}\">"
                + string.Concat(numbers.Select(number => $"<Relationship Id=\"r{number}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"))
                + $"<Relationship Id=\"s\" Type=\"{Office}/styles\" Target=\"styles.xml\"/>"
                + $"<Relationship Id=\"x\" Type=\"{Office}/externalLink\" TargetMode=\"External\" Target=\"http://example.com/book.xlsx\"/></Relationships>")),
            ("xl/styles.xml", Utf8(
                $"<styleSheet xmlns=\"{Import.Formats.Xlsx.Transitional}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>")),
            .. sheets.Select((sheet, index) => ($"xl/worksheets/sheet{index + 1}.xml", Utf8(sheet.SheetXml()))),
        ]);
    }

    public byte[] Xls()
    {
        var book = new Xls();
        foreach (var (row, cells) in Rows)
        {
            for (var column = 0; column < cells.Length; column++)
            {
                var cell = Cell.Of(cells[column]);
                if (cell.Kind is CellKind.Number or CellKind.Date or CellKind.Percent) book.Number(row - 1, column, cell.Number, cell.Kind == CellKind.Date ? 1 : 0);
                else if (cell.Kind == CellKind.Text) book.Text(row - 1, column, cell.Text);
                else if (cell.Kind == CellKind.Error) book.Error(row - 1, column, 0x07);
            }
        }

        foreach (var range in Merged.Select(Range)) book.Merged(range.Top, range.Bottom, range.Left, range.Right);
        return book.File();
    }

    public byte[] Xlsb()
    {
        var records = new List<byte>();
        foreach (var (row, cells) in Rows)
        {
            records.AddRange(Import.Formats.Xlsb.Row(row - 1));
            for (var column = 0; column < cells.Length; column++)
            {
                var cell = Cell.Of(cells[column]);
                if (cell.Kind == CellKind.Text) records.AddRange(Import.Formats.Xlsb.Cell(6, column, 0, Import.Formats.Xlsb.Text(cell.Text)));
                else if (cell.Kind == CellKind.Error) records.AddRange(Import.Formats.Xlsb.Cell(3, column, 0, 0x07));
                else if (cell.Kind is CellKind.Number or CellKind.Date or CellKind.Percent)
                    records.AddRange(Import.Formats.Xlsb.Cell(5, column, cell.Kind == CellKind.Date ? 1 : 0, BitConverter.GetBytes(cell.Number)));
            }
        }

        return Import.Formats.Xlsb.Of([.. records]);
    }

    public string Html(string charset = "utf-8")
    {
        var page = new StringBuilder($"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta http-equiv=Content-Type content=\"text/html; charset={charset}\"></head><body><table border=1>\n");
        foreach (var (_, cells) in Rows)
        {
            page.Append("<tr>");
            foreach (var text in cells)
            {
                var cell = Cell.Of(text);
                page.Append(cell.Kind == CellKind.Number ? $"<td x:num=\"{text}\">{cell.Shown}</td>" : $"<td style='mso-number-format:\"\\@\"'>{Escape(cell.Shown)}</td>");
            }

            page.Append("</tr>\n");
        }

        return page.Append("</table></body></html>").ToString();
    }

    public string Mhtml() =>
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Location: file:///C:/x/sheet001.htm\r\n"
        + "Content-Transfer-Encoding: base64\r\nContent-Type: text/html; charset=\"gb2312\"\r\n\r\n"
        + Convert.ToBase64String(Reads.Gbk.GetBytes(Html("gb2312")), Base64FormattingOptions.InsertLineBreaks) + "\r\n--b--\r\n";

    public string SpreadsheetMl()
    {
        var xml = new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><?mso-application progid=\"Excel.Sheet\"?>\n<ss:Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
            + $"<ss:Worksheet ss:Name=\"{Escape(Name)}\"><ss:Table>\n");
        foreach (var (row, cells) in Rows)
        {
            xml.Append($"<ss:Row ss:Index=\"{row}\">");
            for (var column = 0; column < cells.Length; column++)
            {
                var cell = Cell.Of(cells[column]);
                if (cell.Kind == CellKind.Blank) continue;
                var (type, value) = cell.Kind switch
                {
                    CellKind.Number => ("Number", cells[column]),
                    CellKind.Date => ("DateTime", cell.Shown + "T00:00:00.000"),
                    CellKind.Error => ("Error", cell.Text),
                    _ => ("String", Escape(cell.Text)),
                };
                xml.Append($"<ss:Cell ss:Index=\"{column + 1}\"><ss:Data ss:Type=\"{type}\">{value}</ss:Data></ss:Cell>");
            }

            xml.Append("</ss:Row>\n");
        }

        return xml.Append("</ss:Table></ss:Worksheet></ss:Workbook>").ToString();
    }

    public string Csv(char separator = ',') => string.Join("\r\n", Rows.Select(row => string.Join(separator, row.Cells.Select(cell => Quoted(Cell.Of(cell).Shown, separator)))));

    private static string Quoted(string text, char separator) =>
        text.Contains(separator, StringComparison.Ordinal) || text.Contains('"', StringComparison.Ordinal) || text.Contains('\n', StringComparison.Ordinal)
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;

    private string SheetXml()
    {
        var xml = new StringBuilder($"<worksheet xmlns=\"{Import.Formats.Xlsx.Transitional}\">");
        if (Dimension is not null) xml.Append($"<dimension ref=\"{Dimension}\"/>");
        xml.Append("<sheetData>");
        foreach (var (row, cells) in Rows)
        {
            xml.Append($"<row r=\"{row}\"{(HiddenRows.Contains(row) ? " hidden=\"1\"" : "")}>");
            for (var column = 0; column < cells.Length; column++) xml.Append(Cell.Of(cells[column]).Xml($"{(char)('A' + column)}{row}"));
            xml.Append("</row>");
        }

        xml.Append(MoreRows).Append("</sheetData>");
        if (Merged.Length > 0) xml.Append("<mergeCells>").AppendJoin("", Merged.Select(range => $"<mergeCell ref=\"{range}\"/>")).Append("</mergeCells>");
        return xml.Append("</worksheet>").ToString();
    }

    private static (int Left, int Top, int Right, int Bottom) Range(string range)
    {
        var ends = range.Split(':');
        return (ends[0][0] - 'A', int.Parse(ends[0][1..]) - 1, ends[1][0] - 'A', int.Parse(ends[1][1..]) - 1);
    }

    private static string Escape(string text) => SecurityElement.Escape(text)!;

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private enum CellKind
    {
        Blank,
        Text,
        Number,
        Date,
        Percent,
        Error,
        Formula,
    }

    private sealed record Cell(CellKind Kind, string Text, double Number, string Formula = "")
    {
        public static Cell Of(string text)
        {
            if (text.Length == 0) return new Cell(CellKind.Blank, "", 0);
            if (text[0] == '\'') return new Cell(CellKind.Text, text[1..].Replace("\\n", "\n", StringComparison.Ordinal), 0);
            if (text[0] == '@') return new Cell(CellKind.Date, text[1..], DateTime.Parse(text[1..], CultureInfo.InvariantCulture).ToOADate());
            if (text[0] == '#') return new Cell(CellKind.Error, text, 0);
            if (text[0] == '%' && Parse(text[1..]) is { } share) return new Cell(CellKind.Percent, text, share);
            if (text[0] == '=')
            {
                var parts = text[1..].Split('→');
                return new Cell(CellKind.Formula, parts.Length > 1 ? parts[1] : "", 0, parts[0]);
            }

            var isCode = text.Length > 1 && text[0] == '0' && text[1] != '.';
            return !isCode && Parse(text) is { } number ? new Cell(CellKind.Number, text, number) : new Cell(CellKind.Text, text.Replace("\\n", "\n", StringComparison.Ordinal), 0);
        }

        /// <summary>As a person sees it, which is what a csv has.</summary>
        public string Shown => Kind == CellKind.Percent ? (Number * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%" : Text;

        public string Xml(string at) => Kind switch
        {
            CellKind.Blank => "",
            CellKind.Text => $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escape(Text)}</t></is></c>",
            CellKind.Error => $"<c r=\"{at}\" t=\"e\"><v>{Text}</v></c>",
            CellKind.Formula when Text.StartsWith('#') => $"<c r=\"{at}\" t=\"e\"><f>{Escape(Formula)}</f><v>{Text}</v></c>",
            CellKind.Formula => $"<c r=\"{at}\"><f>{Escape(Formula)}</f>{(Text.Length == 0 ? "" : $"<v>{Text}</v>")}</c>",
            _ => $"<c r=\"{at}\" s=\"{(Kind == CellKind.Date ? 1 : Kind == CellKind.Percent ? 2 : 0)}\"><v>{Number.ToString("R", CultureInfo.InvariantCulture)}</v></c>",
        };

        private static double? Parse(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

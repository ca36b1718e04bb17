using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using MonitorWorker.Import.Marking;

namespace MonitorWorker.Tests.Reports.Sheets;

/// <summary>How a cell looks.</summary>
internal sealed record Look
{
    public static readonly Look Plain = new();

    public string Font { get; init; } = "宋体";

    public double Size { get; init; } = 10;

    public bool Bold { get; init; }

    public bool Border { get; init; } = true;

    public string? Fill { get; init; }

    public string Across { get; init; } = "center";

    public string Format { get; init; } = "";
}

/// <summary>A sheet that is being made; cells by their addresses.</summary>
internal sealed class SheetMaker(string name)
{
    public string Name { get; } = name;

    public SortedDictionary<(int Row, int Column), (object? Value, Look Look)> Cells { get; } = [];

    public List<string> Merges { get; } = [];

    public Dictionary<int, double> Heights { get; } = [];

    public IReadOnlyList<double> Widths { get; set; } = [];

    public bool Landscape { get; set; } = true;

    /// <summary>Rows and columns that stay in view.</summary>
    public (int Rows, int Columns) Frozen { get; set; }

    public string? PrintArea { get; set; }

    public string? PrintTitles { get; set; }

    /// <summary>Range of lights (■红色预警 …) that are coloured.</summary>
    public string? Lights { get; set; }

    /// <summary>XML of further elements, each behind sheetData where the schema wants it.</summary>
    public string AfterMerges { get; set; } = "";

    public string AfterPage { get; set; } = "";

    public SheetMaker Put(string range, object? value, Look? look = null)
    {
        var ends = range.Split(':');
        var (from, to) = (CellPlace.Parse(ends[0])!.Value, CellPlace.Parse(ends[^1])!.Value);
        for (var row = from.Row; row <= to.Row; row++)
        {
            for (var column = from.Column; column <= to.Column; column++) Cells[(row, column)] = ((row, column) == (from.Row, from.Column) ? value : null, look ?? Look.Plain);
        }

        if (ends.Length > 1) Merges.Add(range);
        return this;
    }
}

/// <summary>Makes an .xlsx as an office would keep it as a template. The same cells give the same bytes.</summary>
internal sealed class TemplateMaker(params SheetMaker[] sheets)
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Parts = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private static readonly (string Symbol, string Ink, string Paper)[] _lights =
        [("■", "FFA61B1B", "FFFDECEA"), ("▲", "FF8A5A00", "FFFFF4D6"), ("●", "FF0B6B5D", "FFE3F4F1"), ("◆", "FF1F4E79", "FFDDEBF7"), ("○", "FF44546A", "FFE9EDF2")];

    private readonly List<Look> _looks = [new Look { Border = false, Across = "general" }];

    public byte[] Build()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var bodies = sheets.Select(Sheet).ToList();
            Add(zip, "[Content_Types].xml", $"""
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{Parts}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Parts}.styles+xml"/>{Each((_, n) => $"""<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{Parts}.worksheet+xml"/>""")}</Types>
                """);
            Add(zip, "_rels/.rels", $"""<Relationships xmlns="{Packages}"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Add(zip, "xl/_rels/workbook.xml.rels", $"""
                <Relationships xmlns="{Packages}">{Each((_, n) => $"""<Relationship Id="rId{n}" Type="{Relations}/worksheet" Target="worksheets/sheet{n}.xml"/>""")}<Relationship Id="rId99" Type="{Relations}/styles" Target="styles.xml"/></Relationships>
                """);
            Add(zip, "xl/workbook.xml", $"""
                <workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{Each((sheet, n) => $"""<sheet name="{sheet.Name}" sheetId="{n}" r:id="rId{n}"/>""")}</sheets>{Names()}</workbook>
                """);
            Add(zip, "xl/styles.xml", Styles());
            for (var index = 0; index < bodies.Count; index++) Add(zip, string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{index + 1}.xml"), bodies[index]);
        }

        return file.ToArray();
    }

    private string Each(Func<SheetMaker, string, string> part) => string.Concat(sheets.Select((sheet, index) => part(sheet, (index + 1).ToString(CultureInfo.InvariantCulture))));

    private string Names()
    {
        var names = sheets.SelectMany((sheet, index) => new[] { ("_xlnm.Print_Area", sheet.PrintArea, index, sheet.Name), ("_xlnm.Print_Titles", sheet.PrintTitles, index, sheet.Name) }).Where(name => name.Item2 is not null).ToList();
        return names.Count == 0 ? "" : $"<definedNames>{string.Concat(names.Select(name => string.Create(CultureInfo.InvariantCulture, $"""<definedName name="{name.Item1}" localSheetId="{name.index}">'{name.Name}'!{name.Item2}</definedName>""")))}</definedNames>";
    }

    private string Sheet(SheetMaker sheet)
    {
        var rows = string.Concat(sheet.Cells.GroupBy(cell => cell.Key.Row).Select(row =>
        {
            var height = sheet.Heights.TryGetValue(row.Key, out var points) ? string.Create(CultureInfo.InvariantCulture, $" ht=\"{points}\" customHeight=\"1\"") : "";
            return string.Create(CultureInfo.InvariantCulture, $"<row r=\"{row.Key}\"{height}>{string.Concat(row.Select(cell => Cell(cell.Key, cell.Value)))}</row>");
        }));
        var columns = string.Concat(sheet.Widths.Select((width, index) => string.Create(CultureInfo.InvariantCulture, $"<col min=\"{index + 1}\" max=\"{index + 1}\" width=\"{width}\" customWidth=\"1\"/>")));
        var merges = sheet.Merges.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"<mergeCells count=\"{sheet.Merges.Count}\">{string.Concat(sheet.Merges.Select(merge => $"<mergeCell ref=\"{merge}\"/>"))}</mergeCells>");
        var pane = sheet.Frozen.Rows == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $"""<pane{(sheet.Frozen.Columns > 0 ? $" xSplit=\"{sheet.Frozen.Columns}\"" : "")} ySplit="{sheet.Frozen.Rows}" topLeftCell="{new CellPlace(sheet.Frozen.Rows + 1, sheet.Frozen.Columns + 1)}" activePane="{(sheet.Frozen.Columns > 0 ? "bottomRight" : "bottomLeft")}" state="frozen"/>""");
        return $"""
            <worksheet xmlns="{Main}" xmlns:r="{Relations}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0" showGridLines="0">{pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>{(columns.Length == 0 ? "" : $"<cols>{columns}</cols>")}<sheetData>{rows}</sheetData>{merges}{Colours(sheet)}{sheet.AfterMerges}<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="{(sheet.Landscape ? "landscape" : "portrait")}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;"宋体,常规"&amp;9第&amp;P页　共&amp;N页</oddFooter></headerFooter>{sheet.AfterPage}</worksheet>
            """;
    }

    private static string Colours(SheetMaker sheet)
    {
        if (sheet.Lights is not { } range) return "";
        var first = range.Split(':')[0];
        return $"<conditionalFormatting sqref=\"{range}\">" + string.Concat(_lights.Select((light, index) => string.Create(
            CultureInfo.InvariantCulture, $"""<cfRule type="expression" dxfId="{index}" priority="{index + 1}"><formula>LEFT({first},1)="{light.Symbol}"</formula></cfRule>"""))) + "</conditionalFormatting>";
    }

    private string Cell((int Row, int Column) at, (object? Value, Look Look) cell)
    {
        if (!_looks.Contains(cell.Look)) _looks.Add(cell.Look);
        var start = string.Create(CultureInfo.InvariantCulture, $"<c r=\"{new CellPlace(at.Row, at.Column)}\" s=\"{_looks.IndexOf(cell.Look)}\"");
        return cell.Value switch
        {
            null => start + "/>",
            string text when text.StartsWith('=') => $"{start}><f>{SecurityElement.Escape(text[1..])}</f></c>",
            string text => $"{start} t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>",
            var number => string.Create(CultureInfo.InvariantCulture, $"{start}><v>{number}</v></c>"),
        };
    }

    private string Styles()
    {
        var fonts = _looks.Select(look => (look.Font, look.Size, look.Bold)).Distinct().ToList();
        var fills = _looks.Select(look => look.Fill).OfType<string>().Distinct().ToList();
        var formats = _looks.Select(look => look.Format).Where(format => format.Length > 0).Distinct().ToList();
        var numbers = formats.Count == 0 ? "" : $"<numFmts count=\"{formats.Count}\">{string.Concat(formats.Select((format, index) => $"<numFmt numFmtId=\"{164 + index}\" formatCode=\"{SecurityElement.Escape(format)}\"/>"))}</numFmts>";
        var cells = string.Concat(_looks.Select(look =>
        {
            var font = fonts.IndexOf((look.Font, look.Size, look.Bold));
            var fill = look.Fill is { } own ? fills.IndexOf(own) + 2 : 0;
            var format = look.Format.Length == 0 ? 0 : 164 + formats.IndexOf(look.Format);
            return $"<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{(look.Border ? 1 : 0)}\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment horizontal=\"{look.Across}\"{(look is { Border: true, Across: "left" } ? " indent=\"1\"" : "")} vertical=\"center\" wrapText=\"1\"/></xf>";
        }));
        return $"""
            <styleSheet xmlns="{Main}">{numbers}<fonts count="{fonts.Count}">{string.Concat(fonts.Select(font => string.Create(CultureInfo.InvariantCulture, $"<font>{(font.Bold ? "<b/>" : "")}<sz val=\"{font.Size}\"/><name val=\"{font.Font}\"/></font>")))}</fonts><fills count="{fills.Count + 2}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>{string.Concat(fills.Select(fill => $"<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{fill}\"/></patternFill></fill>"))}</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{_looks.Count}">{cells}</cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles><dxfs count="{_lights.Length}">{string.Concat(_lights.Select(light => $"<dxf><font><color rgb=\"{light.Ink}\"/></font><fill><patternFill patternType=\"solid\"><bgColor rgb=\"{light.Paper}\"/></patternFill></fill></dxf>"))}</dxfs></styleSheet>
            """;
    }

    private static void Add(ZipArchive zip, string name, string xml)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var writer = new StreamWriter(entry.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml);
    }
}

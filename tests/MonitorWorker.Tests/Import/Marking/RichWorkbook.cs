using System.IO.Compression;
using System.Text;

namespace MonitorWorker.Tests.Import.Marking;

/// <summary>
/// A workbook as an office has it, with everything that a marked copy must not lose: merged title, widths, number formats, formulas,
/// a drop-down list, a colour rule, an own comment on A3, a second sheet.
/// </summary>
internal static class RichWorkbook
{
    public const string Sheet = "执行";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Parts = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private const string Styles = $"""
        <styleSheet xmlns="{Main}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><numFmts count="1"><numFmt numFmtId="180" formatCode="0.00_ "/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="14"/><name val="黑体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFDDEBF7"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="center"/></xf><xf numFmtId="0" fontId="0" fillId="2" borderId="1" xfId="0" applyFill="1" applyBorder="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1"/><xf numFmtId="180" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1"/></cellXfs><dxfs count="1"><dxf><font><color rgb="FF9C0006"/></font></dxf></dxfs></styleSheet>
        """;

    /// <summary>Row 5 leaves out the cell of the amount and the numbers of its cells, as some programs write.</summary>
    private const string Cells = $"""
        <worksheet xmlns="{Main}" xmlns:r="{Relations}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><dimension ref="A1:D7"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="18"/><cols><col min="1" max="1" width="14" customWidth="1" style="3"/><col min="2" max="2" width="12" customWidth="1"/><col min="3" max="3" width="22" customWidth="1" style="4"/><col min="4" max="4" width="14" hidden="1" customWidth="1"/></cols><sheetData><row r="1" ht="28" customHeight="1"><c r="A1" s="1" t="inlineStr"><is><t>八月执行情况</t></is></c><c r="B1" s="1"/><c r="C1" s="1"/></row><row r="2"><c r="A2" s="2" t="s"><v>0</v></c><c r="B2" s="2" t="s"><v>1</v></c><c r="C2" s="2" t="s"><v>2</v></c></row><row r="3" spans="1:4" x14ac:dyDescent="0.25"><c r="A3" s="3" t="inlineStr"><is><t>0101</t></is></c><c r="B3" s="3" t="inlineStr"><is><t>2024-08</t></is></c><c r="C3" s="4" t="inlineStr"><is><t>很多</t></is></c><c r="D3"><f>1+1</f><v>2</v></c></row><row r="4"><c r="A4" s="3" t="inlineStr"><is><t>0102</t></is></c><c r="B4" s="3" t="inlineStr"><is><t>2024-08</t></is></c><c r="C4" s="4"><f>D3*2</f><v>4</v></c></row><row><c s="3" t="inlineStr"><is><t xml:space="preserve"> 0103</t></is></c><c s="3" t="inlineStr"><is><t>2024-13</t></is></c></row><row r="7"><c r="A7" s="3" t="inlineStr"><is><t>合计</t></is></c><c r="C7" s="4"><f>SUM(C3:C5)</f><v>4</v></c></row></sheetData><mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="A7:B7"/></mergeCells><conditionalFormatting sqref="C3:C5"><cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>0</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="B3:B5"><formula1>"2024-07,2024-08"</formula1></dataValidation></dataValidations><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>LEGACY<extLst><ext uri="example"/></extLst></worksheet>
        """;

    private const string Comments = $"""
        <comments xmlns="{Main}"><authors><author>会计</author></authors><commentList><comment ref="A3" authorId="0"><text><t>编码见预算批复</t></text></comment></commentList></comments>
        """;

    // The <br> is not closed: spreadsheet programs write it so.
    private const string Drawing = """
        <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype><v:shape id="_x0000_s1030" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:textbox><div style="text-align:left"><br></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>1, 15, 1, 2, 3, 15, 5, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>2</x:Row><x:Column>0</x:Column></x:ClientData></v:shape></xml>
        """;

    /// <param name="hasComment">With the office's own comment on A3.</param>
    /// <param name="change">Changes a part's text before it is written: name, text, new text.</param>
    public static MemoryStream Make(bool hasComment = true, Func<string, string, string>? change = null)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("[Content_Types].xml", $"""
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/xl/workbook.xml" ContentType="{Parts}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Parts}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{Parts}.sharedStrings+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Parts}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="{Parts}.worksheet+xml"/>{(hasComment ? $"""<Override PartName="/xl/comments1.xml" ContentType="{Parts}.comments+xml"/>""" : "")}</Types>
                """);
            Add("_rels/.rels", $"""<Relationships xmlns="{Packages}"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Add("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Packages}"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="{Relations}/styles" Target="styles.xml"/><Relationship Id="rId4" Type="{Relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""");
            Add("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="{Sheet}" sheetId="1" r:id="rId1"/><sheet name="说明" sheetId="2" r:id="rId2"/></sheets></workbook>""");
            Add("xl/styles.xml", Styles);
            Add("xl/sharedStrings.xml", $"""<sst xmlns="{Main}" count="3" uniqueCount="3"><si><t>项目编码</t></si><si><t>截止月份</t></si><si><t>累计执行数（万元）</t></si></sst>""");
            Add("xl/worksheets/sheet1.xml", Cells.Replace("LEGACY", hasComment ? """<legacyDrawing r:id="rId1"/>""" : ""));
            Add("xl/worksheets/sheet2.xml", $"""<worksheet xmlns="{Main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>每月5日前报送</t></is></c></row></sheetData></worksheet>""");
            if (hasComment)
            {
                Add("xl/worksheets/_rels/sheet1.xml.rels", $"""<Relationships xmlns="{Packages}"><Relationship Id="rId1" Type="{Relations}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/><Relationship Id="rId2" Type="{Relations}/comments" Target="../comments1.xml"/></Relationships>""");
                Add("xl/comments1.xml", Comments);
                Add("xl/drawings/vmlDrawing1.vml", Drawing);
            }

            void Add(string name, string text)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                writer.Write(change?.Invoke(name, text) ?? text);
            }
        }

        file.Position = 0;
        return file;
    }
}

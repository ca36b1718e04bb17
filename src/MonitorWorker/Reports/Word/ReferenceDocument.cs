using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace MonitorWorker.Reports.Word;

/// <summary>Makes the Word file that the office edits: each style with a line that shows it, an upright section and a turned one. A4; distances in twips.</summary>
internal static class ReferenceDocument
{
    public const string UprightOdd = "rIdFooterOdd";
    public const string UprightEven = "rIdFooterEven";
    public const string TurnedOdd = "rIdFooterTurnedOdd";
    public const string TurnedEven = "rIdFooterTurnedEven";

    // 210 × 297 mm; margins 37, 35, 28, 26 mm leave 156 × 225 mm.
    private const int Short = 11906;
    private const int Long = 16838;
    private const int Top = 2098;
    private const int Bottom = 1984;
    private const int Left = 1588;
    private const int Right = 1474;

    // The number's upper edge is 7 mm below the text, and its line some 6 mm high.
    private const int FooterDistance = 1247;
    private const int NumberHeight = 397;
    private const int NumberDistance = 397;

    private static readonly (StyleRole Role, string Text)[] _shown =
    [
        (StyleRole.Title, "公文标题（版式样本）"),
        (StyleRole.Addressee, "主送机关："),
        (StyleRole.Body, "本文件只规定版式，其中的文字不会写进公文。要改字体、字号、行距，请修改相应名称的样式；要改页边距、纸张方向和网格，请修改页面设置；要改页码，请修改页脚。各样式的名称不要改动，删去的样式按程序自带的版式处理。"),
        (StyleRole.Level1, "一、一级标题"),
        (StyleRole.Level2, "（一）二级标题"),
        (StyleRole.Level3, "1.三级标题"),
        (StyleRole.Level4, "（1）四级标题"),
        (StyleRole.Body, "公文正文。"),
        (StyleRole.Caption, "表题"),
        (StyleRole.Unit, "表格单位"),
        (StyleRole.Head, "表头文字"),
        (StyleRole.Cell, "表格文字"),
        (StyleRole.Note, "表注"),
        (StyleRole.Figure, "图示"),
        (StyleRole.AttachmentNote, "附件说明"),
        (StyleRole.Office, "公文署名"),
        (StyleRole.Date, "成文日期"),
        (StyleRole.AttachmentMark, "附件标识"),
        (StyleRole.AttachmentTitle, "附件标题"),
    ];

    public static byte[] Build()
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            // Ids are given everywhere: those that the SDK makes up are others each time.
            var main = document.AddNewPart<MainDocumentPart>("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "rIdDocument");
            Feed(main.AddNewPart<StyleDefinitionsPart>("rIdStyles"), ReferenceStyles.Styles);
            Feed(main.AddNewPart<FontTablePart>("rIdFonts"), ReferenceStyles.Fonts);
            Feed(main.AddNewPart<DocumentSettingsPart>("rIdSettings"), Settings);
            AddUprightFooters(main, ReferenceStyles.Id(StyleRole.PageNumber));
            AddTurnedFooters(main, ReferenceStyles.Id(StyleRole.PageNumber));
            main.Document = new Document(new Body(Shown().Append(Upright()).Append(Line(StyleRole.Caption, "横排页面")).Append(Turned())));
            main.Document.AddNamespaceDeclaration("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
            CoreProperties.Write(document, "公文版式", new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }

        return Packing.Repack(stream);
    }

    /// <summary>The page numbers of upright pages, for a file that has none.</summary>
    /// <param name="style">Id of the style of page numbers.</param>
    public static void AddUprightFooters(MainDocumentPart main, string style)
    {
        AddFooter(main, UprightOdd, ReferenceFooters.Upright(style, even: false));
        AddFooter(main, UprightEven, ReferenceFooters.Upright(style, even: true));
    }

    public static void Feed(OpenXmlPart part, string xml)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        part.FeedData(stream);
    }

    public static IEnumerable<OpenXmlElement> FooterReferences(string odd, string even) =>
    [
        new FooterReference { Type = HeaderFooterValues.Default, Id = odd },
        new FooterReference { Type = HeaderFooterValues.Even, Id = even },
    ];

    private static void AddTurnedFooters(MainDocumentPart main, string style)
    {
        // On the turned page the lower edge lies to the left.
        var left = Bottom - NumberDistance - NumberHeight;
        var height = Short - Left - Right;
        AddFooter(main, TurnedOdd, ReferenceFooters.Turned(style, even: false, 1, left, Left, NumberHeight, height));
        AddFooter(main, TurnedEven, ReferenceFooters.Turned(style, even: true, 2, left, Left, NumberHeight, height));
    }

    /// <summary>One that the file has already stays as the office has it.</summary>
    private static void AddFooter(MainDocumentPart main, string id, string xml)
    {
        if (!main.TryGetPartById(id, out _)) Feed(main.AddNewPart<FooterPart>(id), xml);
    }

    private static IEnumerable<OpenXmlElement> Shown() => _shown.Select(shown => Line(shown.Role, shown.Text));

    private static Paragraph Line(StyleRole role, string text) =>
        new(new ParagraphProperties(new ParagraphStyleId { Val = ReferenceStyles.Id(role) }), new Run(new RunProperties(new RunFonts { Hint = FontTypeHintValues.EastAsia }), new Text(text)));

    private static Paragraph Upright() => new(new ParagraphProperties(
        new ParagraphStyleId { Val = ReferenceStyles.Id(StyleRole.Cell) },
        new SectionProperties(
            [.. FooterReferences(UprightOdd, UprightEven), .. Page(new PageSize { Width = Short, Height = Long }, Top, Right, Bottom, Left)])));

    /// <summary>Turned to the right as far as the text goes: its head lies where the upright page is bound.</summary>
    private static SectionProperties Turned() => new(
        [.. FooterReferences(TurnedOdd, TurnedEven), .. Page(new PageSize { Width = Long, Height = Short, Orient = PageOrientationValues.Landscape }, Left, Top, Right, Bottom)]);

    private static IEnumerable<OpenXmlElement> Page(PageSize size, int top, int right, int bottom, int left) =>
    [
        size,
        new PageMargin { Top = top, Right = (uint)right, Bottom = bottom, Left = (uint)left, Header = 851, Footer = FooterDistance, Gutter = 0 },
        new Columns { Space = "425" },
        new DocGrid { Type = DocGridValues.Lines, LinePitch = ReferenceStyles.Pitch },
    ];

    private const string Settings = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="579"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>
        """;
}

using System.Globalization;
using System.Text;

namespace MonitorWorker.Reports.Word;

/// <summary>The styles and fonts of GB/T 9704-2012 as parts of a Word file. Sizes are half points, distances twentieths of a point.</summary>
internal static class ReferenceStyles
{
    /// <summary>22 lines of it fill 225 mm: 28.95 pt.</summary>
    public const int Pitch = 579;

    private const string Namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    // Digits and Latin letters too: the standard names one face for all of the text, and those of 仿宋 are half a character wide, so that figures stand below each other.
    // 仿宋 rather than 仿宋_GB2312, which lacks rare characters of people's names.
    private const string FangSong = "仿宋";
    private const string Hei = "黑体";
    private const string Kai = "楷体";
    private const string Song = "宋体";
    private const string XiaoBiaoSong = "方正小标宋简体";

    private const string NoIndent = "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>";
    private const string OffGrid = "<w:widowControl w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/><w:adjustRightInd w:val=\"0\"/><w:snapToGrid w:val=\"0\"/>";

    public static string Fonts { get; } = $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <w:fonts {Namespace}>{Font(FangSong, "FangSong,仿宋_GB2312,FandolFang", "modern", "fixed")}{Font(Hei, "SimHei", "modern", "fixed")}{Font(Kai, "KaiTi,楷体_GB2312", "modern", "fixed")}{Font(Song, "SimSun", "auto", "variable")}{Font(XiaoBiaoSong, "方正小标宋_GBK,小标宋,宋体,SimSun", "script", "fixed")}</w:fonts>
        """;

    public static string Styles { get; } = Build();

    private static string Build()
    {
        var xml = new StringBuilder();
        string[] sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
        xml.Append(CultureInfo.InvariantCulture, $"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {Namespace}>""");
        xml.Append(CultureInfo.InvariantCulture, $"""<w:docDefaults><w:rPrDefault><w:rPr>{Face(FangSong)}<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>""");
        xml.Append("""<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>""");
        xml.Append("""<w:style w:type="character" w:default="1" w:styleId="DefaultFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>""");
        xml.Append("""<w:style w:type="table" w:default="1" w:styleId="NormalTable"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>""");
        xml.Append("""<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>""");

        // The body is not kept from leaving single lines: a page has its 22 lines. Letters stand 15.75 pt apart, so that 28 of them fill a line; a grid of characters is understood differently by each program.
        Paragraph(xml, StyleRole.Body, null,
            $"<w:widowControl w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/><w:adjustRightInd w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{Pitch}\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"630\"/><w:jc w:val=\"both\"/>",
            Face(FangSong) + "<w:spacing w:val=\"-5\"/>" + Size(32));
        Paragraph(xml, StyleRole.Title, null,
            $"<w:keepNext/><w:keepLines/>{OffGrid}<w:spacing w:before=\"0\" w:after=\"{Pitch}\" w:line=\"680\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>", Face(XiaoBiaoSong) + Size(44));
        Heading(xml, StyleRole.Level1, 0, Hei);
        Heading(xml, StyleRole.Level2, 1, Kai);
        Heading(xml, StyleRole.Level3, 2, FangSong);
        Heading(xml, StyleRole.Level4, 3, FangSong);
        Paragraph(xml, StyleRole.Addressee, StyleRole.Body, NoIndent, "");
        Paragraph(xml, StyleRole.AttachmentNote, StyleRole.Body, NoIndent + "<w:jc w:val=\"left\"/>", "");
        Paragraph(xml, StyleRole.Office, StyleRole.Body, $"<w:keepNext/><w:keepLines/>{NoIndent}<w:jc w:val=\"right\"/>", "");
        Paragraph(xml, StyleRole.Date, StyleRole.Body, "<w:keepLines/><w:ind w:rightChars=\"400\" w:right=\"1260\" w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"right\"/>", "");
        Paragraph(xml, StyleRole.AttachmentMark, StyleRole.Body, $"<w:keepNext/>{NoIndent}<w:jc w:val=\"left\"/>", Face(Hei));
        Paragraph(xml, StyleRole.AttachmentTitle, StyleRole.Title, $"<w:spacing w:before=\"{Pitch}\"/>", "");
        Paragraph(xml, StyleRole.Caption, null, $"<w:keepNext/><w:keepLines/>{OffGrid}<w:spacing w:before=\"160\" w:after=\"60\"/><w:jc w:val=\"center\"/>", Face(Hei) + Size(28));
        Paragraph(xml, StyleRole.Unit, null, $"<w:keepNext/><w:keepLines/>{OffGrid}<w:spacing w:before=\"0\" w:after=\"40\"/><w:jc w:val=\"right\"/>", Face(FangSong) + Size(24));
        Paragraph(xml, StyleRole.Cell, null, $"{OffGrid}<w:spacing w:before=\"40\" w:after=\"40\"/><w:jc w:val=\"left\"/>", Face(FangSong) + Size(24));
        Paragraph(xml, StyleRole.Head, StyleRole.Cell, "<w:jc w:val=\"center\"/>", Face(Hei));
        Paragraph(xml, StyleRole.Note, null, $"{OffGrid}<w:spacing w:before=\"40\" w:after=\"40\"/><w:jc w:val=\"both\"/>", Face(FangSong) + Size(21));
        Paragraph(xml, StyleRole.Figure, null, $"{OffGrid}<w:spacing w:before=\"80\" w:after=\"80\"/><w:jc w:val=\"center\"/>", "");
        Paragraph(xml, StyleRole.PageNumber, null, $"{OffGrid}<w:spacing w:before=\"0\" w:after=\"0\"/>", Face(Song) + Size(28));
        xml.Append(CultureInfo.InvariantCulture, $"""<w:style w:type="character" w:customStyle="1" w:styleId="{Id(StyleRole.Kai)}"><w:name w:val="{StyleRoles.Names[StyleRole.Kai]}"/><w:qFormat/><w:rPr>{Face(Kai)}</w:rPr></w:style>""");
        xml.Append(CultureInfo.InvariantCulture, $"""<w:style w:type="table" w:customStyle="1" w:styleId="{Id(StyleRole.Table)}"><w:name w:val="{StyleRoles.Names[StyleRole.Table]}"/><w:basedOn w:val="NormalTable"/><w:qFormat/><w:tblPr><w:tblBorders>{string.Concat(sides.Select(side => $"<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"))}</w:tblBorders><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>""");
        return xml.Append("</w:styles>").ToString();
    }

    public static string Id(StyleRole role) => "Official" + role;

    private static void Heading(StringBuilder xml, StyleRole role, int outline, string face) =>
        Paragraph(xml, role, StyleRole.Body, $"<w:keepNext/><w:jc w:val=\"left\"/><w:outlineLvl w:val=\"{outline}\"/>", Face(face));

    private static void Paragraph(StringBuilder xml, StyleRole role, StyleRole? basedOn, string paragraph, string run) =>
        xml.Append(CultureInfo.InvariantCulture, $"""<w:style w:type="paragraph" w:customStyle="1" w:styleId="{Id(role)}"><w:name w:val="{StyleRoles.Names[role]}"/><w:basedOn w:val="{(basedOn is { } basis ? Id(basis) : "Normal")}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>{(run.Length > 0 ? $"<w:rPr>{run}</w:rPr>" : "")}</w:style>""");

    private static string Face(string name) => $"<w:rFonts w:ascii=\"{name}\" w:eastAsia=\"{name}\" w:hAnsi=\"{name}\" w:cs=\"{name}\"/>";

    private static string Size(int halfPoints) => $"<w:sz w:val=\"{halfPoints}\"/><w:szCs w:val=\"{halfPoints}\"/>";

    private static string Font(string name, string others, string family, string pitch) =>
        $"<w:font w:name=\"{name}\"><w:altName w:val=\"{others}\"/><w:charset w:val=\"86\"/><w:family w:val=\"{family}\"/><w:pitch w:val=\"{pitch}\"/></w:font>";
}

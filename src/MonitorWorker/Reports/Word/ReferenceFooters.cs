namespace MonitorWorker.Reports.Word;

/// <summary>Page numbers “— 1 —”: odd pages right, even pages left; on turned pages where they are once the page is turned back.</summary>
internal static class ReferenceFooters
{
    private const string Namespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
        + "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "
        + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

    private const int EmuPerTwip = 635;

    public static string Upright(string style, bool even) => Footer(Number(style, even));

    /// <summary>A frame at the left edge, whose letters are turned with the page.</summary>
    /// <param name="shape">Number of the frame, once in a file.</param>
    /// <param name="left">From the edge of the page to the frame, twips; as <paramref name="top"/>.</param>
    public static string Turned(string style, bool even, int shape, int left, int top, int width, int height) => Footer($"""
        <w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
        <wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{shape}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
        <wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>{left * EmuPerTwip}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>{top * EmuPerTwip}</wp:posOffset></wp:positionV>
        <wp:extent cx="{width * EmuPerTwip}" cy="{height * EmuPerTwip}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="{shape}" name="页码{shape}"/><wp:cNvGraphicFramePr/>
        <a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
        <wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width * EmuPerTwip}" cy="{height * EmuPerTwip}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
        <wps:txbx><w:txbxContent>{Number(style, even)}</w:txbxContent></wps:txbx><wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic>
        </wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>
        """.ReplaceLineEndings(""));

    private static string Footer(string content) => $"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr {Namespaces}>{content}</w:ftr>""";

    private static string Number(string style, bool even)
    {
        var (side, indent) = even ? ("left", "<w:ind w:leftChars=\"100\" w:left=\"280\"/>") : ("right", "<w:ind w:rightChars=\"100\" w:right=\"280\"/>");
        return $"""
            <w:p><w:pPr><w:pStyle w:val="{style}"/>{indent}<w:jc w:val="{side}"/></w:pPr>{Run("<w:t xml:space=\"preserve\">— </w:t>")}{Run("<w:fldChar w:fldCharType=\"begin\"/>")}{Run("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>")}{Run("<w:fldChar w:fldCharType=\"separate\"/>")}{Run("<w:t>1</w:t>")}{Run("<w:fldChar w:fldCharType=\"end\"/>")}{Run("<w:t xml:space=\"preserve\"> —</w:t>")}</w:p>
            """.Trim();
    }

    private static string Run(string content) => $"<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>{content}</w:r>";
}

using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace MonitorWorker.Reports.Word;

/// <summary>Paragraphs and letters in the styles of the office.</summary>
internal static class Paragraphs
{
    private const string ThinLine = "20";

    /// <summary>Of a line in a table: 1.3 times the letters, as 仿宋 has it.</summary>
    private const int TwipsPerHalfPoint = 13;

    public static Paragraph Of(OfficialStyle style, StyleRole role, IReadOnlyList<TextSpan> text, bool bold = false, int? size = null)
    {
        var properties = new ParagraphProperties { ParagraphStyleId = new ParagraphStyleId { Val = style.Ids[role] } };
        // Each font has line heights of its own, and a table would end on another page with every font that stands in for 仿宋.
        if (role is StyleRole.Cell or StyleRole.Head)
            properties.SpacingBetweenLines = new SpacingBetweenLines { Line = ((size ?? style.CellSize) * TwipsPerHalfPoint).ToString(System.Globalization.CultureInfo.InvariantCulture), LineRule = LineSpacingRuleValues.Exact };
        var paragraph = new Paragraph(properties);
        foreach (var span in text.Where(span => span.Text.Length > 0)) paragraph.AppendChild(Letters(style, span, bold, size));
        return paragraph;
    }

    /// <summary>A line that takes no room, where Word must have a paragraph.</summary>
    public static Paragraph Thin(OfficialStyle style) => new(new ParagraphProperties
    {
        ParagraphStyleId = new ParagraphStyleId { Val = style.Ids[StyleRole.Cell] },
        SnapToGrid = new SnapToGrid { Val = false },
        SpacingBetweenLines = new SpacingBetweenLines { Before = "0", After = "0", Line = ThinLine, LineRule = LineSpacingRuleValues.Exact },
        ParagraphMarkRunProperties = new ParagraphMarkRunProperties(new FontSize { Val = "2" }, new FontSizeComplexScript { Val = "2" }),
    });

    public static bool IsThin(Paragraph paragraph) => paragraph.ParagraphProperties?.SpacingBetweenLines is { Line.Value: ThinLine };

    private static Run Letters(OfficialStyle style, TextSpan span, bool bold, int? size)
    {
        // Marks such as “ and — belong to Chinese and to Latin fonts alike: without a hint they come out narrow.
        var properties = new RunProperties { RunFonts = new RunFonts { Hint = FontTypeHintValues.EastAsia } };
        if (span.Kai) properties.RunStyle = new RunStyle { Val = style.Ids[StyleRole.Kai] };
        if (span.Bold || bold) properties.Bold = new Bold();
        if (size is { } halfPoints)
        {
            var value = halfPoints.ToString(System.Globalization.CultureInfo.InvariantCulture);
            (properties.FontSize, properties.FontSizeComplexScript) = (new FontSize { Val = value }, new FontSizeComplexScript { Val = value });
        }

        return new Run(properties, span.Text == TextSpan.LineBreak ? new Break() : new Text(span.Text) { Space = SpaceProcessingModeValues.Preserve });
    }
}

using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace MonitorWorker.Reports.Word;

/// <summary>Word's own charts, drawn by the program that shows the document. Each carries a workbook with its figures, so that a clerk can go on working with it.</summary>
internal sealed class ChartWriter(OfficialStyle style, MainDocumentPart main)
{
    private const int EmuPerTwip = 635;
    private const int TwipsPerPoint = 20;

    /// <summary>Most of a page's height, with room for a title and a note: 180 mm.</summary>
    private const int Highest = 10200;

    private uint _count;

    /// <param name="width">Of the text, twips.</param>
    public Paragraph Write(ChartPiece chart, int width, bool keepNext)
    {
        _count++;
        var number = _count.ToString(CultureInfo.InvariantCulture);
        var id = "rIdChart" + number;
        var part = main.AddNewPart<ChartPart>(id);
        var data = ChartData.Of(chart.Table);
        var workbook = part.AddEmbeddedPackagePart(EmbeddedPackagePartType.Xlsx, "rIdData");
        using (var bytes = new MemoryStream(ChartWorkbook.Of(data))) workbook.FeedData(bytes);
        using (var stream = part.GetStream(FileMode.Create, FileAccess.Write)) ChartXml.Of(chart.Kind, data, "rIdData").Save(stream);

        var paragraph = Paragraphs.Of(style, StyleRole.Figure, []);
        if (keepNext) paragraph.ParagraphProperties!.KeepNext = new KeepNext();
        var height = Math.Min(Height(chart.Kind, data, width), Highest);
        paragraph.AppendChild(new Run(new Drawing(Inline(id, $"图{number}", data.Told, (long)width * EmuPerTwip, (long)height * EmuPerTwip))));
        return paragraph;
    }

    private static int Height(ChartKind kind, ChartData data, int width) => kind switch
    {
        ChartKind.Bars => (data.Names.Count * (data.Series.Count * 15 + 10) + 60) * TwipsPerPoint,
        // Lines are read by where they part, columns by how high they are.
        ChartKind.Curve => Math.Min(width * 20 / 100, 3500),
        _ => Math.Min(width * 38 / 100, 5000),
    };

    private Wp.Inline Inline(string id, string name, string told, long width, long height) => new(
        new Wp.Extent { Cx = width, Cy = height },
        new Wp.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
        new Wp.DocProperties { Id = 100 + _count, Name = name, Description = told },
        new Wp.NonVisualGraphicFrameDrawingProperties(),
        new A.Graphic(new A.GraphicData(new C.ChartReference { Id = id }) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart" }))
    {
        DistanceFromTop = 0U,
        DistanceFromBottom = 0U,
        DistanceFromLeft = 0U,
        DistanceFromRight = 0U,
    };
}

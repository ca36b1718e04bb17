using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace MonitorWorker.Import.Marking;

/// <summary>What has to be known of a worksheet before it is rewritten, read in one pass that keeps no rows.</summary>
/// <param name="LegacyDrawing">Relationship of the drawing that holds the frames of the comments; null where there is none.</param>
internal sealed record SheetScan(string? LegacyDrawing, IReadOnlyList<(CellPlace From, CellPlace To)> Merges)
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static SheetScan Of(WorksheetPart part)
    {
        string? drawing = null;
        var rows = 0;
        var merges = new List<(CellPlace From, CellPlace To)>();
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var reader = XmlReader.Create(stream, PackageCheck.Reading);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            PackageCheck.RequireFlat(reader);
            switch (reader.LocalName)
            {
                case "row" when ++rows > MarkedCopy.MostRows:
                    throw new CannotMarkException(string.Create(CultureInfo.InvariantCulture, $"原文件超过{MarkedCopy.MostRows}行"));
                case "mergeCell" when Range(reader.GetAttribute("ref")) is { } range:
                    merges.Add(range);
                    break;
                case "legacyDrawing" when reader.Depth == 1:
                    drawing = reader.GetAttribute("id", Relations);
                    break;
            }
        }

        return new SheetScan(drawing, merges);
    }

    public CellPlace OriginOf(CellPlace place)
    {
        foreach (var (from, to) in Merges)
        {
            if (from.Row <= place.Row && place.Row <= to.Row && from.Column <= place.Column && place.Column <= to.Column) return from;
        }

        return place;
    }

    private static (CellPlace From, CellPlace To)? Range(string? text) =>
        text?.Split(':') is [var from, var to] && CellPlace.Parse(from) is { } first && CellPlace.Parse(to) is { } last ? (first, last) : null;
}

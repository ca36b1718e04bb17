using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;

namespace MonitorWorker.Import.Marking;

/// <summary>
/// Copies a worksheet's XML and changes the style of the marked cells on the way. Everything else passes as it is, so that
/// nothing is lost which no library knows; memory holds one row at a time.
/// </summary>
internal sealed class SheetRewriter
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>What the schema wants behind the drawing of the comments.</summary>
    private static readonly HashSet<string> _behindDrawing =
        ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst", "AlternateContent"];

    private readonly SortedDictionary<int, SortedSet<int>> _marked = [];
    private readonly SortedDictionary<int, SortedSet<int>> _unmarked = [];
    private readonly MarkStyles _styles;
    private readonly List<(int First, int Last, uint Style)> _columns = [];
    private string? _drawing;

    /// <param name="drawing">Relationship of the comments' drawing that the sheet does not name yet.</param>
    public SheetRewriter(IEnumerable<CellPlace> marked, IEnumerable<CellPlace> unmarked, MarkStyles styles, string? drawing)
    {
        foreach (var place in marked) Add(_marked, place);
        foreach (var place in unmarked) Add(_unmarked, place);
        _styles = styles;
        _drawing = drawing;
    }

    public void Rewrite(WorksheetPart part)
    {
        using var rewritten = new MemoryStream();
        using (var stream = part.GetStream(FileMode.Open, FileAccess.Read))
        using (var reader = XmlReader.Create(stream, PackageCheck.Reading))
        using (var writer = XmlWriter.Create(rewritten, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false, NewLineHandling = NewLineHandling.Entitize }))
        {
            writer.WriteStartDocument(standalone: true);
            reader.MoveToContent();
            CopySheet(reader, writer);
            writer.WriteEndDocument();
        }

        rewritten.Position = 0;
        part.FeedData(rewritten);
    }

    private static void Add(SortedDictionary<int, SortedSet<int>> rows, CellPlace place)
    {
        if (!rows.TryGetValue(place.Row, out var columns)) rows[place.Row] = columns = [];
        columns.Add(place.Column);
    }

    private void CopySheet(XmlReader reader, XmlWriter writer)
    {
        var main = reader.NamespaceURI;
        var isBehindCells = false;
        CopyChildren(reader, writer, () =>
        {
            if (isBehindCells && _behindDrawing.Contains(reader.LocalName)) WriteDrawing(writer, main);
            switch (reader.LocalName)
            {
                case "cols":
                    var columns = (XElement)XNode.ReadFrom(reader);
                    ReadColumns(columns);
                    columns.WriteTo(writer);
                    break;
                case "sheetData":
                    CopyRows(reader, writer);
                    isBehindCells = true;
                    break;
                default:
                    writer.WriteNode(reader, defattr: false);
                    break;
            }
        }, () => WriteDrawing(writer, main));
    }

    private void CopyRows(XmlReader reader, XmlWriter writer)
    {
        var main = reader.NamespaceURI;
        var missing = new Queue<int>(_marked.Keys);
        var row = 0;
        CopyChildren(reader, writer, () =>
        {
            // Some programs leave the numbers out where nothing is skipped.
            row = Number(reader.GetAttribute("r")) ?? row + 1;
            while (missing.TryPeek(out var next) && next < row) WriteRow(missing.Dequeue());
            if (missing.TryPeek(out var same) && same == row) missing.Dequeue();
            if (!_marked.ContainsKey(row) && !_unmarked.ContainsKey(row))
            {
                writer.WriteNode(reader, defattr: false);
                return;
            }

            var element = (XElement)XNode.ReadFrom(reader);
            Change(element, row);
            element.WriteTo(writer);
        }, () =>
        {
            while (missing.TryDequeue(out var next)) WriteRow(next);
        });

        void WriteRow(int number)
        {
            var element = new XElement(XName.Get("row", main), new XAttribute("r", number));
            Change(element, number);
            element.WriteTo(writer);
        }
    }

    /// <summary>Copies the element that the reader stands on; each element inside goes to <paramref name="copyElement"/>, which moves on behind it.</summary>
    private static void CopyChildren(XmlReader reader, XmlWriter writer, Action copyElement, Action atEnd)
    {
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        writer.WriteAttributes(reader, defattr: false);
        var isEmpty = reader.IsEmptyElement;
        reader.Read();
        while (!isEmpty && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.EOF) throw new XmlException("The part ends inside an element.");
            if (reader.NodeType == XmlNodeType.Element) copyElement();
            else writer.WriteNode(reader, defattr: false);
        }

        atEnd();
        writer.WriteEndElement();
        if (!isEmpty) reader.Read();
    }

    private void WriteDrawing(XmlWriter writer, string main)
    {
        if (_drawing is null) return;
        writer.WriteStartElement("legacyDrawing", main);
        writer.WriteAttributeString("r", "id", Relations, _drawing);
        writer.WriteEndElement();
        _drawing = null;
    }

    private void ReadColumns(XElement columns)
    {
        foreach (var column in columns.Elements())
        {
            if (Number(column.Attribute("min")?.Value) is { } first && Number(column.Attribute("max")?.Value) is { } last && Style(column.Attribute("style")) is { } style)
                _columns.Add((first, last, style));
        }
    }

    private void Change(XElement row, int number)
    {
        // A hint for readers that would be wrong with a new cell outside of it.
        row.Attribute("spans")?.Remove();
        var cells = new SortedDictionary<int, XElement>();
        var column = 0;
        foreach (var cell in row.Elements(row.Name.Namespace + "c"))
        {
            column = CellPlace.Parse(cell.Attribute("r")?.Value)?.Column ?? column + 1;
            cells.TryAdd(column, cell);
        }

        foreach (var unmarked in _unmarked.GetValueOrDefault(number) ?? [])
        {
            if (cells.TryGetValue(unmarked, out var cell)) SetStyle(cell, _styles.Unmarked(Style(cell.Attribute("s")) ?? 0));
        }

        foreach (var marked in _marked.GetValueOrDefault(number) ?? [])
        {
            if (!cells.TryGetValue(marked, out var cell))
            {
                cell = new XElement(row.Name.Namespace + "c", new XAttribute("r", new CellPlace(number, marked).ToString()), new XAttribute("s", InheritedStyle(row, marked)));
                var before = cells.Where(other => other.Key < marked).Select(other => other.Value).LastOrDefault();
                if (before is null) row.AddFirst(cell);
                else before.AddAfterSelf(cell);
                cells.Add(marked, cell);
            }

            SetStyle(cell, _styles.Marked(Style(cell.Attribute("s")) ?? 0));
        }
    }

    /// <summary>What an empty cell looks like that is not written: as its row, else as its column.</summary>
    private uint InheritedStyle(XElement row, int column)
    {
        if (row.Attribute("customFormat")?.Value is "1" or "true" && Style(row.Attribute("s")) is { } style) return style;
        return _columns.Find(range => range.First <= column && column <= range.Last).Style;
    }

    private static void SetStyle(XElement cell, uint style) => cell.SetAttributeValue("s", style);

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static uint? Style(XAttribute? attribute) => (uint?)Number(attribute?.Value);
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace MonitorWorker.Import.Formats;

/// <summary>
/// Reads .xlsx and .xlsm row by row, in the transitional and the strict namespace. Cached values only: a formula is never
/// evaluated, and one without a value says so (<see cref="CellMarks.NotComputed"/>).
/// </summary>
internal sealed partial class XlsxReader(OoxmlPackage package, Allowance allowance)
{
    private readonly SharedText _texts = new(allowance.Limits);
    private readonly List<NumberFormat> _styles = [];
    private bool _since1904;

    public IEnumerable<SourceSheet> Read(string workbook)
    {
        var relationships = package.Relationships(workbook);
        var sheets = Sheets(workbook);
        if (relationships.FirstOrDefault(part => part.Is("styles")) is { } styles && package.Has(styles.Target)) ReadStyles(styles.Target);
        if (relationships.FirstOrDefault(part => part.Is("sharedStrings")) is { } texts && package.Has(texts.Target)) ReadTexts(texts.Target);
        foreach (var (name, id) in sheets)
        {
            // Charts and macro sheets are no tables.
            if (relationships.FirstOrDefault(part => part.Id == id && part.Is("worksheet")) is { } sheet)
                yield return new SourceSheet(name, Rows(sheet.Target));
        }
    }

    private List<(string Name, string Id)> Sheets(string workbook)
    {
        var sheets = new List<(string Name, string Id)>();
        using var xml = package.Xml(workbook);
        while (xml.Next())
        {
            if (xml.Starts("workbookPr")) _since1904 = xml.Plain("date1904") is "1" or "true";
            if (!xml.Starts("sheet")) continue;
            sheets.Add((xml.Plain("name") ?? "", xml.Attribute("id") ?? ""));
            if (sheets.Count > allowance.Limits.Sheets) throw Refusal.TooBig($"工作表超过{allowance.Limits.Sheets}张");
        }

        return sheets;
    }

    private void ReadStyles(string part)
    {
        var codes = new Dictionary<int, string>();
        using var xml = package.Xml(part);
        var inCellFormats = false;
        while (xml.Next())
        {
            if (xml.Starts("numFmt") && Number(xml.Plain("numFmtId")) is { } id) codes[id] = xml.Plain("formatCode") ?? "";
            else if (xml.Starts("cellXfs")) inCellFormats = !xml.IsEmpty;
            else if (xml.Ends("cellXfs")) return;
            else if (inCellFormats && xml.Starts("xf")) _styles.Add(Format(Number(xml.Plain("numFmtId")) ?? 0));
            if (codes.Count + _styles.Count > 200_000) throw Refusal.TooBig("单元格格式过多");
        }

        NumberFormat Format(int format) => NumberFormat.Of(format, codes.GetValueOrDefault(format));
    }

    private void ReadTexts(string part)
    {
        using var xml = package.Xml(part);
        while (xml.Next())
        {
            // Phonetic guides stand beside the text and are not part of it.
            if (xml.Starts("si")) _texts.Add(Unescaped(xml.Text(except: "rPh")));
        }
    }

    private IEnumerable<SourceRow> Rows(string part)
    {
        var merged = Merged(part);
        var buffer = new RowBuffer(allowance);
        using var xml = package.Xml(part);
        var last = 0;
        while (xml.Next() && !xml.Ends("sheetData"))
        {
            if (!xml.Starts("row")) continue;
            var number = xml.Plain("r") is { } given ? Number(given) ?? 0 : last + 1;
            if (number <= last || number > CellAddress.LastRow) throw Refusal.Damaged();
            last = number;
            ReadRow(xml, number, buffer);
            var cells = merged.Fill(number, buffer.Take());
            if (cells.Length > 0) yield return new SourceRow(number, cells);
        }
    }

    private void ReadRow(SafeXml xml, int row, RowBuffer buffer)
    {
        if (xml.IsEmpty) return;
        var column = -1;
        while (xml.Next() && !xml.Ends("row"))
        {
            if (!xml.Starts("c")) continue;
            if (xml.Plain("r") is not { } address) column++;
            else if (!CellAddress.TryParse(address, out _, out column)) throw Refusal.Damaged();
            buffer.Set(row, column, Cell(xml));
        }
    }

    private object? Cell(SafeXml xml)
    {
        var type = xml.Plain("t");
        var style = Number(xml.Plain("s")) ?? 0;
        if (xml.IsEmpty) return null;

        string? value = null;
        var hasFormula = false;
        while (xml.Next() && !xml.Ends("c"))
        {
            if (xml.Starts("v")) value = xml.Text();
            else if (xml.Starts("is")) value = Unescaped(xml.Text(except: "rPh"));
            else if (xml.Starts("f")) (hasFormula, _) = (true, Skipped(xml));
        }

        // A formula may well say nothing, but then its value is a text that is there and empty.
        if (string.IsNullOrEmpty(value)) return hasFormula && !(type == "str" && value is not null) ? CellMarks.NotComputed : null;
        return type switch
        {
            "s" => _texts.At(Number(value) ?? -1),
            "str" => Unescaped(value),
            "inlineStr" or "e" => value,
            "b" => value is "1" or "true",
            "d" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var day) ? day : value,
            _ => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? (style >= 0 && style < _styles.Count ? _styles[style] : NumberFormat.None).Value(number, _since1904)
                : value,
        };
    }

    private static bool Skipped(SafeXml xml)
    {
        xml.Skip();
        return true;
    }

    /// <summary>They stand behind the rows, so the sheet is walked through twice, but only where the word occurs at all.</summary>
    private MergedCells Merged(string part)
    {
        var merged = new MergedCells(allowance.Limits);
        if (!Mentions(part, "mergeCell")) return merged;
        using var xml = package.Xml(part);
        while (xml.Next())
        {
            if (xml.Starts("mergeCell") && CellAddress.TryParseRange(xml.Plain("ref") ?? "", out var from, out var to))
                merged.Add(from.Row, from.Column, to.Row, to.Column);
        }

        return merged;
    }

    /// <summary>Whether the bytes hold a word; a part in two-byte characters is said to hold it.</summary>
    private bool Mentions(string part, string word)
    {
        var sought = System.Text.Encoding.ASCII.GetBytes(word);
        var buffer = new byte[1 << 16];
        using var bytes = new GuardedStream(package.Open(part), allowance.Limits.InflatedBytes);
        int kept = 0, count;
        while ((count = bytes.Read(buffer.AsSpan(kept))) > 0)
        {
            var seen = buffer.AsSpan(0, kept + count);
            if (seen.IndexOf(sought) >= 0 || seen.Contains((byte)0)) return true;
            kept = Math.Min(sought.Length, seen.Length);
            seen[^kept..].CopyTo(buffer);
        }

        return false;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Unescaped(string text) =>
        text.Contains("_x", StringComparison.Ordinal)
            ? EscapePattern().Replace(text, match => ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
            : text;

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex EscapePattern();
}

namespace MonitorWorker.Import.Formats;

/// <summary>Reads .xlsb row by row: the parts of .xlsx as binary records (MS-XLSB). A formula always has a cached value here.</summary>
internal sealed class XlsbReader(OoxmlPackage package, Allowance allowance)
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
            if (relationships.FirstOrDefault(part => part.Id == id && part.Is("worksheet")) is { } sheet)
                yield return new SourceSheet(name, Rows(sheet.Target));
        }
    }

    private List<(string Name, string Id)> Sheets(string workbook)
    {
        var sheets = new List<(string Name, string Id)>();
        foreach (var record in Records(workbook))
        {
            if (record.Id == BiffRecord.WorkbookProperties) _since1904 = (record.Byte(0) & 1) != 0;
            if (record.Id != BiffRecord.Sheet) continue;
            var id = record.Text(8, out var after);
            sheets.Add((record.Text(after, out _), id));
            if (sheets.Count > allowance.Limits.Sheets) throw Refusal.TooBig($"工作表超过{allowance.Limits.Sheets}张");
        }

        return sheets;
    }

    private void ReadStyles(string part)
    {
        var codes = new Dictionary<int, string>();
        var inCellFormats = false;
        foreach (var record in Records(part))
        {
            if (record.Id == BiffRecord.Format) codes[record.Short(0)] = record.Text(2, out _);
            else if (record.Id == BiffRecord.CellFormats) inCellFormats = true;
            else if (record.Id == BiffRecord.CellFormatsEnd) return;
            else if (inCellFormats && record.Id == BiffRecord.CellFormat) _styles.Add(NumberFormat.Of(record.Short(2), codes.GetValueOrDefault(record.Short(2))));
            if (codes.Count + _styles.Count > 200_000) throw Refusal.TooBig("单元格格式过多");
        }
    }

    private void ReadTexts(string part)
    {
        foreach (var record in Records(part))
        {
            if (record.Id == BiffRecord.SharedText) _texts.Add(record.Text(1, out _));
        }
    }

    private IEnumerable<SourceRow> Rows(string part)
    {
        var merged = Merged(part);
        var buffer = new RowBuffer(allowance);
        var row = 0;
        foreach (var record in Records(part))
        {
            if (record.Id is BiffRecord.Row or BiffRecord.SheetDataEnd)
            {
                if (row > 0 && merged.Fill(row, buffer.Take()) is { Length: > 0 } cells) yield return new SourceRow(row, cells);
                if (record.Id == BiffRecord.SheetDataEnd) yield break;
                var next = record.Int(0) + 1;
                if (next <= row || next > CellAddress.LastRow) throw Refusal.Damaged();
                row = next;
            }
            else if (row > 0 && record.Id <= BiffRecord.FormulaError || record.Id == BiffRecord.RichText)
            {
                var column = record.Int(0);
                if (column is < 0 or >= CellAddress.LastColumn) throw Refusal.Damaged();
                buffer.Set(row, column, Cell(record));
            }
        }
    }

    private object? Cell(BiffRecord record) => record.Id switch
    {
        BiffRecord.Rk => Number(record, Rk(record.Int(8))),
        BiffRecord.Real or BiffRecord.FormulaNumber => Number(record, record.Double(8)),
        BiffRecord.Bool or BiffRecord.FormulaBool => record.Byte(8) != 0,
        BiffRecord.Error or BiffRecord.FormulaError => CellMarks.Error(record.Byte(8)),
        BiffRecord.SharedTextCell => _texts.At((uint)record.Int(8)),
        BiffRecord.TextCell or BiffRecord.FormulaText => record.Text(8, out _),
        BiffRecord.RichText => record.Text(9, out _),
        _ => null,
    };

    private object Number(BiffRecord record, double number)
    {
        var style = record.Int(4) & 0xFFFFFF;
        return (style < _styles.Count ? _styles[style] : NumberFormat.None).Value(number, _since1904);
    }

    /// <summary>Thirty bits of an integer or of the upper half of a double, and whether to divide by a hundred.</summary>
    private static double Rk(int bits)
    {
        var number = (bits & 2) != 0 ? bits >> 2 : BitConverter.Int64BitsToDouble((long)(bits & ~3) << 32);
        return (bits & 1) != 0 ? number / 100 : number;
    }

    private MergedCells Merged(string part)
    {
        var merged = new MergedCells(allowance.Limits);
        foreach (var record in Records(part))
        {
            if (record.Id == BiffRecord.MergedRange) merged.Add(record.Int(0) + 1, record.Int(8), record.Int(4) + 1, record.Int(12));
        }

        return merged;
    }

    private IEnumerable<BiffRecord> Records(string part)
    {
        using var bytes = new BufferedStream(package.Open(part), 1 << 16);
        while (BiffRecord.Read(bytes) is { } record) yield return record;
    }
}

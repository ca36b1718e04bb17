using System.Buffers.Binary;
using System.Text;
using ExcelDataReader;

namespace MonitorWorker.Import.Formats;

/// <summary>
/// Reads .xls and .et: BIFF records in a compound file, or bare as old export programs write them. Cached values only; a
/// formula always has one here. Errors come from <see cref="BiffErrors"/>.
/// </summary>
internal sealed class XlsReader : ITableReader
{
    static XlsReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Records without a container: the first one says that a workbook begins, and which version.</summary>
    public static bool IsBareStream(ReadOnlySpan<byte> head)
    {
        if (head.Length < 8) return false;
        var (id, length) = (BinaryPrimitives.ReadUInt16LittleEndian(head), BinaryPrimitives.ReadUInt16LittleEndian(head[2..]));
        return (id, length) is (0x0009, 4) or (0x0209, 6) or (0x0409, 6) or (0x0809, 8 or 16);
    }

    public IEnumerable<SourceSheet> Read(Stream content, Allowance allowance)
    {
        using var records = Records(content);
        var errors = BiffErrors.Of(records, allowance.Limits);
        using var budgeted = new BudgetedStream(records);
        // Old workbooks of Chinese offices name no code page: GBK is what they mean.
        using var reader = ExcelReaderFactory.CreateBinaryReader(budgeted, new ExcelReaderConfiguration { FallbackEncoding = TextEncoding.Gb18030 });
        var sheet = 0;
        do
        {
            yield return new SourceSheet(reader.Name ?? "", Rows(reader, sheet++, errors, allowance));
        }
        while (reader.NextResult());
    }

    private static FileStream Records(Stream content)
    {
        Span<byte> head = stackalloc byte[8];
        content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        content.Position = 0;
        if (!CompoundFile.IsOne(head)) return Spool.Copy(content, _ => { });
        var file = new CompoundFile(content);
        return file.Open(file.Has("Workbook") ? "Workbook" : "Book");
    }

    private static IEnumerable<SourceRow> Rows(IExcelDataReader reader, int sheet, BiffErrors errors, Allowance allowance)
    {
        var merged = new MergedCells(allowance.Limits);
        foreach (var merge in reader.MergeCells ?? []) merged.Add(merge.FromRow + 1, merge.FromColumn, merge.ToRow + 1, merge.ToColumn);
        var buffer = new RowBuffer(allowance);
        for (var row = 1; reader.Read(); row++)
        {
            // .xls ends at column 256; a sheet that claims more is not believed.
            for (var column = 0; column < Math.Min(reader.FieldCount, 256); column++)
                buffer.Set(row, column, Cell(reader, column) ?? errors.At(sheet, row - 1, column));
            var cells = merged.Fill(row, buffer.Take());
            if (cells.Length > 0) yield return new SourceRow(row, cells);
        }
    }

    private static object? Cell(IExcelDataReader reader, int column) => reader.GetValue(column) switch
    {
        double number => NumberFormat.Of(reader.GetNumberFormatIndex(column), reader.GetNumberFormatString(column)).Value(number),
        int number => NumberFormat.Of(reader.GetNumberFormatIndex(column), reader.GetNumberFormatString(column)).Value(number),
        TimeSpan time => time.TotalDays,
        var other => other,
    };
}

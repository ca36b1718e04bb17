using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace MonitorWorker.Import;

/// <summary>Reads .xlsx and .xls workbooks. Cached values only: a formula is never evaluated.</summary>
public sealed class WorkbookReader : ITableReader
{
    private static readonly byte[] _zip = [0x50, 0x4B, 0x03, 0x04];
    private static readonly byte[] _compoundFile = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    static WorkbookReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public bool Reads(ReadOnlySpan<byte> firstBytes) => firstBytes.StartsWith(_zip) || firstBytes.StartsWith(_compoundFile);

    public IEnumerable<SourceSheet> Read(Stream stream)
    {
        using var reader = Open(stream);
        do
        {
            yield return new SourceSheet(reader.Name, Rows(reader));
        }
        while (reader.NextResult());
    }

    private static IExcelDataReader Open(Stream stream)
    {
        try
        {
            // Old workbooks of Chinese offices name no code page: GBK is what they mean.
            return ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding(936) });
        }
        catch (InvalidPasswordException e)
        {
            throw new UnreadableFileException("工作簿有打开密码，无法读取", "另存为没有密码的 .xlsx 文件", e);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(e);
        }
    }

    private static bool Next(IExcelDataReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(e);
        }
    }

    /// <summary>Whatever a parser throws at bytes from outside, the file is what is wrong with it.</summary>
    private static bool IsDamage(Exception e) => e is not (UnreadableFileException or OutOfMemoryException);

    private static UnreadableFileException Damaged(Exception e) =>
        new($"不是完好的工作簿：{e.Message}", "能用表格软件打开的 .xlsx 或 .xls 文件", e);

    private static IEnumerable<SourceRow> Rows(IExcelDataReader reader)
    {
        var merges = reader.MergeCells ?? [];
        var origins = new Dictionary<(int Row, int Column), object?>();
        for (var index = 0; Next(reader); index++)
        {
            var cells = new object?[reader.FieldCount];
            for (var column = 0; column < cells.Length; column++) cells[column] = Cell(reader, column);
            foreach (var merge in merges.Where(merge => merge.FromRow <= index && index <= merge.ToRow))
                FillMerged(merge, index, cells, origins);
            yield return new SourceRow(index + 1, cells);
        }
    }

    /// <summary>Every cell of a merged block says what its first cell says, as people read it.</summary>
    private static void FillMerged(CellRange merge, int row, object?[] cells, Dictionary<(int Row, int Column), object?> origins)
    {
        var origin = (merge.FromRow, merge.FromColumn);
        if (row == merge.FromRow) origins[origin] = merge.FromColumn < cells.Length ? cells[merge.FromColumn] : null;
        for (var column = merge.FromColumn; column <= merge.ToColumn && column < cells.Length; column++)
            cells[column] ??= origins.GetValueOrDefault(origin);
    }

    private static object? Cell(IExcelDataReader reader, int column)
    {
        var value = reader.GetValue(column);
        // A code typed as a number and shown with leading zeros by its format keeps them.
        if (value is double number && reader.GetNumberFormatString(column) is { Length: > 1 } format
            && format.All(character => character == '0') && number >= 0 && number % 1 == 0)
            return number.ToString(format, CultureInfo.InvariantCulture);
        // 0.5 shown as 50% is read as people see it: the bare number would be taken for half a percent.
        if (value is double share && Math.Abs(share) < 1e9 && reader.GetNumberFormatString(column)?.EndsWith('%') == true)
            return (decimal.Parse(share.ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture) * 100)
                .ToString("0.###############", CultureInfo.InvariantCulture) + "%";
        return value;
    }
}

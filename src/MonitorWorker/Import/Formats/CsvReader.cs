using System.Text;
using Sylvan.Data.Csv;

namespace MonitorWorker.Import.Formats;

/// <summary>Reads text separated by comma, semicolon, tab or bar, in UTF-8, UTF-16 or GB18030, row by row within a bounded buffer.</summary>
internal sealed class CsvReader : ITableReader
{
    private const int RecordLength = 1 << 20;
    private const int SampleLength = 1 << 16;

    public IEnumerable<SourceSheet> Read(Stream content, Allowance allowance)
    {
        yield return new SourceSheet("", Rows(content, allowance));
    }

    private static IEnumerable<SourceRow> Rows(Stream content, Allowance allowance)
    {
        var encoding = TextEncoding.Of(content);
        using var text = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
        var options = new CsvDataReaderOptions { HasHeaders = false, BufferSize = RecordLength, Delimiter = SeparatorOf(content, encoding) };
        using var reader = Open(text, options);
        while (Next(reader))
        {
            var cells = new object?[Width(reader, allowance)];
            var any = false;
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column] = Cell(reader.GetString(column), reader.RowNumber, allowance);
                any |= cells[column] is not null;
            }

            if (any) yield return new SourceRow(reader.RowNumber, cells);
        }
    }

    private static char SeparatorOf(Stream content, Encoding encoding)
    {
        using var text = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 12, leaveOpen: true);
        var sample = new char[SampleLength];
        var length = text.ReadBlock(sample, 0, SampleLength);
        content.Position = 0;
        return Separator.Of(sample.AsSpan(0, length));
    }

    /// <summary>A million separators after the last word are not a million columns.</summary>
    private static int Width(CsvDataReader reader, Allowance allowance)
    {
        var width = reader.RowFieldCount;
        if (width <= allowance.Limits.Columns) return width;
        while (width > 0 && reader.GetString(width - 1).Length == 0) width--;
        if (width > 0) allowance.Column(reader.RowNumber, width - 1);
        return width;
    }

    private static string? Cell(string text, int row, Allowance allowance)
    {
        if (text.Length == 0 || text == "\u001A") return null;
        allowance.Text(text.Length, row);
        text = LostText.Marked(text);
        // ="00123" is how exports keep a spreadsheet program from eating the zeros.
        return text.Length > 3 && text.StartsWith("=\"", StringComparison.Ordinal) && text[^1] == '"' && !text.AsSpan(2, text.Length - 3).Contains('"')
            ? text[2..^1]
            : text;
    }

    private static CsvDataReader Open(TextReader text, CsvDataReaderOptions options)
    {
        try
        {
            return CsvDataReader.Create(text, options);
        }
        catch (Exception e) when (IsFormat(e))
        {
            throw Broken(1, e);
        }
    }

    private static bool Next(CsvDataReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (IsFormat(e))
        {
            throw Broken(reader.RowNumber + 1, e);
        }
    }

    private static bool IsFormat(Exception e) => e is CsvFormatException or CsvRecordTooLargeException or FormatException;

    private static UnreadableFileException Broken(int row, Exception e) =>
        new($"第{row}行附近不是完好的 csv：{(e is CsvRecordTooLargeException ? "一行太长，多半是引号不成对" : "引号不成对或位置不对")}", "引号成对、每行一条记录的 csv 文件", e);
}

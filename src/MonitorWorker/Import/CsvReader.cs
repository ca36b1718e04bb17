using System.Text;
using Sylvan.Data.Csv;

namespace MonitorWorker.Import;

/// <summary>Reads comma-, semicolon- or tab-separated text in UTF-8 (with or without BOM) or GB18030.</summary>
public sealed class CsvReader : ITableReader
{
    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static CsvReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Anything without NUL bytes may be text; workbooks are asked first.</summary>
    public bool Reads(ReadOnlySpan<byte> firstBytes) => !firstBytes.Contains((byte)0);

    public IEnumerable<SourceSheet> Read(Stream stream)
    {
        yield return new SourceSheet("", Rows(stream));
    }

    private static IEnumerable<SourceRow> Rows(Stream stream)
    {
        using var text = new StreamReader(stream, EncodingOf(stream), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
        using var reader = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false, BufferSize = 1 << 20 });
        while (Next(reader))
        {
            var cells = new object?[reader.RowFieldCount];
            for (var column = 0; column < cells.Length; column++)
                cells[column] = reader.GetString(column) is { Length: > 0 } value ? value : null;
            yield return new SourceRow(reader.RowNumber, cells);
        }
    }

    private static bool Next(CsvDataReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (e is CsvFormatException or CsvRecordTooLargeException or FormatException)
        {
            throw new UnreadableFileException($"第{reader.RowNumber + 1}行附近不是完好的 csv：{e.Message}", "引号成对、逗号分隔的 csv 文件", e);
        }
    }

    /// <summary>Strict UTF-8 all the way through, else GB18030: a file that is UTF-8 by chance is one.</summary>
    private static Encoding EncodingOf(Stream stream)
    {
        var start = stream.Position;
        try
        {
            using var probe = new StreamReader(stream, _strictUtf8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
            var buffer = new char[1 << 16];
            while (probe.Read(buffer) > 0)
            {
            }

            return _strictUtf8;
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding("GB18030");
        }
        finally
        {
            stream.Position = start;
        }
    }
}

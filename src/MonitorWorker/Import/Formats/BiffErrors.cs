using System.Buffers.Binary;

namespace MonitorWorker.Import.Formats;

/// <summary>
/// The error values of an .xls workbook by sheet, row and column, found in a walk over its records: the library that
/// reads the rest gives them as blanks, and a blank is not what stands there. A password, and a size that no sheet has,
/// are found on the same way.
/// </summary>
internal sealed class BiffErrors
{
    private const uint MostRows = 65_536;

    private readonly Dictionary<long, Dictionary<(int Row, int Column), string>> _sheets = [];
    private readonly List<long> _worksheets = [];

    private BiffErrors()
    {
    }

    /// <exception cref="UnreadableFileException">Protected by a password, or a sheet larger than any.</exception>
    public static BiffErrors Of(Stream content, ReadLimits limits)
    {
        var errors = new BiffErrors();
        content.Position = 0;
        using var buffered = new BufferedStream(new KeptOpen(content), 1 << 16);
        errors.Walk(buffered, limits);
        content.Position = 0;
        return errors;
    }

    /// <param name="sheet">Among the worksheets, from 0.</param>
    /// <param name="row">From 0.</param>
    public string? At(int sheet, int row, int column) =>
        sheet < _worksheets.Count && _sheets.TryGetValue(_worksheets[sheet], out var errors) ? errors.GetValueOrDefault((row, column)) : null;

    private void Walk(Stream content, ReadLimits limits)
    {
        var header = new byte[4];
        var body = new byte[ushort.MaxValue];
        var current = 0L;
        var found = 0;
        while (content.ReadAtLeast(header, 4, throwOnEndOfStream: false) == 4)
        {
            var at = content.Position - 4;
            var (id, length) = (BinaryPrimitives.ReadUInt16LittleEndian(header), BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(2)));
            var record = body.AsSpan(0, content.ReadAtLeast(body.AsSpan(0, length), length, throwOnEndOfStream: false));
            switch (id)
            {
                case 0x0009 or 0x0209 or 0x0409 or 0x0809:
                    current = at;
                    break;
                case 0x002F:
                    throw Refusal.Password();
                case 0x0085 when record.Length >= 6 && record[5] == 0:
                    _worksheets.Add(BinaryPrimitives.ReadUInt32LittleEndian(record));
                    break;
                // The library counts up to what a sheet claims, which in a hostile one has no end.
                case 0x0200 when record.Length >= 14 && BinaryPrimitives.ReadUInt32LittleEndian(record[4..]) > MostRows:
                    throw Refusal.Damaged();
                default:
                    if (ErrorIn(id, record) is { } code) Add(current, record, code, ref found, limits);
                    break;
            }
        }

        // The oldest workbooks are one sheet and nothing around it.
        if (_worksheets.Count == 0) _worksheets.Add(0);
    }

    private void Add(long sheet, ReadOnlySpan<byte> record, int code, ref int found, ReadLimits limits)
    {
        if (++found > limits.HeldCells) throw Refusal.TooBig("错误值过多");
        if (!_sheets.TryGetValue(sheet, out var errors)) _sheets[sheet] = errors = [];
        errors[(BinaryPrimitives.ReadUInt16LittleEndian(record), BinaryPrimitives.ReadUInt16LittleEndian(record[2..]))] = CellMarks.Error(code);
    }

    /// <summary>BOOLERR and FORMULA, whose places differ between BIFF2 and later.</summary>
    private static int? ErrorIn(int id, ReadOnlySpan<byte> record) => id switch
    {
        0x0205 when record.Length >= 8 && record[7] == 1 => record[6],
        0x0005 when record.Length >= 9 && record[8] == 1 => record[7],
        0x0006 or 0x0206 or 0x0406 when record.Length >= 14 && record[6] == 2 && record[12] == 0xFF && record[13] == 0xFF => record[8],
        0x0006 when record.Length is >= 15 and < 22 && record[7] == 2 && record[13] == 0xFF && record[14] == 0xFF => record[9],
        _ => null,
    };
}

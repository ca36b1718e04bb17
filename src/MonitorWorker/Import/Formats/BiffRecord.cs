using System.Buffers.Binary;
using System.Text;

namespace MonitorWorker.Import.Formats;

/// <summary>One record of an .xlsb part: a kind, a length, and bytes that are not believed to be as many as they say.</summary>
internal sealed class BiffRecord
{
    public const int Row = 0;
    public const int Rk = 2;
    public const int Error = 3;
    public const int Bool = 4;
    public const int Real = 5;
    public const int TextCell = 6;
    public const int SharedTextCell = 7;
    public const int FormulaText = 8;
    public const int FormulaNumber = 9;
    public const int FormulaBool = 10;
    public const int FormulaError = 11;
    public const int SharedText = 19;
    public const int Format = 44;
    public const int CellFormat = 47;
    public const int RichText = 62;
    public const int SheetDataEnd = 146;
    public const int WorkbookProperties = 153;
    public const int Sheet = 156;
    public const int MergedRange = 176;
    public const int CellFormats = 617;
    public const int CellFormatsEnd = 618;

    private const int Longest = 4 << 20;

    private readonly byte[] _bytes;

    private BiffRecord(int id, byte[] bytes) => (Id, _bytes) = (id, bytes);

    public int Id { get; }

    /// <summary>Null at the end of the part.</summary>
    public static BiffRecord? Read(Stream stream)
    {
        var first = stream.ReadByte();
        if (first < 0) return null;
        var id = first < 0x80 ? first : (first & 0x7F) | (One(stream) << 7);
        var length = 0;
        for (var shift = 0; shift < 28; shift += 7)
        {
            var next = One(stream);
            length |= (next & 0x7F) << shift;
            if (next < 0x80) break;
        }

        if (length > Longest) throw Refusal.TooBig("一个单元格的内容过长");
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return new BiffRecord(id, bytes);
    }

    public byte Byte(int at) => _bytes[at];

    public int Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at));

    public int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at));

    public double Double(int at) => BinaryPrimitives.ReadDoubleLittleEndian(_bytes.AsSpan(at));

    /// <summary>A length in characters, then the characters.</summary>
    public string Text(int at, out int after)
    {
        var length = Int(at);
        if (length == -1) length = 0;
        if (length < 0 || length > (_bytes.Length - at - 4) / 2) throw Refusal.Damaged();
        after = at + 4 + (length * 2);
        return Encoding.Unicode.GetString(_bytes, at + 4, length * 2);
    }

    private static int One(Stream stream)
    {
        var next = stream.ReadByte();
        return next >= 0 ? next : throw Refusal.Damaged();
    }
}

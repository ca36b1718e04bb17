using System.Text;

namespace MonitorWorker.Tests.Import.Formats;

/// <summary>The smallest BIFF8 workbook: its records, and the compound file around them.</summary>
internal sealed class Xls
{
    private readonly List<byte> _cells = [];

    public int ClaimedRows { get; init; } = 100;

    public Xls Text(int row, int column, string text)
    {
        Record(_cells, 0x0204, [.. Place(row, column), .. Short(text.Length), 1, .. Encoding.Unicode.GetBytes(text)]);
        return this;
    }

    /// <param name="style">0 general, 1 date by id 14, 2 the format 00000, 3 a date of Chinese versions by id 31.</param>
    public Xls Number(int row, int column, double number, int style = 0)
    {
        Record(_cells, 0x0203, [.. Place(row, column, style), .. BitConverter.GetBytes(number)]);
        return this;
    }

    public Xls Error(int row, int column, byte code)
    {
        Record(_cells, 0x0205, [.. Place(row, column), code, 1]);
        return this;
    }

    public Xls FormulaError(int row, int column, byte code)
    {
        Record(_cells, 0x0006, [.. Place(row, column), 2, 0, code, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0]);
        return this;
    }

    public Xls Merged(int fromRow, int toRow, int fromColumn, int toColumn)
    {
        Record(_cells, 0x00E5, [.. Short(1), .. Short(fromRow), .. Short(toRow), .. Short(fromColumn), .. Short(toColumn)]);
        return this;
    }

    public byte[] Records(bool password = false)
    {
        using var stream = new MemoryStream();
        Bof(stream, 0x0005);
        if (password) Record(stream, 0x002F, new byte[54]);
        Record(stream, 0x041E, [.. Short(164), .. Short(5), 0, .. "00000"u8.ToArray()]);
        foreach (var format in new[] { 0, 14, 164, 31 }) Record(stream, 0x00E0, [.. Short(0), .. Short(format), .. new byte[16]]);
        const string name = "执行";
        var at = (int)stream.Length + 4 + 8 + (name.Length * 2) + 4;
        Record(stream, 0x0085, [.. BitConverter.GetBytes(at), 0, 0, (byte)name.Length, 1, .. Encoding.Unicode.GetBytes(name)]);
        Record(stream, 0x000A, []);
        Bof(stream, 0x0010);
        Record(stream, 0x0200, [.. BitConverter.GetBytes(0), .. BitConverter.GetBytes(ClaimedRows), .. Short(0), .. Short(20), .. Short(0)]);
        stream.Write([.. _cells]);
        Record(stream, 0x000A, []);
        return stream.ToArray();
    }

    public byte[] File(bool password = false) => Compound("Workbook", Records(password));

    public static byte[] Compound(string stream, byte[] content)
    {
        const int sector = 512;
        // Short streams would have to stand in the small sectors; a longer one may be padded.
        var data = new byte[Math.Max(4096, (content.Length + sector - 1) / sector * sector)];
        content.CopyTo(data, 0);
        var sectors = data.Length / sector;
        var tables = 1;
        while (tables * 128 < tables + 1 + sectors) tables++;

        using var file = new MemoryStream();
        var writer = new BinaryWriter(file);
        writer.Write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[16], 0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0, .. new byte[6]]);
        foreach (var number in new uint[] { 0, (uint)tables, (uint)tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0 }) writer.Write(number);
        for (var index = 0; index < 109; index++) writer.Write(index < tables ? (uint)index : 0xFFFFFFFF);
        for (var index = 0; index < tables * 128; index++)
        {
            writer.Write(
                index < tables ? 0xFFFFFFFD
                : index == tables || index == tables + sectors ? 0xFFFFFFFE
                : index < tables + sectors ? (uint)(index + 1)
                : 0xFFFFFFFF);
        }

        Entry(writer, "Root Entry", 5, 0xFFFFFFFE, 0, child: 1);
        Entry(writer, stream, 2, (uint)tables + 1, (uint)data.Length, child: uint.MaxValue);
        writer.Write(new byte[256]);
        writer.Write(data);
        return file.ToArray();
    }

    private static void Entry(BinaryWriter writer, string name, byte kind, uint start, uint length, uint child)
    {
        var bytes = new byte[64];
        Encoding.Unicode.GetBytes(name).CopyTo(bytes, 0);
        writer.Write(bytes);
        writer.Write((ushort)((name.Length + 1) * 2));
        writer.Write([kind, 1]);
        foreach (var number in new[] { uint.MaxValue, uint.MaxValue, child }) writer.Write(number);
        writer.Write(new byte[36]);
        foreach (var number in new[] { start, length, 0u }) writer.Write(number);
    }

    private static void Bof(Stream stream, int kind) =>
        Record(stream, 0x0809, [.. Short(0x0600), .. Short(kind), .. Short(0x0DBB), .. Short(0x07CC), .. new byte[4], 6, 0, 0, 0]);

    private static byte[] Place(int row, int column, int style = 0) => [.. Short(row), .. Short(column), .. Short(style)];

    private static byte[] Short(int number) => BitConverter.GetBytes((ushort)number);

    private static void Record(Stream stream, int id, byte[] bytes) => stream.Write([.. Short(id), .. Short(bytes.Length), .. bytes]);

    private static void Record(List<byte> records, int id, byte[] bytes) => records.AddRange([.. Short(id), .. Short(bytes.Length), .. bytes]);
}

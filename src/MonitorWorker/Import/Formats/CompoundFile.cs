using System.Buffers.Binary;
using System.Text;

namespace MonitorWorker.Import.Formats;

/// <summary>
/// The container of old office files (MS-CFB): a small file system of sectors in chains. Read with what a hostile one
/// would try in mind: chains that bite their tail, sectors outside of the file, lengths that are not there.
/// </summary>
internal sealed class CompoundFile
{
    private const uint EndOfChain = 0xFFFFFFFE;
    private const int EntryLength = 128;
    private const int InlineTables = 109;

    private readonly Stream _content;
    private readonly int _sector;
    private readonly uint _miniCutoff;
    private readonly uint[] _next;
    private readonly Lazy<uint[]> _miniNext;
    private readonly Dictionary<string, (uint Start, long Length)> _streams = new(StringComparer.OrdinalIgnoreCase);
    private (uint Start, long Length) _root;

    public CompoundFile(Stream content)
    {
        _content = content;
        var header = new byte[512];
        content.Position = 0;
        content.ReadExactly(header);
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));
        if (!IsOne(header) || shift is not (9 or 12)) throw Refusal.Damaged();
        _sector = 1 << shift;
        _miniCutoff = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(56));
        _next = Tables(header);
        var miniStart = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(60));
        _miniNext = new Lazy<uint[]>(() => Numbers(Chain(miniStart, _next)));
        ReadDirectory(BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48)));
    }

    public static bool IsOne(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    public bool Has(string stream) => _streams.ContainsKey(stream);

    /// <summary>A copy of one stream in one piece.</summary>
    public FileStream Open(string stream)
    {
        var (start, length) = _streams[stream];
        var pieces = length < _miniCutoff ? MiniPieces(start, length) : Pieces(start, length);
        using var chained = new PieceStream(pieces);
        return Spool.Copy(chained, _ => { });
    }

    private IEnumerable<byte[]> Pieces(uint start, long length)
    {
        foreach (var sector in Chain(start, _next))
        {
            if (length <= 0) yield break;
            yield return Bytes(Offset(sector), (int)Math.Min(_sector, length));
            length -= _sector;
        }

        if (length > 0) throw Refusal.Damaged();
    }

    private IEnumerable<byte[]> MiniPieces(uint start, long length)
    {
        const int mini = 64;
        var root = Chain(_root.Start, _next);
        foreach (var sector in Chain(start, _miniNext.Value))
        {
            if (length <= 0) yield break;
            var at = sector * (long)mini;
            if (at / _sector >= root.Count) throw Refusal.Damaged();
            yield return Bytes(Offset(root[(int)(at / _sector)]) + (at % _sector), (int)Math.Min(mini, length));
            length -= mini;
        }

        if (length > 0) throw Refusal.Damaged();
    }

    private uint[] Tables(byte[] header)
    {
        var tables = new List<uint>();
        for (var index = 0; index < InlineTables; index++) AddTable(BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76 + (index * 4))), tables);
        var more = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(68));
        var most = _content.Length / _sector;
        for (var steps = 0L; more < EndOfChain - 1; steps++)
        {
            if (steps > most) throw Refusal.Damaged();
            var list = Numbers([more]);
            foreach (var table in list.AsSpan(0, list.Length - 1)) AddTable(table, tables);
            more = list[^1];
        }

        if (tables.Count > most) throw Refusal.Damaged();
        return Numbers(tables);
    }

    private static void AddTable(uint sector, List<uint> tables)
    {
        if (sector < EndOfChain - 1) tables.Add(sector);
    }

    private void ReadDirectory(uint start)
    {
        foreach (var sector in Chain(start, _next))
        {
            var bytes = Bytes(Offset(sector), _sector);
            for (var at = 0; at + EntryLength <= bytes.Length; at += EntryLength) ReadEntry(bytes.AsSpan(at, EntryLength));
        }
    }

    private void ReadEntry(ReadOnlySpan<byte> entry)
    {
        var nameLength = Math.Min((ushort)64, BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]));
        var place = (BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]), (long)BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]));
        switch (entry[66])
        {
            case 2:
                _streams.TryAdd(Encoding.Unicode.GetString(entry[..(nameLength & ~1)]).TrimEnd('\0'), place);
                break;
            case 5:
                _root = place;
                break;
        }
    }

    private static List<uint> Chain(uint start, uint[] next)
    {
        var chain = new List<uint>();
        for (var sector = start; sector < EndOfChain - 3; sector = next[sector])
        {
            // More steps than sectors: the chain bites its tail.
            if (sector >= next.Length || chain.Count > next.Length) throw Refusal.Damaged();
            chain.Add(sector);
        }

        return chain;
    }

    private uint[] Numbers(List<uint> sectors)
    {
        var numbers = new uint[sectors.Count * (_sector / 4)];
        for (var index = 0; index < sectors.Count; index++)
        {
            var bytes = Bytes(Offset(sectors[index]), _sector);
            for (var at = 0; at < _sector; at += 4) numbers[((index * _sector) + at) / 4] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
        }

        return numbers;
    }

    private long Offset(uint sector) => (sector + 1L) * _sector;

    /// <summary>The last sector of a file is sometimes shorter than it should be.</summary>
    private byte[] Bytes(long offset, int length)
    {
        if (offset >= _content.Length) throw Refusal.Damaged();
        var bytes = new byte[length];
        _content.Position = offset;
        _content.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        return bytes;
    }
}

using System.Text;

namespace MonitorWorker.Import.Formats;

/// <summary>Tells by the first bytes who reads a file, or what it is instead of a table.</summary>
internal static class FileKinds
{
    private const int HeadLength = 8192;

    private static readonly (byte[] Start, string Kind, string Cure)[] _strangers =
    [
        ("%PDF"u8.ToArray(), "PDF文件", "从系统导出 .xlsx 文件，不要打印成PDF"),
        ("Rar!"u8.ToArray(), "RAR压缩包", "解压后直接发表格，或压缩成 .zip"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z压缩包", "解压后直接发表格，或压缩成 .zip"),
        ([0x1F, 0x8B], "gz压缩包", "解压后直接发表格，或压缩成 .zip"),
        ("{\\rtf"u8.ToArray(), "Word文档（RTF）", "把表格复制到 .xlsx 文件"),
        ([0x89, 0x50, 0x4E, 0x47], "图片", "从系统导出 .xlsx 文件，不要截图或拍照"),
        ([0xFF, 0xD8, 0xFF], "图片", "从系统导出 .xlsx 文件，不要截图或拍照"),
        ("GIF8"u8.ToArray(), "图片", "从系统导出 .xlsx 文件，不要截图或拍照"),
        ([0x49, 0x49, 0x2A, 0x00], "图片", "从系统导出 .xlsx 文件，不要截图或拍照"),
        ([0x4D, 0x4D, 0x00, 0x2A], "图片", "从系统导出 .xlsx 文件，不要截图或拍照"),
    ];

    /// <summary>The streams by which a compound file says whose it is.</summary>
    private static readonly (string Stream, string Kind)[] _compoundStrangers =
    [
        ("WordDocument", "Word文档"), ("PowerPoint Document", "演示文稿"), ("__properties_version1.0", "邮件"), ("VisioDocument", "Visio图"),
    ];

    static FileKinds() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static ITableReader ReaderOf(Stream content, string fileName, int archives)
    {
        var buffer = new byte[HeadLength];
        var head = buffer.AsSpan(0, content.ReadAtLeast(buffer, HeadLength, throwOnEndOfStream: false));
        content.Position = 0;
        if (head.IsEmpty) throw Refusal.Empty();
        if (Path.GetFileName(fileName).StartsWith("~$", StringComparison.Ordinal))
            throw Refusal.NotATable("表格软件打开文件时留下的临时文件", "关闭表格软件后发原来的文件");
        foreach (var (start, kind, cure) in _strangers)
        {
            if (head.StartsWith(start)) throw Refusal.NotATable(kind, cure);
        }

        if (head.StartsWith("BM"u8) && head.Length > 26 && head[2..26].Contains((byte)0)) throw Refusal.NotATable("图片", "从系统导出 .xlsx 文件，不要截图或拍照");
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8)) return new ArchiveReader(archives);
        if (CompoundFile.IsOne(head)) return CompoundReader(content);
        if (XlsReader.IsBareStream(head)) return new XlsReader();
        return TextReader(head);
    }

    private static XlsReader CompoundReader(Stream content)
    {
        var file = new CompoundFile(content);
        content.Position = 0;
        if (file.Has("EncryptedPackage") || file.Has("EncryptionInfo")) throw Refusal.Password();
        if (file.Has("Workbook") || file.Has("Book")) return new XlsReader();
        foreach (var (stream, kind) in _compoundStrangers)
        {
            if (file.Has(stream)) throw Refusal.NotATable(kind, "把表格复制到 .xlsx 文件，或从系统导出 .xlsx 文件");
        }

        throw Refusal.Unknown();
    }

    private static ITableReader TextReader(ReadOnlySpan<byte> head)
    {
        var wide = TextEncoding.ByteOrderMark(head) is UnicodeEncoding utf16 ? utf16 : null;
        if (wide is null && head.ContainsAny(_binary)) throw Refusal.Unknown();

        var text = (wide ?? Encoding.Latin1).GetString(head).TrimStart('\uFEFF', '\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (Says(text, "multipart/related") && (Says(text, "MIME-Version:") || Says(text, "Content-Type:"))) return new MhtmlReader();
        if (!text.StartsWith('<')) return new CsvReader();
        if (Says(text, "urn:schemas-microsoft-com:office:spreadsheet\"") && Says(text, "<?xml") && !Says(text, "<html")) return new SpreadsheetMlReader();
        if (Says(text, "progid=\"Excel.Sheet\"")) return new SpreadsheetMlReader();
        if (Says(text, "progid=\"Word.Document\"")) throw Refusal.NotATable("Word文档（XML）", "把表格复制到 .xlsx 文件");
        if (Says(text, "<html") || Says(text, "<!doctype html") || Says(text, "<table") || Says(text, "<head") || Says(text, "<meta") || Says(text, "<body"))
            return new HtmlReader();
        if (Says(text, "<!DOCTYPE") || Says(text, "<!ENTITY")) throw Refusal.Entities();
        if (Says(text, "<?xml")) throw Refusal.NotATable("XML数据文件", "从系统导出 .xlsx 文件");
        return new CsvReader();
    }

    private static bool Says(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Control characters that no text file holds; the old end-of-file mark 1A is let through.</summary>
    private static readonly System.Buffers.SearchValues<byte> _binary = System.Buffers.SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 0x0E, 0x0F, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F]);
}

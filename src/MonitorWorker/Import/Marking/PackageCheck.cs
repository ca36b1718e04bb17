using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace MonitorWorker.Import.Marking;

/// <summary>Looks at a file before a library loads it: what kind it is, and that unpacking it stays within bounds.</summary>
internal static class PackageCheck
{
    /// <summary>Bytes of all parts unpacked; a workbook of a hundred thousand rows stays below.</summary>
    public const long LargestUnpacked = 150L << 20;

    /// <summary>Real parts nest some ten deep; libraries recurse, and a stack that overflows takes the program with it.</summary>
    private const int DeepestElement = 100;
    private const int MostParts = 5_000;
    private const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private const string MainNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static XmlReaderSettings Reading { get; } = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LargestUnpacked,
        CheckCharacters = false,
    };

    /// <summary>
    /// An .xlsx that keeps its kind when it is changed. Not: macros (nobody should get them by mail), binary parts, the strict
    /// dialect; those are copied as plain cells.
    /// </summary>
    /// <exception cref="CannotMarkException">Unpacked it would be too large.</exception>
    public static bool IsPlainWorkbook(MemoryStream file)
    {
        file.Position = 0;
        if (file.Length < 4 || file.ReadByte() != 'P' || file.ReadByte() != 'K') return false;

        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostParts || zip.Entries.Sum(entry => entry.Length) > LargestUnpacked)
            throw new CannotMarkException("原文件解压后太大");
        if (zip.GetEntry("[Content_Types].xml") is not { } types || !HasWorkbookPart(types)) return false;

        return zip.Entries
            .Where(entry => entry.FullName.EndsWith("workbook.xml", StringComparison.OrdinalIgnoreCase))
            .All(entry => RootOf(entry) is { Name: "workbook", Namespace: MainNamespace });
    }

    /// <exception cref="CannotMarkException">The part nests too deep to be loaded.</exception>
    public static void RequireFlat(OpenXmlPart? part)
    {
        if (part is null) return;
        using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
        using var reader = XmlReader.Create(stream, Reading);
        while (reader.Read()) RequireFlat(reader);
    }

    /// <inheritdoc cref="RequireFlat(OpenXmlPart?)"/>
    public static void RequireFlat(XmlReader reader)
    {
        if (reader.Depth > DeepestElement) throw new CannotMarkException("原文件内部结构不完好，无法标注");
    }

    private static bool HasWorkbookPart(ZipArchiveEntry types)
    {
        using var reader = XmlReader.Create(types.Open(), Reading);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.GetAttribute("ContentType") == WorkbookType) return true;
        }

        return false;
    }

    private static (string Name, string Namespace) RootOf(ZipArchiveEntry entry)
    {
        using var reader = XmlReader.Create(entry.Open(), Reading);
        return reader.MoveToContent() == XmlNodeType.Element ? (reader.LocalName, reader.NamespaceURI) : ("", "");
    }
}

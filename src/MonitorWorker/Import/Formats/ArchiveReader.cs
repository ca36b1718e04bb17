using System.IO.Compression;

namespace MonitorWorker.Import.Formats;

/// <summary>Tells what a zip file is: a workbook, another office document, or an archive of files.</summary>
internal sealed class ArchiveReader(int archives) : ITableReader
{
    public IEnumerable<SourceSheet> Read(Stream content, Allowance allowance)
    {
        using var archive = ZipDirectory.Open(content, allowance.Limits);
        foreach (var sheet in Sheets(archive, allowance)) yield return sheet;
    }

    private IEnumerable<SourceSheet> Sheets(ZipArchive archive, Allowance allowance)
    {
        var package = new OoxmlPackage(archive, allowance.Limits);
        if (package.Has("OFD.xml")) throw Refusal.NotATable("OFD文件", "从系统导出 .xlsx 文件，不要打印成OFD");
        if (package.Has("mimetype") && package.Has("content.xml") && package.Has("META-INF/manifest.xml"))
            throw Refusal.NotATable("OpenDocument文件（.ods 等）", "用表格软件打开后另存为 .xlsx 文件");
        if (package.Main is null && !package.Has("[Content_Types].xml")) return new ZipReader(archives).Read(archive, allowance);

        allowance.Inflate(ZipDirectory.DeclaredBytes(archive));
        return Workbook(package, allowance);
    }

    private static IEnumerable<SourceSheet> Workbook(OoxmlPackage package, Allowance allowance) => package.Main switch
    {
        null => package.Has("xl/workbook.xml") ? new XlsxReader(package, allowance).Read("xl/workbook.xml") : throw Refusal.Damaged(),
        var main when main.StartsWith("word/", StringComparison.OrdinalIgnoreCase) =>
            throw Refusal.NotATable("Word文档", "把表格复制到 .xlsx 文件，或从系统导出 .xlsx 文件"),
        var main when main.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase) => throw Refusal.NotATable("演示文稿", "把表格复制到 .xlsx 文件"),
        var main when main.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) => new XlsbReader(package, allowance).Read(main),
        var main => new XlsxReader(package, allowance).Read(main),
    };
}

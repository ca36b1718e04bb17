using MimeKit;

namespace MonitorWorker.Import.Formats;

/// <summary>Reads a single-file web page (.mht) as Excel saves it: a mail whose parts are pages, one for each sheet.</summary>
internal sealed class MhtmlReader : ITableReader
{
    public IEnumerable<SourceSheet> Read(Stream content, Allowance allowance)
    {
        var limits = allowance.Limits;
        if (content.Length > limits.HeldBytes) throw Refusal.TooBig($"网页表格超过{limits.HeldBytes >> 20}MB");
        var options = new ParserOptions { MaxMimeDepth = 8 };
        var entity = new MimeParser(options, content, MimeFormat.Entity).ParseEntity();
        var pages = Pages(entity).ToList();
        if (pages.Count > limits.Entries) throw Refusal.TooBig($"网页档案里的文件超过{limits.Entries}个");
        var sheets = pages.SelectMany(page => Sheets(page, allowance)).ToList();
        return sheets.Count > 0 ? sheets : throw new UnreadableFileException("网页里没有表格", "用表格软件打开后另存为 .xlsx 文件");
    }

    private static IEnumerable<TextPart> Pages(MimeEntity entity) => entity switch
    {
        Multipart parts => parts.SelectMany(Pages),
        TextPart { IsHtml: true } page => [page],
        _ => [],
    };

    private static IEnumerable<SourceSheet> Sheets(TextPart page, Allowance allowance)
    {
        using var bytes = new MemoryStream();
        if (page.Content is null) return [];
        page.Content.DecodeTo(bytes);
        bytes.Position = 0;
        var encoding = TextEncoding.Of(bytes, page.ContentType.Charset);
        var html = encoding.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimStart('\uFEFF');
        // The frame around the sheets has no table of its own.
        if (!html.Contains("<table", StringComparison.OrdinalIgnoreCase)) return [];
        var name = Path.GetFileNameWithoutExtension(page.ContentLocation?.OriginalString.Replace('\\', '/') ?? "");
        return HtmlReader.Sheets(html, allowance).Select(sheet => sheet with { Name = string.Join('/', new[] { name, sheet.Name }.Where(part => part.Length > 0)) });
    }
}

using MonitorWorker.Budgets;

namespace MonitorWorker.Reports.Sheets;

/// <summary>数据来源: the files behind the figures.</summary>
internal static class DataSources
{
    public static void Write(WorkbookStream workbook, ReportBook book, string? entityCode)
    {
        workbook.Begin("数据来源", [new("文件", 44), new("校验值（SHA-256）", 68), new("导入时间", 20), new("读入行数", 11), new("拒收行数", 11), new("尚未更正的行数", 16)]);
        var own = entityCode is null ? null : FilesOf(book, entityCode);
        var refused = book.Refused.GroupBy(file => file.File).ToDictionary(file => file.Key, file => file.Sum(one => one.Rows));
        foreach (var source in book.Sources.Where(source => own?.Contains(source.File) != false))
        {
            workbook.Add(
                source.File, source.Sha256, DataLines.Local(source.ImportedAt, book), source.Accepted, source.Refused, refused.Remove(source.File, out var rows) ? rows : 0);
        }

        // A file of which no row was read stands behind no figure, and yet somebody waits for it.
        foreach (var (file, rows) in refused.Where(file => own?.Contains(file.Key) != false).OrderBy(file => file.Key, StringComparer.Ordinal)) workbook.Add(file, null, null, null, null, rows);
    }

    /// <summary>Files from which a figure of the entity came: what others handed in is not its business.</summary>
    private static HashSet<string> FilesOf(ReportBook book, string entityCode)
    {
        var lines = book.Now.Positions.Select(judged => judged.Position).Where(position => position.Key.EntityCode == entityCode).ToList();
        var indicators = book.Now.Goals.Where(judged => judged.Goals.Key.EntityCode == entityCode).SelectMany(judged => judged.Goals.Indicators).ToList();
        IEnumerable<SourceRef?> sources =
        [
            .. lines.Select(line => line.Source),
            .. lines.SelectMany(line => line.Lines).Select(line => line.Source),
            .. lines.SelectMany(line => line.Evidence).Select(evidence => evidence.Source),
            .. indicators.Select(indicator => indicator.Indicator.Source),
            .. indicators.Select(indicator => indicator.Reading?.Source),
            .. book.Now.Statements.Where(verdict => verdict.EntityCode == entityCode).Select(verdict => verdict.Finding.Source),
        ];
        return [.. sources.OfType<SourceRef>().Select(source => source.File)];
    }
}

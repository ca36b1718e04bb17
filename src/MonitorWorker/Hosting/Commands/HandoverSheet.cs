using MonitorWorker.Import;
using MonitorWorker.Import.Formats;
using MonitorWorker.Jobs.People;

namespace MonitorWorker.Hosting.Commands;

/// <summary>A list of hand-overs: the rows under a header with 原责任人 and 继任人, in any file that holds tables.</summary>
internal static class HandoverSheet
{
    private const string From = "原责任人";
    private const string To = "继任人";
    private const string Name = "继任人姓名";
    private const string Day = "交接日期";
    private const string Section = "责任股室";
    private const string Entity = "单位编码";
    private static readonly string[] _columns = [From, To, Name, Day, Section, Entity];

    /// <returns>What is asked for, or what is wrong with the list, in Chinese.</returns>
    public static (IReadOnlyList<HandoverRequest> Asked, IReadOnlyList<string> Problems) Read(string path)
    {
        var asked = new List<HandoverRequest>();
        var problems = new List<string>();
        try
        {
            using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            foreach (var sheet in FormatCatalog.Open(content, Path.GetFileName(path), ReadLimits.Default)) Read(sheet, asked, problems);
        }
        catch (UnreadableFileException e)
        {
            problems.Add($"{path}：{e.Message}；应为：{e.Expected}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: cannot be read: {e.Message}");
        }

        if (asked.Count == 0 && problems.Count == 0) problems.Add($"{path}：没有交接；应为：表头含“{From}”和“{To}”的表，至少一行");
        return (asked, problems);
    }

    private static void Read(SourceSheet sheet, List<HandoverRequest> asked, List<string> problems)
    {
        Dictionary<string, int>? columns = null;
        foreach (var row in sheet.Rows)
        {
            var place = $"{(sheet.Name.Length > 0 ? sheet.Name + " " : "")}第{row.Number}行：";
            var told = row.Cells.Select(CellText.Of).ToList();
            if (told.TrueForAll(text => text is null)) continue;
            if (columns is null)
            {
                var header = told.Select(text => text is null ? "" : CellText.Header(text)).ToList();
                if (!header.Contains(From) || !header.Contains(To)) continue;
                columns = [];
                for (var index = 0; index < header.Count; index++)
                {
                    if (header[index].Length == 0) continue;
                    if (!_columns.Contains(header[index])) problems.Add($"{place}“{header[index]}”不是这张表的列；应为：{string.Join('、', _columns)}");
                    else if (!columns.TryAdd(header[index], index)) problems.Add($"{place}“{header[index]}”有两列");
                }

                continue;
            }

            if (Text(From) is not { } from || Text(To) is not { } to)
            {
                problems.Add($"{place}{From}和{To}都要填");
                continue;
            }

            DateOnly? day = null;
            if (Text(Day) is { } written)
            {
                if (!DateText.TryDay(row.Cells[columns[Day]], written, out var known))
                {
                    problems.Add($"{place}{Day}“{written}”不是日期；应为：如 2024-09-01，空白为今天");
                    continue;
                }

                day = known;
            }

            asked.Add(new HandoverRequest(from, to, Text(Name), day, Text(Section), Text(Entity), place));

            string? Text(string column) => columns.TryGetValue(column, out var index) && index < told.Count ? told[index]?.Trim() is { Length: > 0 } text ? text : null : null;
        }
    }
}

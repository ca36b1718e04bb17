using System.Globalization;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Notifications;

namespace MonitorWorker.Reports;

/// <summary>Makes all files of a report, entity by entity, then those about all. A file that cannot be made is named and stops no other.</summary>
public sealed class ReportMaker(IPartMaker parts)
{
    private const int LongestReason = 300;

    /// <summary>What is to be made, with the names of all files; makes nothing.</summary>
    public static IReadOnlyList<PlannedReport> Plan(ReportDefinition definition, ReportBook book)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(book);
        var lines = book.Now.Positions.Select(judged => judged.Position).ToLookup(position => position.Key.EntityCode);
        var ofEntities = definition.Parts.Where(part => part.Query != ReportQuery.Office).ToList();
        var planned = new List<PlannedReport>();
        if (ofEntities.Count > 0)
        {
            var codes = definition.Entities.Count > 0 ? [.. definition.Entities.Distinct()] : lines.Select(entity => entity.Key).Order(StringComparer.Ordinal).ToList();
            var names = codes.Select(code => NameOf(code, lines[code], book)).ToList();
            var folders = FileNames.Of(codes.Zip(names, (code, name) => name.StartsWith(code, StringComparison.Ordinal) ? name : code + name));
            planned.AddRange(codes.Select((code, index) => new PlannedReport(code, names[index], folders[index], FilesOf(ofEntities, book, [.. lines[code]])) { IsUnknown = !lines.Contains(code) }));
        }

        var ofAll = definition.Parts.Where(part => part.Query == ReportQuery.Office).ToList();
        if (ofAll.Count > 0) planned.Add(new PlannedReport(null, book.OfficeName, "", FilesOf(ofAll, book, [.. lines.SelectMany(entity => entity)])));
        return planned;
    }

    /// <summary>Each in its turn: a caller that lets go of one before it takes the next never holds two.</summary>
    public IEnumerable<MadeReport> Make(ReportDefinition definition, ReportBook book, CancellationToken cancellationToken = default)
    {
        foreach (var plan in Plan(definition, book))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Make(plan, book, cancellationToken);
        }
    }

    private MadeReport Make(PlannedReport plan, ReportBook book, CancellationToken cancellationToken)
    {
        var (made, failed) = (new List<MadeFile>(plan.Files.Count), new List<FailedPart>());
        if (plan.IsUnknown) return new MadeReport(plan, [], [new FailedPart(plan.Name, $"没有单位编码为{plan.EntityCode}的预算")]);
        foreach (var file in plan.Files)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                made.Add(new MadeFile(file, parts.Make(file.Part, book, plan.EntityCode, file.ProjectCode)));
            }
            catch (Exception e) when (e is not OutOfMemoryException && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
            {
                failed.Add(new FailedPart(file.Name, Why(e)) { Part = file.Part });
            }
        }

        return new MadeReport(plan, made, failed);
    }

    private static string Why(Exception error) => Plain.Line(error is ReportPartException ? error.Message : $"制作时出错：{error.Message}", LongestReason) ?? error.GetType().Name;

    private static string NameOf(string code, IEnumerable<BudgetPosition> lines, ReportBook book) =>
        lines.Select(line => line.EntityName).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? (code.Length > 0 ? code : book.OfficeName);

    /// <param name="lines">Those that the files are about.</param>
    private static List<PlannedFile> FilesOf(List<ReportPart> parts, ReportBook book, List<BudgetPosition> lines)
    {
        var period = PeriodOf(lines);
        var files = parts.SelectMany(part => part.Query == ReportQuery.Project
            ? lines.Where(line => line.Category == SpendingCategory.Project)
                .DistinctBy(line => line.Key.ProjectCode)
                .Select(line => (part, Project: (string?)line.Key.ProjectCode, Note: $"{line.Key.ProjectCode}{line.ProjectName}"))
            : [(part, null, "")]).ToList();
        var names = FileNames.Of(files.Select(file => FileName(book.Now.FiscalYear, file.part.Title, period, file.Note, file.part.Extension)));
        return [.. files.Select((file, index) => new PlannedFile(names[index], file.part, file.Project))];
    }

    /// <summary>Newest month that any of the lines reported; null where none did.</summary>
    internal static YearMonth? PeriodOf(IEnumerable<BudgetPosition> lines) => lines.Max(line => line.Period);

    /// <summary>2024年度部门事中绩效监控报告（1-8月）.docx</summary>
    /// <param name="note">What else tells it from others; empty where nothing has to.</param>
    internal static string FileName(int? year, string title, YearMonth? period, string note, string extension)
    {
        var months = period switch
        {
            null => null,
            { Month: 1 } => "1月",
            { Month: var month } => string.Create(CultureInfo.InvariantCulture, $"1-{month}月"),
        };
        var told = string.Join("，", new[] { months, note.Length == 0 ? null : note }.OfType<string>());
        return (year is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{year}年度")) + title + (told.Length == 0 ? "" : $"（{told}）") + extension;
    }
}

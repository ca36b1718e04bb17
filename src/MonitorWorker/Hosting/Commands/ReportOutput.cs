using System.Globalization;
using MonitorWorker.Budgets;
using MonitorWorker.Reports;

namespace MonitorWorker.Hosting.Commands;

/// <summary>Reports and what became of them, for people and for scripts.</summary>
internal static class ReportOutput
{
    public static void Write(IReadOnlyList<ReportDefinition> reports, Func<ReportDefinition, DateTimeOffset?> next) => ConsoleOutput.WriteTable(
        ["报告", "名称", "文件", "发给", "下次"],
        reports.Select(report => (IReadOnlyList<string>)
        [
            report.Name,
            report.Title,
            string.Join("\n", report.Parts.Select(part => $"{part.Query.Name()} {part.TemplateName()} {part.Title}")),
            string.Join("、", report.To.Select(role => role.Name())) + (report.Entities.Count == 0 ? "" : $"（单位{string.Join("、", report.Entities)}）"),
            next(report)?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "没有排定",
        ]));

    public static object Json(ReportDefinition report, DateTimeOffset? next) => new
    {
        name = report.Name,
        title = report.Title,
        files = report.Parts.Select(part => new { query = part.Query.Name(), template = part.TemplateName(), title = part.Title }),
        to = report.To.Select(role => role.Name()),
        entities = report.Entities,
        next,
    };

    public static void Write(ReportDefinition definition, ReportBook book, string folder, ReportOutcome outcome)
    {
        ConsoleOutput.WriteLine($"{definition.Title}（{definition.Name}），数据截至{book.Now.AsOf:yyyy-MM-dd}，规则集{book.Now.Rules.Name}");
        foreach (var report in outcome.Reports)
        {
            foreach (var file in report.Files) ConsoleOutput.WriteLine($"  {Path.Combine(folder, file.File.Replace('/', Path.DirectorySeparatorChar))}（{Size(file.Bytes)}）");
            foreach (var part in report.Failed) ConsoleOutput.WriteError($"未生成：{(report.EntityCode is null ? "" : report.Name + " ")}{part.Name}：{part.Why}");
        }

        ConsoleOutput.WriteLine($"生成{outcome.Made}个文件，未生成{outcome.Failed}个。没有发送邮件。");
    }

    public static object Json(ReportDefinition definition, ReportBook book, string folder, ReportOutcome outcome) => new
    {
        report = definition.Name,
        asOf = book.Now.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        @out = folder,
        entities = outcome.Reports.Select(report => new
        {
            entity = report.EntityCode,
            name = report.Name,
            files = report.Files.Select(file => new { file = file.File, bytes = file.Bytes }),
            failed = report.Failed.Select(part => new { file = part.Name, why = part.Why }),
        }),
        seconds = Math.Round(outcome.Took.TotalSeconds, 3),
    };

    /// <summary>What no figure of the report knows of; null where nothing is held.</summary>
    public static string? Held(ReportBook book) => book.Held.Count == 0
        ? null
        : $"有{book.Held.Count}个文件被扣住（{string.Join("；", book.Held.Select(file => file.Reason.Length == 0 ? file.File : $"{file.File}：{file.Reason}"))}），其中的数据没有计入";

    /// <summary>To standard error: how long it took and what it needed.</summary>
    public static void WriteCosts(ReportOutcome outcome) => ConsoleOutput.WriteError(string.Create(
        CultureInfo.InvariantCulture,
        $"{outcome.Reports.Count}份，用时{outcome.Took.TotalSeconds:0.00}秒，每份{outcome.Took.TotalMilliseconds / Math.Max(1, outcome.Reports.Count):0}毫秒，内存峰值{outcome.PeakBytes >> 20} MiB"));

    private static string Size(long bytes) => bytes >= 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (bytes + 512) / 1024)} KB");
}

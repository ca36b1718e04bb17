using System.Diagnostics;
using MonitorWorker.Budgets;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Jobs;
using MonitorWorker.Jobs.Reporting;
using MonitorWorker.Reports;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>report</c>: the files of a report, on a copy of the database into which what waits in the inbox is read. Sends nothing, leaves no trace but the files.</summary>
internal static class ReportVerb
{
    /// <param name="Name">Null lists the reports.</param>
    /// <param name="Folder">Null is <c>out/NAME</c> in the working directory.</param>
    internal sealed record Request(string? Name, DateOnly? At, string? Folder, IReadOnlyList<string> Entities, bool Force, bool Json);

    public static async Task<int> RunAsync(GlobalOptions global, Request request, CancellationToken stop)
    {
        var config = Session.LoadConfig(global.ConfigFolder, null);
        var reports = ReportMapping.Map(config.Options);
        if (request.Name is not { } name) return List(config, reports, request.Json);
        if (reports.FirstOrDefault(report => report.Name == name) is not { } definition)
        {
            var near = Spelling.Nearest(name, reports.Select(report => report.Name));
            ConsoleOutput.WriteError($"没有报告“{name}”。现有：{string.Join("、", reports.Select(report => report.Name))}{(near is null ? "" : $"；是否指{near}？")}");
            return ExitCodes.BadUsage;
        }

        Session.TellReportTemplates(config);
        await using var session = await Session.OpenCopyAsync(config, null, TimeProvider.System, global.VerbLogLevel, stop);
        foreach (var file in (await session.Get<IntakeJob>().RunAsync(keepFiles: true, stop)).Where(file => file.Refused > 0))
            ConsoleOutput.WriteError($"{file.Reading.File}：拒收{file.Refused}行，报告中没有这些行；用 check --dry-run 看原因");
        var clock = session.Get<TimeProvider>();
        var asOf = session.Get<OfficeSettings>().JudgeAsOf(request.At, clock.GetUtcNow());
        var book = await session.Get<ReportLoader>().LoadAsync(asOf, stop);
        if (book.Now.FiscalYear is null)
        {
            ConsoleOutput.WriteError($"截至{asOf:yyyy-MM-dd}没有预算数据，不能生成报告。先把预算和执行放入收件文件夹。");
            return ExitCodes.Failed;
        }

        if (ReportOutput.Held(book) is { } held) ConsoleOutput.WriteError(held);
        if (request.Entities.Count > 0)
        {
            if (Problem(request.Entities, definition, book) is { } problem)
            {
                ConsoleOutput.WriteError(problem);
                return ExitCodes.BadUsage;
            }

            definition = definition.Only([.. request.Entities.Distinct()]);
        }

        var folder = Path.GetFullPath(request.Folder ?? Path.Combine("out", FolderName(definition.Name)));
        if (!request.Force && ReportRun.Existing(ReportMaker.Plan(definition, book), folder) is { Count: > 0 } existing)
        {
            ConsoleOutput.WriteError($"已有{existing.Count}个同名文件，如 {existing[0]}。用 --force 覆盖，或用 --out 换一个文件夹。");
            return ExitCodes.BadUsage;
        }

        var outcome = new ReportRun(session.Get<ReportMaker>(), clock, PeakBytes, Console.Error).Run(definition, book, folder, request.Force, stop);
        if (request.Json) JsonOutput.Write(ReportOutput.Json(definition, book, folder, outcome));
        else ReportOutput.Write(definition, book, folder, outcome);
        ReportOutput.WriteCosts(outcome);
        return outcome.ExitCode;
    }

    private static int List(LoadedConfig config, IReadOnlyList<ReportDefinition> reports, bool json)
    {
        var schedules = ScheduleMapping.Map(config.Options, config.Workdays);
        var now = TimeProvider.System.GetUtcNow();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(config.Options.TimeZone);
        DateTimeOffset? Next(ReportDefinition report) => schedules.Where(schedule => schedule.Report == report.Name).Select(schedule => schedule.NextAfter(now)).Min() is { } next
            ? TimeZoneInfo.ConvertTime(next, zone)
            : null;
        if (json) JsonOutput.Write(new { reports = reports.Select(report => ReportOutput.Json(report, Next(report))) });
        else ReportOutput.Write(reports, Next);
        return ExitCodes.Good;
    }

    /// <summary>Null where files of these entities can be made.</summary>
    private static string? Problem(IReadOnlyList<string> entities, ReportDefinition definition, ReportBook book)
    {
        if (definition.Parts.All(part => part.Query == ReportQuery.Office)) return $"报告“{definition.Name}”没有按单位的文件，不能用 --entity。";
        var known = book.Now.Positions.Select(judged => judged.Position).DistinctBy(position => position.Key.EntityCode).OrderBy(position => position.Key.EntityCode, StringComparer.Ordinal).ToList();
        var unknown = entities.Where(code => known.All(position => position.Key.EntityCode != code)).ToList();
        return unknown.Count == 0 ? null : $"没有单位编码{string.Join("、", unknown)}。现有：{string.Join("、", known.Take(20).Select(Named))}{(known.Count > 20 ? $"等{known.Count}个" : "")}";

        static string Named(BudgetPosition position) => $"{position.Key.EntityCode} {position.EntityName}".Trim();
    }

    /// <summary>Names of reports are anybody's words.</summary>
    private static string FolderName(string name) => Notifications.FileNames.Harmless(name);

    private static long PeakBytes()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}

using System.Globalization;
using System.Text.Json;
using MonitorWorker.Budgets;
using MonitorWorker.Jobs;
using MonitorWorker.Jobs.Auditing;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>audit export</c>, <c>audit check</c> and <c>audit list</c>: what an auditor asks of the book that nobody changes.</summary>
internal static class AuditVerb
{
    /// <param name="force">True writes over a file that is there.</param>
    public static async Task<int> ExportAsync(GlobalOptions global, string file, AuditRange range, bool force, CancellationToken stop)
    {
        var target = Path.GetFullPath(file);
        if (!target.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase)) return Refuse($"{file} is not a workbook's name. Expected: a file that ends with .xlsx");
        if (Directory.Exists(target)) return Refuse($"{file} is a folder. Expected: a file that ends with .xlsx");
        if (File.Exists(target) && !force) return Refuse($"{file} is there already and stays as it is. Expected: another name, or --force to write over it");
        if (!Directory.Exists(Path.GetDirectoryName(target))) return Refuse($"{file}: its folder is not there. Expected: a folder that exists");

        if (range.From > range.To) return Refuse($"--from {range.From:yyyy-MM-dd} is after --to {range.To:yyyy-MM-dd}. Expected: a day before it");

        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var state = await session.Get<AuditBook>().VerifyAsync(null, stop);
        // Half a workbook is never there under its name.
        var written = target + ".part";
        int notices;
        try
        {
            await using (var stream = new FileStream(written, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16))
                notices = await session.Get<AuditExport>().WriteAsync(stream, range, state, new AuditDisclosing(await WithheldAsync(session, stop)), stop);
            File.Move(written, target, overwrite: force);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ConsoleOutput.WriteError($"{file} cannot be written: {e.Message}");
            return ExitCodes.Failed;
        }
        finally
        {
            File.Delete(written);
        }

        if (notices == 0 && (range.Project ?? range.AlertNumber) is { } asked)
            ConsoleOutput.WriteError($"没有关于“{asked}”的通知：这个项目编码或预警编号可能不存在（alerts list --all 列出全部预警），不要据此认为没有人收到过通知");
        ConsoleOutput.WriteLine($"审计记录已导出到{file}：通知{notices}条，审计记录共{state.Count}条");
        return Tell(state);
    }

    /// <param name="known">Hash that was noted down earlier; null where none was.</param>
    public static async Task<int> CheckAsync(GlobalOptions global, string? known, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var state = await session.Get<AuditBook>().VerifyAsync(known?.Trim().ToLowerInvariant(), stop);
        if (state.Broken is null)
            ConsoleOutput.WriteLine($"审计记录完整，共{state.Count}条{(state.LastHash is { } hash ? $"，最后一条的校验值：{hash}" : "")}");
        return Tell(state);
    }

    /// <param name="last">How many of the latest.</param>
    /// <param name="withUndisclosed">What may not leave the store as well: for a screen.</param>
    public static async Task<int> ListAsync(GlobalOptions global, AuditRange range, int last, bool withUndisclosed, bool json, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(global.ConfigFolder, null, onCopy: false, global.VerbLogLevel, stop);
        var zone = session.Get<OfficeSettings>().Zone;
        var disclosing = withUndisclosed ? AuditDisclosing.None : new AuditDisclosing(await WithheldAsync(session, stop));
        var lines = await session.Get<AuditBook>().ReadAsync(range.In(zone) with { Last = last }, stop).Select(disclosing.Of).ToListAsync(stop);
        if (json)
        {
            JsonOutput.Write(lines.Select(line => Json(line, zone)));
            return ExitCodes.Good;
        }

        ConsoleOutput.WriteTable(
            [">序号", "时间", "事项", "预警编号", "等级", "事由", "收件地址", "操作人", "文件", "内容"],
            lines.Select(line => new[]
            {
                line.Id.ToString(CultureInfo.InvariantCulture),
                $"{TimeZoneInfo.ConvertTime(line.Entry.At, zone):yyyy-MM-dd HH:mm:ss}",
                AuditExport.ActOf(line.Entry.Event),
                line.Entry.AlertNumber ?? "",
                line.Entry.Level?.Code() ?? "",
                AuditExport.ReasonOf(line.Entry.Reason) ?? "",
                line.Entry.RecipientAddress ?? "",
                line.Entry.Actor ?? "",
                line.Entry.SourceFile ?? "",
                line.Entry.Detail ?? "",
            }));
        return ExitCodes.Good;
    }

    private static Task<Notifications.WithheldProjects> WithheldAsync(Session session, CancellationToken stop) =>
        session.Get<FactStore>().LoadWithheldAsync(session.Get<OfficeSettings>().Routes.Disclosure, stop);

    private static object Json(AuditLine line, TimeZoneInfo zone) => new
    {
        id = line.Id,
        at = TimeZoneInfo.ConvertTime(line.Entry.At, zone),
        @event = line.Entry.Event,
        run = line.Entry.RunId,
        key = line.Entry.AlertKey,
        number = line.Entry.AlertNumber,
        level = line.Entry.Level?.Code(),
        reason = line.Entry.Reason,
        name = line.Entry.RecipientName,
        to = line.Entry.RecipientAddress,
        figures = line.Entry.Event == AuditEvent.Decided ? Told(AuditFigures.Read<ToldFigures>(line)) : line.Entry.Figures is null ? null : AuditFigures.Read<JsonElement>(line),
        ruleSet = line.Entry.RuleSet,
        ruleSetHash = line.Entry.RuleSetHash,
        source = line.Entry.SourceFile is { } file ? new { file, sheet = line.Entry.SourceSheet, row = line.Entry.SourceRow } : null,
        messageId = line.Entry.MessageId,
        actor = line.Entry.Actor,
        detail = line.Entry.Detail,
        hash = line.Hash,
    };

    private static object Told(ToldFigures told) => new
    {
        rule = told.Rule,
        previousLevel = told.PreviousLevel,
        project = told.Project,
        name = told.ProjectName,
        entity = told.Entity,
        fund = told.Fund,
        period = told.Period,
        revised = Yuan(told.Revised),
        executed = Yuan(told.Executed),
        rate = told.Rate,
        scheduled = told.Scheduled,
        gap = told.Gap,
        pace = told.Pace,
        indicator = told.Indicator,
        target = told.Target,
        value = told.Value,
        againstSchedule = told.AgainstSchedule,
        report = told.Report,
        scope = told.Scope,
        item = told.Item,
        stated = told.Stated,
        recomputed = told.Recomputed,
        difference = told.Difference,
        message = told.Message,
        lines = told.Lines,
        indicators = told.Indicators,
        statements = told.Statements,
    };

    private static string? Yuan(long? fen) => fen is { } known ? new Money(known).ToString() : null;

    private static int Tell(AuditState state)
    {
        if (state.Broken is not { } broken) return ExitCodes.Good;
        ConsoleOutput.WriteError($"The audit's book is not as it was written: {(broken.Id is { } id ? $"entry {id.ToString(CultureInfo.InvariantCulture)}: " : "")}{broken.What}. It holds {state.Count.ToString(CultureInfo.InvariantCulture)} entries.");
        return ExitCodes.Failed;
    }

    private static int Refuse(string problem)
    {
        ConsoleOutput.WriteError(problem);
        return ExitCodes.BadUsage;
    }
}

using MonitorWorker.Jobs;
using MonitorWorker.Jobs.Reporting;
using MonitorWorker.Reports;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>render NAME.md</c>: the text of a report's document as its template writes it, with the data that there are, for the person who edits the template.</summary>
internal static class RenderReport
{
    public static async Task<int> RunAsync(GlobalOptions global, string template, RenderVerb.Request request, CancellationToken stop)
    {
        if (request is { Case: not null } or { Form: not null })
        {
            ConsoleOutput.WriteError($"{template}: the document of a report has neither --case nor --form; it shows the data that there are.");
            return ExitCodes.BadUsage;
        }

        var config = Session.LoadConfig(global.ConfigFolder, null);
        var catalog = config.Reports.Value;
        if (!catalog.Names.Contains(template))
        {
            ConsoleOutput.WriteError($"{template}: no template of reports. Expected one of {string.Join(", ", catalog.Names.Where(name => name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))}.");
            return ExitCodes.BadUsage;
        }

        await using var session = await Session.OpenCopyAsync(config, null, TimeProvider.System, global.VerbLogLevel, stop);
        await session.Get<IntakeJob>().RunAsync(keepFiles: true, stop);
        var asOf = session.Get<OfficeSettings>().JudgeAsOf(null, session.Get<TimeProvider>().GetUtcNow());
        var book = await session.Get<ReportLoader>().LoadAsync(asOf, stop);
        // What no report names is shown as it would be for an entity.
        var part = session.Get<OfficeSettings>().Reports.SelectMany(report => report.Parts).FirstOrDefault(part => part.Template == template) ?? new ReportPart(ReportQuery.Entity, template, Path.GetFileNameWithoutExtension(template));
        var plans = ReportMaker.Plan(new ReportDefinition("render", part.Title, [part], [], request.Entity is { } code ? [code] : []), book);
        var plan = plans.FirstOrDefault(plan => plan.Files.Count > 0);
        if (plan is null or { IsUnknown: true })
        {
            ConsoleOutput.WriteError(request.Entity is null ? $"截至{asOf:yyyy-MM-dd}没有可以写进{template}的数据。" : $"没有单位编码{request.Entity}，或者没有它可以写进{template}的数据。");
            return ExitCodes.Failed;
        }

        try
        {
            var text = PartMaker.Text(catalog, part, book, plan.EntityCode, plan.Files[0].ProjectCode);
            if (request.File is { } file) return RenderVerb.Save(file, text, $"{part.Title}（{plan.Name}）");
            Console.Out.Write(text);
            return ExitCodes.Good;
        }
        catch (ReportPartException e)
        {
            ConsoleOutput.WriteError($"Template: {e.Message}");
            return ExitCodes.BadUsage;
        }
    }
}

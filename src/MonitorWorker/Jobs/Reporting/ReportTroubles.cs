using MonitorWorker.Notifications;
using MonitorWorker.Reports;

namespace MonitorWorker.Jobs.Reporting;

/// <summary>
/// Tells the administrators when a kind of file of a report begins to fail, with the reason, and when a later run makes all of them: readers learn that it is missing and
/// not what to mend.
/// </summary>
public sealed class ReportTroubles(TroubleWatch watch)
{
    private const string Prefix = "报告";

    private const string Cure = "按templates/README.md和config/README.md改正模板或文本，用check-config核对，改好后自动采用；用report命令试做";

    /// <summary>True of a trouble that is told and ended here: mails that are written show nothing of it.</summary>
    internal static bool Owns(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    internal async Task TellAsync(ReportDefinition definition, ReportShelf shelf, CancellationToken cancellationToken)
    {
        // Where nothing at all was made, the job fails, and that is told of its schedule.
        if (shelf.Files.Count == 0) return;
        foreach (var part in definition.Parts)
        {
            var failed = shelf.Failed.Where(failed => failed.Part.Part == part).ToList();
            if (failed.Count > 0)
            {
                var (of, first) = failed[0];
                var reason = $"{first.Name}（{of.Name}）没有生成：{first.Why}" + (failed.Count == 1 ? "" : $"；同类文件共{failed.Count}个没有生成");
                await watch.FailsAsync(TroubleKind.Template, NameOf(definition, part), new Trouble(reason, Cure), cancellationToken);
            }
            else if (shelf.Files.Any(file => file.Plan.Part == part))
            {
                await watch.WorksAgainAsync(TroubleKind.Template, NameOf(definition, part), cancellationToken);
            }
        }
    }

    /// <summary>Unlike the names of mail templates, whose troubles end when their mails are written.</summary>
    private static string NameOf(ReportDefinition definition, ReportPart part) => $"{Prefix}{definition.Name}：{part.Template ?? part.Title}";
}

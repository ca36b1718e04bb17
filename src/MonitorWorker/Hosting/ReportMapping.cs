using MonitorWorker.Budgets;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Reports;

namespace MonitorWorker.Hosting;

/// <summary>Reports as the config says them, with those that are built in.</summary>
internal static class ReportMapping
{
    /// <summary>The built-in ones first, each unless one of the config takes its place.</summary>
    /// <exception cref="FormatException">Options that the config check has not seen.</exception>
    public static IReadOnlyList<ReportDefinition> Map(MonitorOptions options)
    {
        var own = options.Reports.ToDictionary(report => report.Name, Map);
        return
        [
            .. ReportDefinition.BuiltIn.Select(report => own.GetValueOrDefault(report.Name, report)),
            .. options.Reports.Where(report => ReportDefinition.BuiltIn.All(other => other.Name != report.Name)).Select(report => own[report.Name]),
        ];
    }

    /// <summary>As the config spells a query.</summary>
    public static string Name(this ReportQuery query) => query.ToString().ToLowerInvariant();

    /// <summary>As the config spells the template of a file.</summary>
    public static string TemplateName(this ReportPart part) => part.Template ?? ReportRules.Data;

    private static ReportDefinition Map(ReportOptions report) => new(
        report.Name,
        report.Title,
        [.. report.Files.Select(file => new ReportPart(Enum.Parse<ReportQuery>(file.Query, ignoreCase: true), file.Template == ReportRules.Data ? null : file.Template, file.Title))],
        report.To.Count == 0 ? ReportDefinition.UsualReaders : [.. report.To.Select(role => ContactRoles.ByName[role])],
        report.Entities);
}

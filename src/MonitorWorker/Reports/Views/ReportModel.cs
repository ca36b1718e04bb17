namespace MonitorWorker.Reports.Views;

/// <summary>The names that the template of a document can use, by query. All figures are texts as they are printed.</summary>
public static class ReportModel
{
    /// <summary>One entity.</summary>
    /// <param name="title">Of the report, e.g. 部门事中绩效监控报告.</param>
    public static IReadOnlyDictionary<string, object> OfEntity(ReportBook book, string entityCode, string title) => throw new ReportPartException("not written yet");

    /// <summary>One project.</summary>
    public static IReadOnlyDictionary<string, object> OfProject(ReportBook book, string entityCode, string projectCode, string title) => throw new ReportPartException("not written yet");

    /// <summary>All entities.</summary>
    public static IReadOnlyDictionary<string, object> OfOffice(ReportBook book, string title) => throw new ReportPartException("not written yet");
}

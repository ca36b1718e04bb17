namespace MonitorWorker.Reports.Sheets;

/// <summary>The names that the cells of a form can use, with numbers as numbers.</summary>
public static class FormModel
{
    /// <summary>《项目支出绩效目标执行监控表》 of one project.</summary>
    public static IReadOnlyDictionary<string, object> OfProject(ReportBook book, string entityCode, string projectCode) => throw new ReportPartException("not written yet");

    /// <summary>An entity as a whole.</summary>
    public static IReadOnlyDictionary<string, object> OfEntity(ReportBook book, string entityCode) => throw new ReportPartException("not written yet");

    /// <summary>All entities side by side.</summary>
    public static IReadOnlyDictionary<string, object> OfOffice(ReportBook book) => throw new ReportPartException("not written yet");
}

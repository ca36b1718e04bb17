namespace MonitorWorker.Reports;

/// <summary>What one file of a report is made of, and so how many files there are: the query name of the configuration.</summary>
public enum ReportQuery
{
    /// <summary>entity: one file for each budget entity.</summary>
    Entity,

    /// <summary>project: one file for each project of 项目支出.</summary>
    Project,

    /// <summary>office: one file about all entities.</summary>
    Office,
}

/// <summary>One kind of file of a report.</summary>
/// <param name="Template">File in <c>templates/reports</c>: NAME.md becomes a .docx, NAME.xlsx is filled in; null is the data workbook, which needs none.</param>
/// <param name="Title">What it is called: the document's title and the middle of its file name, e.g. 部门事中绩效监控报告.</param>
public sealed record ReportPart(ReportQuery Query, string? Template, string Title);

/// <summary>A report as the configuration defines it, or one of the three that are built in (in-year, form, management).</summary>
/// <param name="Name">As the verb and the schedules call it.</param>
/// <param name="Title">As people call it: subject of its mail.</param>
/// <param name="To">Roles that get it by mail; each person gets the files of the entities that he may see.</param>
/// <param name="Entities">Codes of the entities that it is made for; empty is all.</param>
public sealed record ReportDefinition(
    string Name, string Title, IReadOnlyList<ReportPart> Parts, IReadOnlyList<Budgets.ContactRole> To, IReadOnlyList<string> Entities);

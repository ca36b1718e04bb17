using MonitorWorker.Budgets;

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
public sealed record ReportPart(ReportQuery Query, string? Template, string Title)
{
    /// <summary>True of a document that is written from Markdown.</summary>
    public bool IsDocument => Template?.EndsWith(".md", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Of the file that is made, with its dot.</summary>
    public string Extension => IsDocument ? ".docx" : ".xlsx";

    /// <summary>Of the file that is made.</summary>
    public string MediaType => IsDocument ? Notifications.MailAttachment.Document : Notifications.MailAttachment.Workbook;
}

/// <summary>A report as the configuration defines it, or one of the three that are built in (in-year, form, management).</summary>
/// <param name="Name">As the verb and the schedules call it.</param>
/// <param name="Title">As people call it: subject of its mail.</param>
/// <param name="To">Roles that get it by mail; each person gets the files of the entities that he may see.</param>
/// <param name="Entities">Codes of the entities that it is made for; empty is all.</param>
public sealed record ReportDefinition(
    string Name, string Title, IReadOnlyList<ReportPart> Parts, IReadOnlyList<ContactRole> To, IReadOnlyList<string> Entities)
{
    /// <summary>Who gets a report that names nobody.</summary>
    public static IReadOnlyList<ContactRole> UsualReaders { get; } = [ContactRole.Performance];

    /// <summary>What there is without a word in the configuration. No two files have one title, so that all three go into one folder.</summary>
    public static IReadOnlyList<ReportDefinition> BuiltIn { get; } =
    [
        new(
            "in-year",
            "部门事中绩效监控报告",
            [
                new(ReportQuery.Entity, "in-year.md", "部门事中绩效监控报告"),
                new(ReportQuery.Entity, "department.xlsx", "部门预算绩效监控汇总表"),
                new(ReportQuery.Entity, null, "监控数据"),
            ],
            UsualReaders,
            []),
        new(
            "form",
            "项目支出绩效目标执行监控表",
            [
                new(ReportQuery.Project, "form.xlsx", "项目支出绩效目标执行监控表"),
                new(ReportQuery.Entity, "department.xlsx", "项目绩效监控部门汇总表"),
            ],
            UsualReaders,
            []),
        new(
            "management",
            "预算绩效监控管理报告",
            [
                new(ReportQuery.Office, "management.md", "预算绩效监控管理报告"),
                new(ReportQuery.Office, "office.xlsx", "各单位预算执行对比表"),
                new(ReportQuery.Office, null, "各单位监控数据"),
            ],
            [ContactRole.Leader, ContactRole.Performance],
            []),
    ];

    /// <summary>The same for some entities alone; what is about all of them is left out.</summary>
    public ReportDefinition Only(IReadOnlyList<string> entities) => this with { Entities = entities, Parts = [.. Parts.Where(part => part.Query != ReportQuery.Office)] };
}

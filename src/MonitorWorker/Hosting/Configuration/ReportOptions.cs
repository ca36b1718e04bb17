using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>One report: the files that it is made of, for whom, and about whom.</summary>
public sealed record ReportOptions
{
    [Description("Unique name; schedules and the verb report call it by it.")]
    public required string Name { get; init; }

    [Description("What people call it: subject of its mail, e.g. 部门事中绩效监控报告.")]
    public required string Title { get; init; }

    [Description("The kinds of files that it is made of.")]
    public required IReadOnlyList<ReportFileOptions> Files { get; init; }

    [Description("Roles (责任人, 股室负责人, 分管领导, 主要领导, 财务人员, 绩效管理人员, 系统管理员) that get it by mail, each person the files of what he may see all of. Empty: 绩效管理人员.")]
    public IReadOnlyList<string> To { get; init; } = [];

    [Description("Codes (单位编码) of the entities that it is made for. Empty: all.")]
    public IReadOnlyList<string> Entities { get; init; } = [];
}

/// <summary>One kind of file of a report.</summary>
public sealed record ReportFileOptions
{
    [Description("What one file is about, and so how many there are: entity, project (of 项目支出) or office (all entities together).")]
    [AllowedValues("entity", "project", "office")]
    public required string Query { get; init; }

    [Description("A file of templates.folder/reports: NAME.md becomes a .docx, NAME.xlsx is filled in; data is the workbook of everything behind it, which needs none.")]
    public required string Template { get; init; }

    [Description("Title of the document, and the middle of the file's name, e.g. 部门事中绩效监控报告.")]
    public required string Title { get; init; }
}

using MonitorWorker.Budgets;
using MonitorWorker.Reports;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Reports.Pipeline;

/// <summary>What reports are made of, from a few lines.</summary>
internal static class SomeBook
{
    public static BudgetLine Line(string entity, string name, string project = "P01", decimal original = 2, SpendingCategory category = SpendingCategory.Project) =>
        Some.Line(project, original, entity: entity) with { EntityName = name, ProjectName = project == "P01" ? "设备购置经费" : $"项目{project}", Category = category };

    /// <summary>Two entities: one far behind, one on schedule and with a line that it has not reported.</summary>
    public static ReportBook Two => Of(
        [Line("102", "示例县图书馆"), Line("101", "示例县某局"), Line("101", "示例县某局", "P02", 195.24m, SpendingCategory.Operating), Line("102", "示例县图书馆", "P03", 8)],
        [Some.Spent(0.6m, entity: "101"), Some.Spent(130.71m, project: "P02", entity: "101"), Some.Spent(1.5m, entity: "102")]);

    public static ReportBook Of(IReadOnlyList<BudgetLine> lines, IReadOnlyList<Execution> executions)
    {
        var facts = Some.Facts(lines, null, executions);
        return new ReportBook
        {
            Now = Judgement.Of(facts, Some.RuleBook(), Some.August31),
            Facts = facts,
            Texts = OfficeTexts.None,
            OfficeName = "示例县财政局",
            MadeAt = Some.Noon,
            Version = "1.0.0",
        };
    }
}

using MonitorWorker.Budgets;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Import;
using MonitorWorker.Reports;
using MonitorWorker.Reports.Templates;
using MonitorWorker.Reports.Views;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Reports.Content;

/// <summary>The report of the sample office, made of its workbook, the shipped rules, texts and templates.</summary>
internal static class SampleReport
{
    public const string Entity = "101";
    public const string Title = "部门事中绩效监控报告";

    private const string Workbook = "示例县经济信息科技局2024年预算执行.xlsx";

    private static readonly Lazy<BudgetFacts> _facts = new(Read);
    private static readonly Lazy<ReportCatalog> _catalog = new(() => ReportCatalog.Load(Repository.Templates));
    private static readonly Lazy<RuleBook> _rules = new(() =>
        new RuleBook(RuleSetReader.Read(Repository.Config, Path.Combine(Repository.Config, "rules"), "default").Rules!, []));

    public static BudgetFacts Facts => _facts.Value;

    public static ReportCatalog Catalog => _catalog.Value;

    public static RuleBook Rules => _rules.Value;

    /// <summary>As the sample office is on the day that its configuration pins.</summary>
    public static ReportBook Book(BudgetFacts? facts = null, DateOnly? asOf = null) => new()
    {
        Now = Judgement.Of(facts ?? Facts, Rules, asOf ?? Some.August31),
        Facts = facts ?? Facts,
        Texts = new OfficeTexts(Path.Combine(Repository.Config, "texts")),
        OfficeName = "示例县财政局",
        MadeAt = Some.Noon,
        Version = "0.1.0",
        Sources = [new SourceFile(Workbook, new string('a', 64), Some.Noon, 56, 0)],
    };

    public static string Text(ReportBook? book = null, string entity = Entity) => Catalog.Document("in-year.md", ReportModel.OfEntity(book ?? Book(), entity, Title));

    private static BudgetFacts Read()
    {
        using var content = File.OpenRead(Path.Combine(Repository.Config, "sample", Workbook));
        var facts = new FileReader(new TableCatalog(), AmountUnit.Named("万元")).Read(content, Workbook, 1, Some.Noon).Facts;
        return new BudgetFacts(facts.Lines, facts.Adjustments, facts.Executions, facts.StatedOutturns) { StatedFigures = facts.StatedFigures, SheetTotals = facts.SheetTotals };
    }
}

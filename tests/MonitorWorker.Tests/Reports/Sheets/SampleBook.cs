using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Performance;
using MonitorWorker.Reports;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Tests.Reports.Sheets;

/// <summary>Books that forms are made of in tests.</summary>
internal static class SampleBook
{
    public static readonly DateTimeOffset MadeAt = new(2024, 9, 2, 9, 30, 0, TimeSpan.FromHours(8));

    private const string Sample = "示例县经济信息科技局2024年预算执行.xlsx";

    /// <summary>The sample office as it is shipped, with the answer of one of its alerts.</summary>
    public static ReportBook Shipped()
    {
        using var content = File.OpenRead(Path.Combine(Repository.Config, "sample", Sample));
        var read = new FileReader(new TableCatalog(), AmountUnit.Named("万元")).Read(content, Sample, 1, Some.Noon).Facts;
        var facts = new BudgetFacts(read.Lines, read.Adjustments, read.Executions, read.StatedOutturns) { StatedFigures = read.StatedFigures, SheetTotals = read.SheetTotals };
        var answer = new Answer("采购文件尚在审核，设备未到货", "9月底前完成采购，10月付款", new DateOnly(2024, 10, 31), 95, "设备购置责任人", new DateOnly(2024, 9, 3), Some.Noon.AddDays(1));
        return Of(facts, [("execution-lag/2024/101/P01/一般公共预算", answer)]) with
        {
            OfficeName = "示例县经济信息科技局",
            Sources = [new SourceFile(Sample, new string('a', 64), Some.Noon, 71, 0), new SourceFile("别的单位.xlsx", new string('b', 64), Some.Noon, 3, 1)],
            Refused = [("别的单位.xlsx", 1)],
        };
    }

    /// <summary>Two entities with all that a form knows: indicators that are met, missed and missing, money of several kinds, a line that is judged as one, two original budgets, words of people.</summary>
    public static ReportBook Rich()
    {
        BudgetFacts facts = new(
            [
                Some.Line("P01", 10.000001m, entity: "101", row: 2) with { ProjectName = "=1+1 信息系统运维", Section = "信息股" },
                Some.Line("P02", 100, fund: "一般公共预算", entity: "101", row: 3) with { ProjectName = "园区道路维修" },
                Some.Line("P02", 50, fund: "政府性基金", entity: "101", row: 4) with { ProjectName = "园区道路维修" },
                Some.Line("P03", 30, fund: "事业收入", entity: "101001", row: 5) with { ProjectName = "培训", EntityName = "示例县某中心", Category = SpendingCategory.Operating },
                Some.Line("P03", 20, fund: "上年结转", entity: "101001", row: 6) with { ProjectName = "培训", EntityName = "示例县某中心", Category = SpendingCategory.Operating },
                Some.Line("P04", 5, entity: "101", row: 7) with { ProjectName = "两个预算数的项目" },
                Some.Line("P04", 6, entity: "101", row: 8) with { ProjectName = "两个预算数的项目" },
                Some.Line("P05", 8, entity: "101", row: 9) with { ProjectName = "追减完的项目" },
            ],
            [Some.Added(20, 5, project: "P02", fund: "政府性基金", number: "示例财〔2024〕7号"), Some.Added(-8, 6, project: "P05")],
            [
                Some.Spent(3.000001m, project: "P01", entity: "101"), Some.Spent(70, project: "P02", fund: "一般公共预算", entity: "101"), Some.Spent(60, 6, project: "P02", fund: "政府性基金", entity: "101"),
                Some.Spent(25.5m, project: "P03", entity: "101001"), Some.Spent(1, project: "P04", entity: "101"), Some.Spent(0.1m, project: "P05", entity: "101"),
            ],
            [Some.Expects(10.000001m), Some.Expects(50, "P03")])
        {
            Indicators =
            [
                Indicator("P01", "产出指标", "数量指标", "巡检次数", IndicatorOperator.AtLeast, 120, "次", 40, 41), Indicator("P01", "产出指标", "质量指标", "系统可用率", IndicatorOperator.AtLeast, 99, "%", 30, 42),
                Indicator("P01", "成本指标", "经济成本指标", "单次成本", IndicatorOperator.AtMost, 800, "元", 20, 43), Indicator("P01", "满意度指标", "服务对象满意度指标", "用户满意度", IndicatorOperator.AtLeast, 90, "%", 10, 44),
            ],
            IndicatorReadings = [Reading("P01", "巡检次数", 30), Reading("P01", "系统可用率", 99.5m), Reading("P01", "单次成本", 760)],
        };
        var day = new DateOnly(2024, 9, 3);
        var funding = new Answer("省级资金未到位，且人员变动较大", "向财政申请调度", new DateOnly(2024, 11, 30), null, "信息股负责人", day, Some.Noon) { Via = "电话", RecordedBy = "绩效管理人员" };
        var other = new Answer("上半年巡检集中安排在第四季度", null, null, null, "信息股责任人", day, Some.Noon);
        return Of(facts, [("execution-lag/2024/101/P01/一般公共预算", funding), ("target-lag/2024/101/P01/指标:巡检次数", other)]);
    }

    /// <summary>A book of facts, with an alert for each breach, and what people said of some by their keys.</summary>
    public static ReportBook Of(BudgetFacts facts, IReadOnlyList<(string Key, Answer Answer)>? answers = null)
    {
        var rules = Some.Rules() with { GoalRules = [new ScopedGoalRule("target-lag", new Scoped<GoalSetting>(new GoalSetting(new TargetLag(new GoalLimits()), HoldPeriods.None)))] };
        var now = Judgement.Of(facts, Some.RuleBook(rules), Some.August31);
        var number = 0;
        return new ReportBook
        {
            Now = now,
            Facts = facts,
            Alerts =
            [
                .. now.Breaches.OrderByDescending(breach => breach.Level).Select(breach =>
                {
                    var key = AlertKey.For(breach.Rule, breach.Subject);
                    var entity = breach.Subject switch { LineKey line => line.EntityCode, GoalKey goal => goal.EntityCode, _ => now.Statements.FirstOrDefault(verdict => verdict.Finding == breach)?.EntityCode };
                    return new ReportAlert(key, $"YJ-2024-{++number:0000}", breach.Rule, entity, breach.Subject.ProjectCode, breach.Level, AlertState.Firing, Some.August31)
                    {
                        Answer = answers?.FirstOrDefault(one => one.Key == key).Answer,
                        LastTold = Some.Noon,
                    };
                }),
            ],
            Texts = OfficeTexts.None,
            OfficeName = "示例县某局",
            MadeAt = MadeAt,
            Version = "0.0.0",
        };
    }

    private static Indicator Indicator(string project, string level1, string level2, string name, IndicatorOperator sense, decimal target, string unit, decimal weight, int row) =>
        new(1, 2024, "101", project, level1, level2, name, sense, target.ToString(System.Globalization.CultureInfo.InvariantCulture), target, unit, weight, Some.Row(row));

    private static IndicatorReading Reading(string project, string name, decimal value) =>
        new(1, "101", project, name, Some.August, value.ToString(System.Globalization.CultureInfo.InvariantCulture), value, Some.Row(50));
}

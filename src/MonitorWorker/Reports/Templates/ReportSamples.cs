using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Reports.Sheets;
using MonitorWorker.Reports.Views;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Reports.Templates;

/// <summary>
/// Invented offices for trying templates at start: one with everything that can be found, the same with names that would break a document, one that knows next to
/// nothing, and one in which all is well, so that the branches of a template are walked as well as its main road.
/// </summary>
internal static class ReportSamples
{
    internal const string Entity = "101";

    private const string Title = "示例报告";

    private const int Year = 2024;

    private static readonly YearMonth _august = new(Year, 8);
    private static readonly DateTimeOffset _now = new(Year, 9, 5, 8, 30, 0, TimeSpan.FromHours(8));

    private static readonly Lazy<IReadOnlyList<IReadOnlyList<IReadOnlyDictionary<string, object>>>> _formsByQuery = new(() =>
    [
        Of(book => FormModel.OfEntity(book, CodeOf(book))),
        Of(book => FormModel.OfProject(book, CodeOf(book), book.Now.Positions[0].Position.Key.ProjectCode)),
        Of(FormModel.OfOffice),
    ]);

    private static readonly Lazy<IReadOnlyList<IReadOnlyList<IReadOnlyDictionary<string, object>>>> _byQuery = new(() =>
    [
        Of(book => ReportModel.OfEntity(book, CodeOf(book), Title)),
        Of(book => ReportModel.OfProject(book, CodeOf(book), book.Now.Positions[0].Position.Key.ProjectCode, Title)),
        Of(book => ReportModel.OfOffice(book, Title)),
    ]);

    /// <summary>What documents of each query, in the order of <see cref="ReportQuery"/>, are tried with; none of a query that has no model.</summary>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyDictionary<string, object>>> ByQuery => _byQuery.Value;

    /// <summary>What forms of each query are tried with, in the same order.</summary>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyDictionary<string, object>>> FormsByQuery => _formsByQuery.Value;

    /// <param name="name">What each name, text and word of the data becomes.</param>
    internal static ReportBook Full(Func<string, string> name)
    {
        var facts = new BudgetFacts(
            [
                Line("S1", 2, SpendingCategory.Project) with { Procurement = true },
                Line("S2", 600, SpendingCategory.Personnel),
                Line("S3", 200, SpendingCategory.Operating),
                Line("S4", 0, SpendingCategory.Project) with { Fund = name("政府性基金") },
                Line("S5", 30, SpendingCategory.Project) with { Schedule = ScheduleKind.Milestone, Fund = name("国有资本经营预算") },
                Line("S6", 10, SpendingCategory.Project), Line("S6", 11, SpendingCategory.Project) with { Source = Row(9) },
                Line("S7", 0, SpendingCategory.Project) with { Section = null },
                Line("S8", 40, SpendingCategory.Project) with { Fund = name("事业收入") },
                Line("S9", 5, SpendingCategory.Project) with { Fund = "" },
                Line("S3", 190, SpendingCategory.Operating) with { FiscalYear = Year - 1 },
                Line("S1", 3, SpendingCategory.Project) with { FiscalYear = Year - 1 },
            ],
            [Moved("S3", -10, 3), Moved("S4", 300, 5), Moved("S7", 150, 8), Moved("S8", 20, 2), Moved("S9", -5, 4)],
            [
                Spent("S1", 0.5m, 7), Spent("S1", 0.6m, 8), Spent("S2", 300, 6), Spent("S3", 110, 7), Spent("S3", 130, 8), Spent("S4", 310, 8), Spent("S5", 1, 8), Spent("S6", 1, 8), Spent("S8", 0, 8),
                Spent("S0", 1, 8), Spent("S3", 120, 8, Year - 1), Spent("S1", 1, 8, Year - 1),
            ],
            [Expects("S1", 2), Expects("S2", 600), Expects("S3", 190), Expects("S7", 150)])
        {
            Indicators =
            [
                Goal("S1", "甲", IndicatorOperator.AtLeast, "100", 100) with { Weight = 20 }, Goal("S1", "乙", IndicatorOperator.AtLeast, "100", 100), Goal("S1", "丙", IndicatorOperator.AtMost, "10", 10),
                Goal("S1", "丁", IndicatorOperator.AtLeast, null, null), Goal("S1", "戊", IndicatorOperator.Qualitative, "示例", null), Goal("S3", "己", IndicatorOperator.AtLeast, "50", 50) with { Level1 = null, Level2 = null, Unit = null },
            ],
            IndicatorReadings = [Reached("甲", "10", 10), Reached("乙", "95", 95), Reached("丙", "12", 12), Reached("丁", "1", 1), Reached("戊", "部分完成", null), Reached("庚", "1", 1)],
            StatedFigures = [Stated("全部", StatedItem.Original, 888.88m), Stated("支出类别=公用支出", StatedItem.Original, 200m), Stated("全部", StatedItem.Executed, 1m)],
        };
        facts = Renamed(facts, name);
        var now = Judge(facts, new DateOnly(Year, 10, 31));
        return Book(facts, now) with
        {
            LastPeriod = Judge(facts, new YearMonth(Year, 7).LastDay),
            LastYear = Judge(facts, new YearMonth(Year - 1, 8).LastDay),
            Alerts = [.. now.Breaches.Select((finding, index) => AlertOf(finding, index, name))],
            Silences =
            [
                new Silence(1, SilenceKind.Waiver, new SilenceScope("S1", Entity, null, Level.Yellow, null), name("示例人"), name("示例理由"), now.AsOf, now.AsOf),
                new Silence(2, SilenceKind.Silence, new SilenceScope(null, null, "idle-funds", null, null), name("示例人"), name("示例理由"), now.AsOf, now.AsOf),
                new Silence(3, SilenceKind.Silence, new SilenceScope(null, null, null, null, AlertKey.For("execution-lag", new LineKey(Year, Entity, "S1", "一般公共预算"))), name("示例人"), name("示例理由"), now.AsOf, now.AsOf),
            ],
            Refused = [(name("示例.xlsx"), 2)],
            Texts = OfficeTexts.Of(text => text.Length % 2 == 0 ? "# 示例\n\n示例文字。" : null),
        };
    }

    /// <summary>Nothing was reported, nothing is named, nobody was told anything.</summary>
    internal static ReportBook Bare()
    {
        var facts = new BudgetFacts([Line("S1", 0, SpendingCategory.Project) with { EntityCode = "", EntityName = null, Section = null, Fund = "" }], [], [], []);
        return Book(facts, Judge(facts, new DateOnly(Year, 1, 31)));
    }

    /// <summary>Everything was reported by the end of the year, and all of it is as it should be.</summary>
    internal static ReportBook Quiet()
    {
        var facts = new BudgetFacts(
            [Line("S1", 2, SpendingCategory.Project), Line("S2", 600, SpendingCategory.Personnel), Line("S3", 200, SpendingCategory.Operating)],
            [],
            [Spent("S1", 1.9m, 11), Spent("S1", 2, 12), Spent("S2", 600, 12), Spent("S3", 200, 12)],
            [Expects("S1", 2), Expects("S2", 600), Expects("S3", 200)])
        {
            Indicators = [Goal("S1", "甲", IndicatorOperator.AtLeast, "100", 100)],
            IndicatorReadings = [Reached("甲", "100", 100) with { Month = new YearMonth(Year, 12) }],
            StatedFigures = [Stated("全部", StatedItem.Original, 802m)],
        };
        return Book(facts, Judge(facts, new DateOnly(Year, 12, 31))) with { Texts = OfficeTexts.Of(_ => "示例文字。") };
    }

    /// <summary>A name that is a heading, a table, a list, a link and a tag.</summary>
    internal static string Hostile(string name) => $"- {name} 1. *|_#<b>[x](y)`$~^&amp;{{{{ oops }}}} ::: \n# {name}";

    private static List<IReadOnlyDictionary<string, object>> Of(Func<ReportBook, IReadOnlyDictionary<string, object>> model)
    {
        try
        {
            return [model(Full(name => name)), model(Full(Hostile)), model(Bare()), model(Quiet())];
        }
        catch (ReportPartException)
        {
            return [];
        }
    }

    private static string CodeOf(ReportBook book) => book.Now.Positions[0].Position.Key.EntityCode;

    private static ReportBook Book(BudgetFacts facts, Judgement now) => new()
    {
        Now = now,
        Facts = facts,
        Texts = OfficeTexts.None,
        OfficeName = "示例县财政局",
        MadeAt = _now,
        Version = "0",
        Sources = [.. facts.Lines.Select(line => line.Source.File).Distinct().Select(file => new SourceFile(file, new string('0', 64), _now, 1, 1))],
    };

    private static Judgement Judge(BudgetFacts facts, DateOnly asOf) => Judgement.Of(facts, new RuleBook(_rules, []), asOf);

    private static readonly RuleSet _rules = new()
    {
        Name = "示例规则",
        EffectiveFrom = new DateOnly(2000, 1, 1),
        Basis = "示例文件",
        Hash = new string('0', 64),
        Lag = new Scoped<LagLimits>(LagLimits.Default),
        Rules =
        [
            new ExecutionLag(LagLimits.Default), new ExecutionAhead(), new OverExecution(), new IdleFunds(), new MissingData(), new StaleData(), new CannotJudge(), new ForecastShortfall(), new ForecastOverrun(),
            new ForecastNotCredible(),
        ],
        GoalRules = [.. new IGoalRule[] { new TargetLag(new GoalLimits()), new TargetOverachieved(new GoalLimits()), new GoalMoneyGap(), new MissingReading(), new CannotJudgeIndicator() }
            .Select(rule => new ScopedGoalRule(rule.Id, new Scoped<GoalSetting>(new GoalSetting(rule, HoldPeriods.None))))],
        StatementRules = [new StatementMismatch(), new TotalMismatch()],
    };

    private static ReportAlert AlertOf(Finding finding, int index, Func<string, string> name) =>
        new(AlertKey.For(finding.Rule, finding.Subject), AlertNumber.Format(Year, index + 1), finding.Rule, Entity, finding.Subject.ProjectCode, finding.Level, AlertState.Firing, _august.LastDay)
        {
            Answer = (index % 3) switch
            {
                0 => new Answer(name("示例原因"), name("示例措施"), new DateOnly(Year, 9, 30), 60, name("责任人甲"), new DateOnly(Year, 9, 3), _now) { Via = "电话", RecordedBy = name("财务人员甲") },
                1 => new Answer("", null, null, null, name("责任人甲"), new DateOnly(Year, 9, 3), _now),
                _ => null,
            },
            Dispute = index % 4 == 0 ? new Dispute(name("责任人甲"), index % 8 == 0 ? name("示例") : "", new DateOnly(Year, 9, 6)) : null,
        };

    private static SourceRef Row(int row) => new("示例.xlsx", "示例", row, _now);

    private static Money Wan(decimal wan) => Money.FromYuan(wan * 10_000);

    private static BudgetLine Line(string project, decimal original, SpendingCategory category) => new(
        1, Year, Entity, "示例单位", project, "示例项目" + project, category, "一般公共预算", "示例股", Wan(original), null, null, ScheduleKind.Month, null, false, Row(3));

    private static Adjustment Moved(string project, decimal wan, int month) =>
        new(1, Year, Entity, project, null, new YearMonth(Year, month).LastDay, true, Wan(wan), null, Row(4));

    private static Execution Spent(string project, decimal wan, int month, int year = Year) => new(1, year, Entity, project, null, new YearMonth(year, month), Wan(wan), Row(5));

    private static StatedOutturn Expects(string project, decimal wan) => new(1, Entity, project, null, _august, Wan(wan), Row(6));

    private static Indicator Goal(string project, string indicator, IndicatorOperator sense, string? text, decimal? target) =>
        new(1, Year, Entity, project, "产出指标", "数量指标", indicator, sense, text, target, "个", null, Row(7));

    private static IndicatorReading Reached(string indicator, string text, decimal? value) => new(1, Entity, "S1", indicator, _august, text, value, Row(8));

    private static StatedFigure Stated(string scope, StatedItem item, decimal value) => new(1, _august, scope, item, value, "万元", null, "示例单位", "示例报告", Row(10));

    private static BudgetFacts Renamed(BudgetFacts facts, Func<string, string> name) => facts with
    {
        Lines = [.. facts.Lines.Select(line => line with
        {
            EntityName = name("示例单位"), ProjectName = name(line.ProjectName), Section = line.Section is null ? null : name(line.Section),
        })],
        Indicators = [.. facts.Indicators.Select(fact => fact with { Name = name(fact.Name), Level1 = fact.Level1 is null ? null : name(fact.Level1), TargetText = fact.TargetText is null ? null : name(fact.TargetText) })],
        IndicatorReadings = [.. facts.IndicatorReadings.Select(fact => fact with { Name = name(fact.Name) })],
        StatedFigures = [.. facts.StatedFigures.Select(fact => fact with { Report = name("示例报告"), ReportingUnit = name("示例单位") })],
    };

}

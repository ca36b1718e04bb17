using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Tests;

/// <summary>A small named cast: the lines of the sample office, and what it takes to change one thing about them.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Noon = new(2024, 9, 2, 12, 0, 0, TimeSpan.FromHours(8));
    public static readonly DateOnly August31 = new(2024, 8, 31);
    public static readonly YearMonth August = new(2024, 8);

    public static SourceRef Row(int row) => new("执行.xlsx", "执行", row, Noon);

    public static Money Wan(decimal wan) => Money.FromYuan(wan * 10_000);

    public static BudgetLine Line(
        string project = "P01",
        decimal original = 2,
        ScheduleKind schedule = ScheduleKind.Month,
        int? start = null,
        int? end = null,
        DateOnly? milestone = null,
        string fund = "一般公共预算",
        string entity = "101",
        long batch = 1,
        int row = 3) => new(
            batch, 2024, entity, "示例县某局", project, "设备购置经费", SpendingCategory.Project, fund, "办公室", Wan(original), start, end, schedule, milestone, true, Row(row));

    public static Adjustment Added(decimal wan, int month, int? day = null, string project = "P01", string? fund = null, long batch = 1, string? number = null) => new(
        batch,
        2024,
        null,
        project,
        fund,
        day is { } known ? new DateOnly(2024, month, known) : new YearMonth(2024, month).LastDay,
        day is null,
        Wan(wan),
        number,
        Row(month));

    public static Execution Spent(decimal wan, int month = 8, string project = "P01", string? fund = null, string? entity = null, long batch = 1, int year = 2024) =>
        new(batch, year, entity, project, fund, new YearMonth(year, month), Wan(wan), Row(10 + month));

    public static BudgetFacts Facts(IEnumerable<BudgetLine> lines, IEnumerable<Adjustment>? adjustments = null, IEnumerable<Execution>? executions = null) =>
        new([.. lines], [.. adjustments ?? []], [.. executions ?? []], []);

    public static StatedFigure Stated(
        string scope, StatedItem item, string value, string unit = "万元", StatedItem? denominator = null, int row = 3, long batch = 1, string? report = "事中监控报告", int month = 8) =>
        new(batch, new YearMonth(2024, month), scope, item, decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), unit, denominator, null, report, Row(row));

    public static StatedOutturn Expects(decimal wan, string project = "P01", int month = 8, string? fund = null) =>
        new(1, null, project, fund, new YearMonth(2024, month), Wan(wan), Row(month));

    public static BudgetPosition Position(decimal original = 2, decimal? spent = 0.6m, int month = 8) => Position(Line(original: original), spent, month);

    public static BudgetPosition Position(string project) => Position(Line(project), 0.6m, 8);

    /// <summary>Where a line stands when its entity has reported a month, and the line itself something or nothing.</summary>
    public static BudgetPosition Position(BudgetLine line, decimal? spent, int month, params IEnumerable<Adjustment> adjustments)
    {
        var executions = new List<Execution> { Spent(0, month, "P99", year: line.FiscalYear) };
        if (spent is { } amount) executions.Add(Spent(amount, month, line.ProjectCode, year: line.FiscalYear));
        var book = PositionBook.Build(Facts([line, Line("P99", 1) with { FiscalYear = line.FiscalYear }], adjustments, executions), new YearMonth(line.FiscalYear, month).LastDay);
        return book.Positions.Single(position => position.Key.ProjectCode == line.ProjectCode);
    }

    public static SpendingPlanPoint Planned(int month, decimal? wan = null, decimal? percent = null, string project = "P01", string? fund = null, long batch = 1, int? row = null) =>
        new(batch, 2024, null, project, fund, new YearMonth(2024, month), wan is { } amount ? Wan(amount) : null, percent, Row(row ?? 20 + month));

    public static LagLimits Pace(decimal? red = 60, decimal? yellow = 80) => new() { Pace = new MeasureLimits(red, yellow) };

    public static RuleSet Rules(decimal? red = 60, decimal? yellow = 80, string name = "default") => new()
    {
        Name = name,
        EffectiveFrom = new DateOnly(2000, 1, 1),
        Description = "test",
        Hash = new string('0', 64),
        Lag = new Scoped<LagLimits>(Pace(red, yellow)),
        Rules = [new ExecutionLag(Pace(red, yellow)), new MissingData(), new CannotJudge()],
        StatementRules = [new StatementMismatch(), new TotalMismatch()],
    };

    /// <summary>The working days of China as shipped: 2024, 2025 and 2026, and no other year.</summary>
    public static WorkdayCalendar Workdays { get; } = CalendarReader.Read(Repository.Config, Path.Combine(Repository.Config, "calendars")).For("cn");

    public static RuleBook RuleBook(RuleSet? rules = null) => new(rules ?? Rules(), []);
}

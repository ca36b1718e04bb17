using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Performance;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>One finding, and the alert that was opened for it.</summary>
internal sealed class FindingView(ReportSubject subject, Finding finding)
{
    private readonly ReportAlert? _alert = subject.AlertOf(finding);
    private readonly JudgedPosition? _line = subject.LineOf(finding);

    /// <summary>Id of the rule.</summary>
    public string Rule => finding.Rule;

    /// <summary>支出进度滞后, 资金闲置 …</summary>
    public string? RuleWord => RuleWords.Of(finding.Rule);

    /// <summary>red, yellow, blue or grey.</summary>
    public string Level => finding.Level.Code();

    public string Symbol => Words.Symbol;

    /// <summary>红色预警 …</summary>
    public string LevelWord => Print.Word(Words);

    /// <summary>预警编号; null where no alert was opened yet.</summary>
    public string? Number => _alert?.Number;

    /// <summary>First day of the alert; null where none was opened yet.</summary>
    public string? Since => Print.Months.Day(_alert?.Since);

    /// <summary>The finding in one sentence of the rule, amounts in yuan.</summary>
    public string? Message => Print.Name(finding.Message, 400);

    /// <summary>Of a goal: 三级指标; null where it is about money or about all goals of a project.</summary>
    public string? Indicator => finding.Subject is GoalKey { Indicator: { } name } ? Print.Name(name) : null;

    /// <summary>资金来源 of the line; null where the project is judged as one.</summary>
    public string? Fund => finding.Subject is LineKey { Fund: { Length: > 0 } fund } ? Print.Name(fund, 60) : null;

    /// <summary>资金来源 of the line where the project has several lines, whose figures are not those of the project; null where it has one.</summary>
    public string? FundApart => _line is { } line ? subject.FundApart(line) : null;

    /// <summary>Figures of the line; null where it is about a goal.</summary>
    public MoneyView? Money => _line is { } line ? new MoneyView(null, [line], subject.UsualLag) : null;

    /// <summary>The indicator with its figures; null as <see cref="Indicator"/>.</summary>
    public IndicatorRowView? Goal => finding.Subject is GoalKey { Indicator: { } name } key && subject.GoalsOf(key.ProjectCode) is { } goals
        && goals.Goals.Indicators.FirstOrDefault(indicator => indicator.Key.Indicator == name) is { } indicator
        ? new IndicatorRowView(indicator, goals.Limits)
        : null;

    /// <summary>Of a forecast: what the year leads to by the rule's method.</summary>
    public string? Outturn => Figures.Document.Amount(Value("outturn"));

    /// <summary>The same in percent of the revised budget.</summary>
    public string? OutturnRate => Value("outturnRate");

    /// <summary>全年预计执行数 that is not believed; null of other findings.</summary>
    public string? Stated => Figures.Document.Amount(Value("statedOutturn"));

    /// <summary>How many times faster than so far it asks for; null of other findings, and where no number says it.</summary>
    public string? Times => Value("times");

    public bool IsAnswered => _alert?.Answer is not null;

    internal ReportAlert? Alert => _alert;

    private string? Value(string name) => finding.Values.GetValueOrDefault(name);

    private LevelWords Words => LevelWords.Of(Level, finding.Rule);
}

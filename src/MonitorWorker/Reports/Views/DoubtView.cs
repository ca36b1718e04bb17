using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>A line whose year does not end as budgeted or stated, with the figures by which the rules say so.</summary>
internal sealed class DoubtView(ReportSubject subject, JudgedPosition line, IReadOnlyList<Finding> findings)
{
    public ProjectView Project { get; } = subject.Project(ProjectKey.Of(line.Position));

    /// <summary>资金来源 of the line where the project has several lines, whose figures are not those of the project; null where it has one.</summary>
    public string? FundApart { get; } = subject.FundApart(line);

    /// <summary>Figures of the line.</summary>
    public MoneyView Money { get; } = new(null, [line], subject.UsualLag);

    /// <summary>forecast-not-credible: the stated outturn asks for far more than was spent so far.</summary>
    public bool IsNotCredible => Of("forecast-not-credible") is not null;

    /// <summary>forecast-shortfall: the year so far leads to less than the budget.</summary>
    public bool FallsShort => Of("forecast-shortfall") is not null;

    /// <summary>forecast-overrun: it leads to more.</summary>
    public bool Overruns => Of("forecast-overrun") is not null;

    /// <summary>over-execution: more is spent than there is.</summary>
    public bool IsOverspent => Of("over-execution") is not null;

    /// <summary>全年预计执行数 that is not believed; null where it is.</summary>
    public string? Stated => Amount(Value("forecast-not-credible", "statedOutturn"));

    /// <summary>What each month left would have to spend for it; null in December, and where it is believed.</summary>
    public string? NeededPerMonth => Amount(Value("forecast-not-credible", "neededPerMonth"));

    /// <summary>What was spent each month so far.</summary>
    public string? SpentPerMonth => Amount(Value("forecast-not-credible", "spentPerMonth"));

    /// <summary>How many times faster than so far; null where nothing was spent, or no month is left.</summary>
    public string? Times => Value("forecast-not-credible", "times");

    /// <summary>What the year leads to by the rule's method; null where neither too little nor too much.</summary>
    public string? Outturn => Amount(Forecast("outturn"));

    /// <summary>The same in percent of the revised budget.</summary>
    public string? OutturnRate => Forecast("outturnRate");

    /// <summary>平均进度, 各笔资金自己的进度 …</summary>
    public string? Method => Forecast("method") is { } code && ForecastMethods.ByCode.TryGetValue(code, out var method) ? method.Name() : null;

    /// <summary>The findings, each in its own words.</summary>
    public IReadOnlyList<FindingView> Findings { get; } = [.. findings.Select(finding => new FindingView(subject, finding))];

    private static string? Amount(string? yuan) => Figures.Document.Amount(yuan);

    private string? Forecast(string value) => Value("forecast-shortfall", value) ?? Value("forecast-overrun", value);

    private string? Value(string rule, string value) => Of(rule)?.Values.GetValueOrDefault(value);

    private Finding? Of(string rule) => findings.FirstOrDefault(finding => finding.Rule == rule);
}

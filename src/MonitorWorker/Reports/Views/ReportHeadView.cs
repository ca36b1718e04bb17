using MonitorWorker.Calendar;
using MonitorWorker.Notifications.Wording;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>What a report is called, which months and rules it speaks of, and who made it when.</summary>
internal sealed class ReportHeadView(ReportBook book, IReadOnlyList<JudgedPosition> lines, YearMonth? period, string title)
{
    private readonly string? _period = period?.ToString();

    /// <summary>As configured: 部门事中绩效监控报告.</summary>
    public string? Title { get; } = Print.Name(title);

    /// <summary>2024</summary>
    public string Year => Print.Count(book.Now.FiscalYear ?? book.Now.AsOf.Year);

    /// <summary>1—8月; null where nothing was reported this year.</summary>
    public string? Months => Print.Months.SoFar(_period);

    /// <summary>9—12月; null in December, and where nothing was reported.</summary>
    public string? MonthsLeft => Print.Months.Left(_period);

    /// <summary>Number of the months in <see cref="MonthsLeft"/>.</summary>
    public string? MonthsLeftCount => Notifications.Months.CountLeft(_period) is { } count ? Print.Count(count) : null;

    /// <summary>Day on which it is judged, and the date of the document: 2024年9月5日.</summary>
    public string AsOf => Print.Months.Day(book.Now.AsOf)!;

    /// <summary>Day that the figures speak for; null where nothing was reported.</summary>
    public string? DataAsOf => Print.Months.Day(period?.LastDay);

    public string MadeAt => Print.Months.Minute(book.MadeAt);

    /// <summary>Who makes the report.</summary>
    public string? OfficeName => Print.Name(book.OfficeName);

    /// <summary>How many projects are not in it, because they may not leave the store; null where none.</summary>
    public string? Withheld { get; } = Print.CountIfAny(lines.Select(line => line.Position.Key.EntityCode).Distinct().Sum(book.Withheld.GetValueOrDefault));

    /// <summary>Of the program.</summary>
    public string? Version => Print.Name(book.Version);

    /// <summary>The rule sets that judged, the general one first.</summary>
    public IReadOnlyList<RuleSetView> Rules =>
        [.. lines.Select(line => line.Rules).Prepend(book.Now.Rules.General).DistinctBy(rules => rules.Hash).Select(rules => new RuleSetView(rules))];

    /// <summary>进度口径 of its lines: 按月, 按用款计划 …</summary>
    public IReadOnlyList<string> Schedules =>
        [.. lines.Select(line => MailWords.Chinese["schedule." + Budgets.ScheduleKinds.Code(line.Position.Schedule)]).Distinct()];
}

/// <summary>A rule set that judged.</summary>
internal sealed class RuleSetView(RuleSet rules)
{
    public string? Name { get; } = Print.Name(rules.Name);

    public string? Description { get; } = Print.Name(rules.Description, 200);

    /// <summary>The document that it comes from; null where it names none.</summary>
    public string? Basis { get; } = Print.Name(rules.Basis, 200);

    /// <summary>SHA-256 of its file.</summary>
    public string Hash { get; } = rules.Hash;

    /// <summary>Its limits of lag in one sentence.</summary>
    public string Limits { get; } = rules.Lag.Standard.Describe();
}

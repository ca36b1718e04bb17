using MonitorWorker.Budgets;
using MonitorWorker.Notifications.Templates;
using MonitorWorker.Notifications.Wording;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>A project: its money, whatever funds it has, its goals, and what it is for in the office's own words.</summary>
internal sealed class ProjectView
{
    /// <summary>Headings of its text stand below that of the project.</summary>
    private const int Below = 4;

    private readonly BudgetPosition _first;
    private readonly IReadOnlyList<JudgedPosition> _lines;
    private readonly ReportSubject _subject;
    private readonly Lazy<RawText?> _purpose;

    /// <param name="lines">All of the project, at least one.</param>
    public ProjectView(ReportSubject subject, IReadOnlyList<JudgedPosition> lines)
    {
        (_subject, _lines, _first) = (subject, lines, lines[0].Position);
        Money = new MoneyView(null, lines, subject.UsualLag);
        Outlook = new OutlookView(null, lines);
        _purpose = new Lazy<RawText?>(() => OfficeMarkdown.Below(subject.Book.Texts.Of(subject.EntityCode, TextName), Below));
    }

    public string? Code => Print.Name(_first.Key.ProjectCode);

    public string? Name => Print.Name(_first.ProjectName);

    /// <summary>责任股室; null where the budget names none.</summary>
    public string? Section => Print.Name(_first.Section, 60);

    /// <summary>支出类别</summary>
    public string Category => _first.Category.Name();

    /// <summary>资金来源, several joined; null where the budget names none.</summary>
    public string? Fund => Print.Name(string.Join('、', _lines.SelectMany(line => line.Position.Lines).Select(line => line.Fund).Where(fund => fund.Length > 0).Distinct()));

    public bool Procurement => _lines.Any(line => line.Position.Procurement);

    /// <summary>按月, 按用款计划 …</summary>
    public string Schedule => MailWords.Chinese["schedule." + _first.Schedule.Code()];

    /// <summary>True where the year began without it and money came later.</summary>
    public bool IsAdded => Money.OriginalMoney == Budgets.Money.Zero && Money.AddedMoney > Budgets.Money.Zero;

    public MoneyView Money { get; }

    /// <summary>What becomes of it by the end of the year.</summary>
    public OutlookView Outlook { get; }

    /// <summary>确定能, 有可能 or 完全不可能: what the unit itself says of its target, the least likely of several funds; null where it does not say.</summary>
    public string? Likelihood => _lines.Max(line => line.Position.Likelihood)?.Name();

    /// <summary>Null where it has no indicators.</summary>
    public GoalView? Goal => _subject.GoalsOf(_first.Key.ProjectCode) is { } goals ? new GoalView(goals) : null;

    /// <summary>项目/CODE.md as it stands; null where there is none.</summary>
    public RawText? Purpose => _purpose.Value;

    /// <summary>Why no verdict on its money is possible; null where one is, or where only figures are missing.</summary>
    public string? Cannot => Print.Name(string.Join('；', _lines.Select(line => line.Position.CannotJudge).OfType<string>().Distinct()), 200);

    /// <summary>Latest month that was reported, where that of the report is missing; null where there is none.</summary>
    public string? LastKnownMonth => Print.Months.Month(LastKnown?.Month.ToString());

    public string? LastKnownExecuted => Print.Amount(LastKnown?.Cumulative);

    internal BudgetPosition First => _first;

    /// <summary>Name of its text among the office's own.</summary>
    internal string TextName => "项目/" + _first.Key.ProjectCode;

    private Execution? LastKnown => _lines.Select(line => line.Position.LastKnown).OfType<Execution>().MaxBy(known => known.Month);
}

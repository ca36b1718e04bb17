using MonitorWorker.Budgets;
using MonitorWorker.Notifications.Wording;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>One budget line, for tables that list all of them.</summary>
internal sealed class LineRowView(JudgedPosition line, LagLimits usual)
{
    private readonly BudgetPosition _position = line.Position;

    public string? Code => Print.Name(_position.Key.ProjectCode);

    public string? Name => Print.Name(_position.ProjectName);

    /// <summary>支出类别</summary>
    public string Category => _position.Category.Name();

    /// <summary>资金来源; null where the budget names none.</summary>
    public string? Fund => Print.Name(_position.Fund, 60);

    /// <summary>责任股室; null where the budget names none.</summary>
    public string? Section => Print.Name(_position.Section, 60);

    /// <summary>按月, 按用款计划 …</summary>
    public string Schedule => MailWords.Chinese["schedule." + _position.Schedule.Code()];

    public MoneyView Money { get; } = new(null, [line], usual);

    /// <summary>全年预计执行数 as the entity states it; null where it states none.</summary>
    public string? Stated => Print.Amount(_position.StatedOutturn);

    /// <summary>The file that its figure comes from.</summary>
    public string? SourceFile => Print.Name(_position.Source.File);

    public string? SourceSheet => Print.Name(_position.Source.Sheet, 40);

    public string SourceRow => Print.Count(_position.Source.Row);
}

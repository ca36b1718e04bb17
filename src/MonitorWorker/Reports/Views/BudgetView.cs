using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>Budget and execution by category and by fund, and what changed in the year.</summary>
internal sealed class BudgetView
{
    public BudgetView(ReportSubject subject)
    {
        Total = Of("合计", _ => true);
        Basic = Of("基本支出", line => line.Position.Category != SpendingCategory.Project);
        Personnel = Of(SpendingCategory.Personnel.Name(), line => line.Position.Category == SpendingCategory.Personnel);
        Operating = Of(SpendingCategory.Operating.Name(), line => line.Position.Category == SpendingCategory.Operating);
        Project = Of(SpendingCategory.Project.Name(), line => line.Position.Category == SpendingCategory.Project);
        Procurement = Of("政府采购", line => line.Position.Procurement);
        Funds = [.. subject.Lines
            .GroupBy(line => line.Position.Fund)
            .OrderByDescending(fund => Money.Sum(fund.Select(line => line.Position.Revised)))
            .Select(fund => new MoneyView(Print.Name(fund.Key, 60), [.. fund], subject.UsualLag))];
        Projects = [.. subject.Projects];
        Initial = [.. Projects.Where(project => project.Money.OriginalMoney > Money.Zero)];
        Added = [.. Projects.Where(project => project.IsAdded)];
        var added = Added.ToHashSet();
        var all = subject.ProjectKeys.Select(subject.Project).ToList();
        Increased = [.. all.Where(project => project.Money.AddedMoney > Money.Zero && !added.Contains(project))];
        Reduced = [.. all.Where(project => project.Money.ReducedMoney > Money.Zero)];
        Behind = [.. all.Where(project => project.Money.Light is Level.Red or Level.Yellow).OrderByDescending(project => project.Money.Light)];
        Procured = [.. all.Where(project => project.Procurement)];
        AddedMoney = Print.Amount(Money.Sum(Added.Select(project => project.Money.AddedMoney)));
        IncreasedMoney = Print.Amount(Money.Sum(Increased.Select(project => project.Money.AddedMoney)));

        MoneyView Of(string name, Func<JudgedPosition, bool> isIn) => new(name, [.. subject.Lines.Where(isIn)], subject.UsualLag);
    }

    public MoneyView Total { get; }

    /// <summary>人员支出 and 公用支出.</summary>
    public MoneyView Basic { get; }

    public MoneyView Personnel { get; }

    public MoneyView Operating { get; }

    public MoneyView Project { get; }

    /// <summary>Those of the three that have lines.</summary>
    public IReadOnlyList<MoneyView> Categories => [.. new[] { Personnel, Operating, Project }.Where(category => category.Any)];

    /// <summary>政府采购; empty where nothing is bought that way.</summary>
    public MoneyView Procurement { get; }

    /// <summary>What is bought that way.</summary>
    public IReadOnlyList<ProjectView> Procured { get; }

    /// <summary>By fund, the largest first; its name is null where the budget names none.</summary>
    public IReadOnlyList<MoneyView> Funds { get; }

    /// <summary>Projects of 项目支出.</summary>
    public IReadOnlyList<ProjectView> Projects { get; }

    /// <summary>Projects with an original budget.</summary>
    public IReadOnlyList<ProjectView> Initial { get; }

    /// <summary>Projects that came in the year.</summary>
    public IReadOnlyList<ProjectView> Added { get; }

    /// <summary>Money that came for them.</summary>
    public string AddedMoney { get; }

    /// <summary>Others for which money came in the year, 人员支出 and 公用支出 included.</summary>
    public IReadOnlyList<ProjectView> Increased { get; }

    /// <summary>Money that came for them.</summary>
    public string IncreasedMoney { get; }

    /// <summary>Those from which money was taken in the year, 人员支出 and 公用支出 included.</summary>
    public IReadOnlyList<ProjectView> Reduced { get; }

    /// <summary>Red and yellow ones, 人员支出 and 公用支出 included, the red first.</summary>
    public IReadOnlyList<ProjectView> Behind { get; }
}

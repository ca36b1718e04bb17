using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>The whole year by fund, in the rows of the county's form: all of them, whether they have money or not.</summary>
internal sealed class FundOutlookView
{
    private const string GeneralName = "一般公共预算";
    private const string FundName = "政府性基金";
    private const string InstitutionName = "事业收入";

    private readonly ILookup<string, JudgedPosition> _byFund;

    public FundOutlookView(ReportSubject subject)
    {
        _byFund = subject.Lines.ToLookup(line => RowOf(line.Position));
        Total = new OutlookView("合计", subject.Lines);
        var general = _byFund[GeneralName].ToList();
        General = new OutlookView(GeneralName, general);
        GeneralBasic = new OutlookView("基本经费", [.. general.Where(line => line.Position.Category != SpendingCategory.Project)]);
        GeneralProject = new OutlookView("项目经费", [.. general.Where(line => line.Position.Category == SpendingCategory.Project)]);
        GovernmentFund = new OutlookView(FundName, [.. _byFund[FundName]]);
        Institution = new OutlookView("事业支出", [.. _byFund[InstitutionName]]);
        Other = new OutlookView("其他支出", [.. _byFund["其他"]]);
        Undivided = new OutlookView("未分资金来源", [.. _byFund[""]]);
        OtherNames = [.. _byFund["其他"].Select(line => Print.Name(line.Position.Fund, 60)).OfType<string>().Distinct()];
        Doubts = [.. subject.Lines
            .Where(line => line.Breaches.Any(IsDoubt))
            .Select(line => new DoubtView(subject, line, [.. line.Breaches.Where(IsDoubt)]))];
    }

    public OutlookView Total { get; }

    /// <summary>一般公共预算</summary>
    public OutlookView General { get; }

    /// <summary>Of it, 人员支出 and 公用支出.</summary>
    public OutlookView GeneralBasic { get; }

    /// <summary>Of it, 项目支出.</summary>
    public OutlookView GeneralProject { get; }

    /// <summary>政府性基金</summary>
    public OutlookView GovernmentFund { get; }

    /// <summary>事业收入 and 事业单位经营收入.</summary>
    public OutlookView Institution { get; }

    /// <summary>All other funds.</summary>
    public OutlookView Other { get; }

    /// <summary>Names of the funds in <see cref="Other"/>.</summary>
    public IReadOnlyList<string> OtherNames { get; }

    /// <summary>Lines whose fund is not named, or that are reported as one over several funds; mostly there are none.</summary>
    public OutlookView Undivided { get; }

    /// <summary>Lines whose year does not end as budgeted or stated, by the rules.</summary>
    public IReadOnlyList<DoubtView> Doubts { get; }

    private static string RowOf(BudgetPosition position) => position.Lines.Select(line => RowOf(line.Fund)).Distinct().Take(2).ToList() is [var only] ? only : "";

    private static string RowOf(string fund) => fund switch
    {
        "" => "",
        _ when fund.Contains(GeneralName, StringComparison.Ordinal) || fund.Contains("一般公共财政", StringComparison.Ordinal) => GeneralName,
        _ when fund.Contains(FundName, StringComparison.Ordinal) => FundName,
        _ when fund.StartsWith("事业", StringComparison.Ordinal) => InstitutionName,
        _ => "其他",
    };

    private static bool IsDoubt(Finding finding) => finding.Rule is "forecast-not-credible" or "forecast-shortfall" or "forecast-overrun" or "over-execution";
}

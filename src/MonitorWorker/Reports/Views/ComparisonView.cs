using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>Now beside the month before and beside the same month of the year before, by category and by project.</summary>
internal sealed class ComparisonView
{
    private readonly YearMonth? _last;
    private readonly YearMonth? _year;

    public ComparisonView(ReportSubject subject)
    {
        var (before, earlier) = (subject.LastPeriod, subject.LastYear);
        (_last, _year) = (before.Count > 0 ? before[0].Position.Period : null, earlier.Count > 0 ? earlier[0].Position.Period : null);
        var byCategory = new[] { SpendingCategory.Personnel, SpendingCategory.Operating, SpendingCategory.Project }
            .Select(category => Row(category.Name(), line => line.Position.Category == category));
        Rows = [.. byCategory.OfType<ComparedView>(), Row("合计", _ => true)!];
        var (beforeByProject, earlierByProject) = (ReportSubject.ByProject(before), ReportSubject.ByProject(earlier));
        Projects = [.. subject.Projects.Select(project => (project.First.ProjectName, Key: ProjectKey.Of(project.First))).Select(project => new ComparedView(
            project.ProjectName,
            [.. subject.LinesByProject[project.Key]],
            [.. beforeByProject[project.Key]],
            [.. earlierByProject[project.Key]],
            subject.UsualLag))];

        ComparedView? Row(string name, Func<JudgedPosition, bool> isIn) => subject.Lines.Where(isIn).ToList() is { Count: > 0 } now
            ? new ComparedView(name, now, [.. before.Where(isIn)], [.. earlier.Where(isIn)], subject.UsualLag)
            : null;
    }

    /// <summary>1—7月; null where there is nothing to compare with.</summary>
    public string? LastMonths => Print.Months.SoFar(_last?.ToString());

    /// <summary>上年: 2023; null where nothing is known of the same month.</summary>
    public string? Year => _year is { } month ? Print.Count(month.Year) : null;

    /// <summary>By category, and all of them.</summary>
    public IReadOnlyList<ComparedView> Rows { get; }

    /// <summary>Projects of 项目支出.</summary>
    public IReadOnlyList<ComparedView> Projects { get; }
}

/// <summary>Execution of some lines at three times. A sum of which something is not known is not compared: what was missing then and is there now is no growth.</summary>
internal sealed class ComparedView
{
    private readonly MoneyView _now;
    private readonly MoneyView? _last;
    private readonly MoneyView? _year;

    /// <param name="last">Empty where nothing is known.</param>
    public ComparedView(string name, IReadOnlyList<JudgedPosition> now, IReadOnlyList<JudgedPosition> last, IReadOnlyList<JudgedPosition> year, LagLimits usual)
    {
        Name = Print.Name(name);
        _now = new MoneyView(null, now, usual);
        // A project that the other time did not have is not known, rather than nothing.
        _last = last.Count > 0 ? new MoneyView(null, last, usual) : null;
        _year = year.Count > 0 ? new MoneyView(null, year, usual) : null;
    }

    public string? Name { get; }

    /// <summary>累计执行数; null where something is not known.</summary>
    public string? Executed => Print.Amount(Spent(_now));

    public string? Rate => Print.Percent(RateOf(_now));

    /// <summary>上期累计执行数</summary>
    public string? LastExecuted => Print.Amount(Spent(_last));

    public string? LastRate => Print.Percent(RateOf(_last));

    /// <summary>What was spent since, with its sign.</summary>
    public string? SinceLast => Print.Signed(Spent(_now) - Spent(_last));

    /// <summary>Rate now less rate then, percentage points with sign.</summary>
    public string? LastPoints => Print.Points(RateOf(_now) - RateOf(_last));

    /// <summary>上年同期累计执行数</summary>
    public string? YearExecuted => Print.Amount(Spent(_year));

    public string? YearRate => Print.Percent(RateOf(_year));

    /// <summary>More or less than then, with its sign.</summary>
    public string? SinceYear => Print.Signed(Spent(_now) - Spent(_year));

    /// <summary>The same in percent of then, with its sign; null where nothing was spent then.</summary>
    public string? YearGrowth => Spent(_now) is { } now && Spent(_year) is { } then && then > Money.Zero ? Print.Points((now - then).ToFraction() / then.ToFraction()) : null;

    public string? YearPoints => Print.Points(RateOf(_now) - RateOf(_year));

    private static Money? Spent(MoneyView? money) => money is { IsWhole: true } ? money.ExecutedMoney : null;

    private static Fraction? RateOf(MoneyView? money) => money is { IsWhole: true } ? money.RateShare : null;
}

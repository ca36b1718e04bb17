using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Performance;

/// <summary>Gathers one fiscal year's indicators and their readings under the projects of the budget.</summary>
internal sealed class GoalBookBuilder
{
    private readonly BudgetFacts _facts;
    private readonly PositionBook _book;
    private readonly ILookup<(string Entity, string Project), BudgetPosition> _positions;
    private readonly ProjectFinder _thisYear;
    private readonly ProjectFinder _otherYears;
    private readonly Dictionary<(string Entity, string Project), Dictionary<string, IndicatorFacts>> _projects = [];
    private readonly Dictionary<YearMonth, ILookup<(string Entity, string Project), BudgetPosition>> _earlier = [];
    private readonly List<UnmatchedFact> _unmatched = [];

    public GoalBookBuilder(BudgetFacts facts, PositionBook book)
    {
        _facts = facts;
        _book = book;
        _positions = ByProject(book);
        _thisYear = new ProjectFinder(_positions.Select(project => project.Key));
        _otherYears = new ProjectFinder(facts.Lines.Where(line => line.FiscalYear != book.FiscalYear).Select(line => (line.EntityCode, line.ProjectCode)));
    }

    public void Add(Indicator row)
    {
        if (row.FiscalYear is { } year && (_book.FiscalYear is { } judged ? year != judged : year > _book.AsOf.Year)) return;
        if (_thisYear.EntityOf(row.EntityCode, row.ProjectCode, out var reason) is not { } entity)
        {
            if (!IsOfAnotherYear(row)) Unmatched("绩效指标", row.ProjectCode, reason!, "与预算表一致的项目编码和单位编码", row.Source);
            return;
        }

        if (!_projects.TryGetValue((entity, row.ProjectCode), out var indicators)) _projects[(entity, row.ProjectCode)] = indicators = [];
        if (!indicators.TryGetValue(row.Name, out var indicator)) indicators[row.Name] = indicator = new IndicatorFacts([], []);
        indicator.Rows.Add(row);
    }

    public void Add(IndicatorReading row)
    {
        if (row.Month.LastDay > _book.AsOf || (_book.FiscalYear is { } judged && row.Month.Year != judged)) return;
        if (_thisYear.EntityOf(row.EntityCode, row.ProjectCode, out var reason) is not { } entity)
            Unmatched("指标完成", row.ProjectCode, reason!, "与预算表一致的项目编码和单位编码", row.Source);
        else if (_projects.GetValueOrDefault((entity, row.ProjectCode))?.GetValueOrDefault(row.Name) is { } indicator)
            indicator.Readings.Add(row);
        else
            Unmatched("指标完成", row.ProjectCode, $"绩效指标表中这个项目没有三级指标{Words.Quote(row.Name)}", "与绩效指标表一致的三级指标", row.Source);
    }

    public GoalBook Build(IndicatorPolicy policy)
    {
        var judge = new IndicatorJudge(policy);
        var periods = _book.Positions.GroupBy(position => position.Key.EntityCode).ToDictionary(entity => entity.Key, entity => entity.First().Period);
        var reported = Reported();
        var projects = _projects
            .OrderBy(project => project.Key.Entity, StringComparer.Ordinal)
            .ThenBy(project => project.Key.Project, StringComparer.Ordinal)
            .Select(project => Goals(
                project.Key,
                project.Value,
                reported.TryGetValue(project.Key.Entity, out var month) ? month : periods[project.Key.Entity],
                judge));
        return new GoalBook([.. projects], [.. _unmatched
            .OrderBy(fact => fact.Table == "绩效指标" ? 0 : 1)
            .ThenBy(fact => fact.Source.File, StringComparer.Ordinal)
            .ThenBy(fact => fact.Source.Sheet, StringComparer.Ordinal)
            .ThenBy(fact => fact.Source.Row)
            .ThenBy(fact => fact.ProjectCode, StringComparer.Ordinal)]);
    }

    /// <summary>Each entity's latest month of readings, whatever its money has come to.</summary>
    private Dictionary<string, YearMonth> Reported() => _projects
        .SelectMany(project => project.Value.Values
            .SelectMany(indicator => indicator.Readings)
            .Select(reading => (project.Key.Entity, reading.Month)))
        .GroupBy(pair => pair.Entity, pair => pair.Month)
        .ToDictionary(entity => entity.Key, entity => entity.Max());

    private ProjectGoals Goals((string Entity, string Project) project, Dictionary<string, IndicatorFacts> indicators, YearMonth? month, IndicatorJudge judge)
    {
        var position = _positions[project].First();
        var key = new GoalKey(position.Key.FiscalYear, project.Entity, project.Project, null);
        return new ProjectGoals
        {
            Key = key,
            ProjectName = position.ProjectName,
            EntityName = position.EntityName,
            Section = position.Section,
            Month = month,
            Indicators = [.. indicators
                .Select(indicator => judge.At(key with { Indicator = indicator.Key }, indicator.Value.Rows, indicator.Value.Readings, month))
                .OrderBy(indicator => indicator.Indicator.Source.Row)
                .ThenBy(indicator => indicator.Key.Indicator, StringComparer.Ordinal)],
            Rate = position.Period is { } period && month is { } judged ? Rate(judged == period ? _positions[project] : At(judged)[project]) : null,
        };
    }

    private static Fraction? Rate(IEnumerable<BudgetPosition> positions)
    {
        var (executed, revised) = (Fraction.Zero, Fraction.Zero);
        foreach (var position in positions)
        {
            if (position.CannotJudge is not null || position.Executed is not { } spent) return null;
            executed += spent.ToFraction();
            revised += position.Revised.ToFraction();
        }

        return revised > Fraction.Zero ? executed / revised : null;
    }

    /// <summary>Where goals are reported more rarely than money, the money as it stood then: later spending is no lead over earlier goals.</summary>
    private ILookup<(string Entity, string Project), BudgetPosition> At(YearMonth month)
    {
        if (!_earlier.TryGetValue(month, out var positions)) _earlier[month] = positions = ByProject(PositionBook.OfMonth(_facts, month));
        return positions;
    }

    private static ILookup<(string Entity, string Project), BudgetPosition> ByProject(PositionBook book) =>
        book.Positions.ToLookup(position => (position.Key.EntityCode, position.Key.ProjectCode));

    /// <summary>A row without a year is of every year in which its project has a budget, which need not be this one.</summary>
    private bool IsOfAnotherYear(Indicator row)
    {
        if (row.FiscalYear is not null) return false;
        return row.EntityCode is null
            ? !_thisYear.HasCode(row.ProjectCode) && _otherYears.HasCode(row.ProjectCode)
            : _otherYears.EntityOf(row.EntityCode, row.ProjectCode, out _) is not null;
    }

    private void Unmatched(string table, string projectCode, string reason, string expected, SourceRef source) =>
        _unmatched.Add(new UnmatchedFact(table, projectCode, reason, expected, source));
}

/// <summary>All rows of one indicator in one fiscal year, and all its readings up to the day.</summary>
internal sealed record IndicatorFacts(List<Indicator> Rows, List<IndicatorReading> Readings);

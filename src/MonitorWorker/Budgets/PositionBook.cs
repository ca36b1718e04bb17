using MonitorWorker.Calendar;

namespace MonitorWorker.Budgets;

/// <summary>A fact that belongs to no budget line, so that nothing counts it: listed, never dropped.</summary>
public sealed record UnmatchedFact(string Table, string ProjectCode, string Reason, string Expected, SourceRef Source);

/// <summary>All positions of one fiscal year as of one day.</summary>
/// <param name="FiscalYear">Newest budget year that has lines and is not after the day; null where there is none.</param>
public sealed record PositionBook(
    DateOnly AsOf,
    int? FiscalYear,
    IReadOnlyList<BudgetPosition> Positions,
    IReadOnlyList<UnmatchedFact> Unmatched)
{
    /// <summary>
    /// Builds the book from all facts, whatever the day of their import. Plan:
    /// 1. the fiscal year is the newest that has lines and is not after <paramref name="asOf"/>;
    /// 2. lines of one project stay apart by fund, unless a table speaks of the project without naming a fund;
    /// 3. facts find their line by year, entity, project and fund; those that find none are listed;
    /// 4. each entity is judged at the end of its latest reported month, each line by the facts up to that day.
    /// </summary>
    public static PositionBook Build(BudgetFacts facts, DateOnly asOf) => Build(facts, asOf, null);

    /// <summary>The book as a report of one month has it: every line at the end of that month, whatever was reported later or not at all.</summary>
    public static PositionBook OfMonth(BudgetFacts facts, YearMonth month) => Build(facts, month.LastDay, month);

    private static PositionBook Build(BudgetFacts facts, DateOnly asOf, YearMonth? month)
    {
        var years = facts.Lines.Where(line => line.FiscalYear <= asOf.Year).Select(line => line.FiscalYear).ToHashSet();
        if (years.Count == 0) return new PositionBook(asOf, null, [], []);

        var year = years.Max();
        var book = new PositionBookBuilder(year, asOf, [.. facts.Lines.Where(line => line.FiscalYear == year)]);
        foreach (var adjustment in facts.Adjustments.Where(fact => fact.FiscalYear == year && fact.Date <= asOf))
            book.Add(adjustment);
        foreach (var execution in facts.Executions.Where(fact => fact.FiscalYear == year && fact.Month.LastDay <= asOf))
            book.Add(execution);
        foreach (var point in facts.PlanPoints.Where(fact => fact.FiscalYear == year))
            book.Add(point);
        foreach (var execution in facts.LastYear.Where(fact => fact.FiscalYear == year - 1))
            book.AddLastYear(execution);
        if (facts.EarlierProjects is { } earlier) book.CheckFormer(earlier);
        foreach (var outturn in facts.StatedOutturns.Where(fact => fact.Month.Year == year && fact.Month.LastDay <= asOf))
            book.Add(outturn);
        foreach (var task in MonitoringTask.Latest(facts.MonitoringTasks.Where(fact => fact.Month.Year == year)))
            book.Add(task);
        return book.Build(month);
    }
}

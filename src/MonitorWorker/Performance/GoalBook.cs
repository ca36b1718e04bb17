using MonitorWorker.Budgets;

namespace MonitorWorker.Performance;

/// <summary>The goals of all projects that have any, in the fiscal year and as of the day of a position book, whatever the order of the facts.</summary>
/// <param name="Projects">By entity and project code.</param>
/// <param name="Unmatched">Rows of 绩效指标 and 指标完成 that belong to no project or no indicator of the year, in the order of their tables.</param>
public sealed record GoalBook(IReadOnlyList<ProjectGoals> Projects, IReadOnlyList<UnmatchedFact> Unmatched)
{
    /// <summary>
    /// 1. rows find their project by entity and code, readings then their indicator by name; those that find none are listed;
    /// 2. of each indicator, and of each month of it, the latest import counts; two different rows of one import cannot be judged;
    /// 3. each entity is judged at one month, see <see cref="ProjectGoals.Month"/>;
    /// 4. each project is set beside its money at the end of the same month.
    /// </summary>
    /// <param name="book">Of the same facts: says the fiscal year, the day, the projects, and each entity's judged month of execution.</param>
    public static GoalBook Build(BudgetFacts facts, PositionBook book, IndicatorPolicy policy)
    {
        var builder = new GoalBookBuilder(facts, book);
        foreach (var indicator in facts.Indicators) builder.Add(indicator);
        // After all indicators: a reading may stand before the row that it reports on.
        foreach (var reading in facts.IndicatorReadings) builder.Add(reading);
        return builder.Build(policy);
    }
}

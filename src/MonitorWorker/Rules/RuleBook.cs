using MonitorWorker.Budgets;
using MonitorWorker.Performance;

namespace MonitorWorker.Rules;

/// <summary>All rule sets that an office uses: the usual one, and others that take over from their first day for the lines of their scope.</summary>
/// <param name="Usual">Judges what no other set does, whatever its first day.</param>
/// <param name="Asked">A set that was asked for by name: it judges its scope on every day, before all others.</param>
public sealed record RuleBook(RuleSet Usual, IReadOnlyList<RuleSet> Others, RuleSet? Asked = null)
{
    /// <summary>The sets that judge on a day.</summary>
    public RulesInForce At(DateOnly day)
    {
        // Of two, the one that speaks of fewer lines, then the newer.
        var inForce = Others
            .Where(set => set.EffectiveFrom <= day)
            .OrderByDescending(set => set.Scope?.Specificity ?? -1)
            .ThenByDescending(set => set.EffectiveFrom)
            .ToList();
        if (Asked is not null) inForce.Insert(0, Asked);
        return new RulesInForce([.. inForce, Usual], Asked);
    }
}

/// <summary>The rule sets of one day, first come first served.</summary>
/// <param name="asked">The set that was asked for by name; null where none was.</param>
public sealed class RulesInForce(IReadOnlyList<RuleSet> sets, RuleSet? asked = null)
{
    /// <summary>What a run is called by: the set that was asked for, else the general one.</summary>
    public string Name => (asked ?? General).Name;


    /// <summary>The set that judges what belongs to no single line: the first without a scope.</summary>
    public RuleSet General { get; } = sets.First(set => set.Scope is null || set == sets[^1]);

    /// <summary>All that may judge a line.</summary>
    public IReadOnlyList<RuleSet> Sets { get; } = sets;

    public RuleSet For(BudgetPosition position) => Sets.First(set => set.Scope is null || set == Sets[^1] || set.Scope.Holds(position));

    public JudgedPosition Judge(BudgetPosition position) => For(position).Judge(position);

    /// <summary>Each project's goals by the set that judges its money.</summary>
    public IReadOnlyList<JudgedGoals> Judge(GoalBook book, IReadOnlyList<BudgetPosition> positions)
    {
        if (book.Projects.Count == 0) return [];
        var lines = positions.DistinctBy(Project).ToDictionary(Project);
        return [.. book.Projects.Select(goals => (goals, line: lines[(goals.Key.EntityCode, goals.Key.ProjectCode)])).Select(pair => For(pair.line).Judge(pair.goals, pair.line))];

        static (string Entity, string Project) Project(BudgetPosition position) => (position.Key.EntityCode, position.Key.ProjectCode);
    }
}

using MonitorWorker.Budgets;
using MonitorWorker.Performance;

namespace MonitorWorker.Rules;

/// <summary>The rules of one office and time, as data, under a name that every mail and report prints.</summary>
public sealed record RuleSet
{
    public required string Name { get; init; }

    /// <summary>First day on which the set may judge.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    public string Description { get; init; } = "";

    /// <summary>The document that it comes from; null where it names none.</summary>
    public string? Basis { get; init; }

    /// <summary>SHA-256 of the file it was read from, so that a verdict can be traced to the very text.</summary>
    public required string Hash { get; init; }

    /// <summary>Which lines it judges; null is all.</summary>
    public BudgetScope? Scope { get; init; }

    /// <summary>The schedule of money that has none of its own; null leaves it to each line.</summary>
    public StepTable? Steps { get; init; }

    /// <summary>Limits of lag, which also colour the light and say what would clear it.</summary>
    public required Scoped<LagLimits> Lag { get; init; }

    public IReadOnlyList<IRule> Rules { get; init; } = [];

    public IReadOnlyList<IStatementRule> StatementRules { get; init; } = [];

    /// <summary>Limits of goals, which also colour their light.</summary>
    public Scoped<GoalLimits> GoalLimits { get; init; } = new(new GoalLimits());

    /// <summary>Percent of what is due from which on a target is too low: its exceptions are not those of the limits of lag.</summary>
    public Scoped<decimal> Overachieved { get; init; } = new(new GoalLimits().Blue);

    public IReadOnlyList<ScopedGoalRule> GoalRules { get; init; } = [];

    /// <summary>How the words and units of indicators are read.</summary>
    public IndicatorPolicy Indicators { get; init; } = new();

    public JudgedPosition Judge(BudgetPosition position)
    {
        var scheduled = OnSchedule(position);
        var limits = Lag.For(scheduled).Value;
        return new JudgedPosition(scheduled, this, limits, Light.Of(scheduled, limits), [.. Rules.Select(rule => rule.Judge(scheduled))]);
    }

    /// <param name="line">A budget line of the project, by which exceptions are chosen.</param>
    public JudgedGoals Judge(ProjectGoals goals, BudgetPosition line)
    {
        var limits = GoalLimits.For(line).Value with { Blue = Overachieved.For(line).Value };
        return new JudgedGoals(goals, this, limits, limits.LightOf(goals), [.. GoalRules.SelectMany(rule => rule.Judge(goals, line))]);
    }

    public IEnumerable<StatementVerdict> Judge(StatementBook book) => StatementRules.SelectMany(rule => rule.Judge(book));

    /// <summary>
    /// The step table takes the place of month/12 or of days for the original budget. A plan, a milestone or months of the
    /// line's own were agreed for this line, and money that came in the year runs on its own clock under every set.
    /// </summary>
    private BudgetPosition OnSchedule(BudgetPosition position)
    {
        if (Steps is null || !position.Tranches.Any(IsPlain)) return position;
        var clock = new StepClock(position.Key.FiscalYear, Steps);
        return position.On(ScheduleKind.Steps, [.. position.Tranches.Select(tranche => IsPlain(tranche) ? tranche with { Clock = clock } : tranche)]);
    }

    private static bool IsPlain(Tranche tranche) => tranche.IsOriginal && tranche.Clock.IsWholeYear;
}

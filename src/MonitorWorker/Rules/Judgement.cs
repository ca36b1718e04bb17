using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Performance;

namespace MonitorWorker.Rules;

/// <summary>Everything that is judged as of a day, from facts alone: lines, goals and statements. Stores and tells nothing.</summary>
/// <param name="FiscalYear">Null where no budget has been imported.</param>
/// <param name="Unmatched">Facts that belong to no line or indicator.</param>
public sealed record Judgement(
    DateOnly AsOf,
    int? FiscalYear,
    RulesInForce Rules,
    IReadOnlyList<JudgedPosition> Positions,
    IReadOnlyList<JudgedGoals> Goals,
    IReadOnlyList<StatementVerdict> Statements,
    IReadOnlyList<UnmatchedFact> Unmatched)
{
    private Dictionary<(string Entity, string Project), List<JudgedPosition>>? _lines;
    private IReadOnlyList<Rollup>? _rollups;

    /// <param name="done">Told the name of each step when it is over.</param>
    public static Judgement Of(BudgetFacts facts, RuleBook rules, DateOnly asOf, Action<string>? done = null)
    {
        var book = Step("positions", PositionBook.Build(facts, asOf));
        // A year is judged by the rules of its time: those of the next one say nothing of it.
        var inForce = rules.At(book.FiscalYear < asOf.Year ? FiscalYearDays.LastDay(book.FiscalYear.Value) : asOf);
        var goals = Step("goals", GoalBook.Build(facts, book, inForce.General.Indicators));
        var lines = Step<IReadOnlyList<JudgedPosition>>("rules on lines", [.. book.Positions.Select(inForce.Judge)]);
        var judgedGoals = Step("rules on goals", inForce.Judge(goals, book.Positions));
        var statements = Step<IReadOnlyList<StatementVerdict>>("statements", [.. inForce.General.Judge(StatementBook.Build(facts, asOf))]);
        return new Judgement(asOf, book.FiscalYear, inForce, lines, judgedGoals, statements, [.. book.Unmatched, .. goals.Unmatched]);

        T Step<T>(string name, T result)
        {
            done?.Invoke(name);
            return result;
        }
    }

    /// <summary>All that was found, whatever it is about.</summary>
    public IEnumerable<Finding> Findings => Positions.SelectMany(position => position.Findings)
        .Concat(Goals.SelectMany(goals => goals.Verdicts).Select(verdict => verdict.Finding))
        .Concat(Statements.Select(verdict => verdict.Finding));

    /// <summary>In the order of <see cref="Findings"/>.</summary>
    public IEnumerable<Finding> Breaches => Positions.SelectMany(position => position.Breaches)
        .Concat(Goals.SelectMany(goals => goals.Breaches).Select(verdict => verdict.Finding))
        .Concat(Statements.Select(verdict => verdict.Finding).Where(finding => finding.Outcome == Outcome.Breached));

    /// <summary>How many <see cref="Findings"/> there are.</summary>
    public int FindingCount => Positions.Sum(position => position.Rules.Rules.Count) + Goals.Sum(goals => goals.Verdicts.Count) + Statements.Count;

    /// <summary>The lines of a project that has goals, at least one.</summary>
    public IReadOnlyList<JudgedPosition> LinesOf(GoalKey goal) => LinesOf(goal.EntityCode, goal.ProjectCode);

    /// <summary>The lines of a project; none where there is no such project.</summary>
    public IReadOnlyList<JudgedPosition> LinesOf(string entity, string project)
    {
        _lines ??= Positions.GroupBy(judged => (judged.Position.Key.EntityCode, judged.Position.Key.ProjectCode)).ToDictionary(group => group.Key, group => group.ToList());
        return _lines.GetValueOrDefault((entity, project)) ?? [];
    }

    /// <summary>The lines added up: all, and by entity, section, category and fund.</summary>
    public IReadOnlyList<Rollup> Rollups => _rollups ??= Rollup.Of(Positions, Rules.General.Lag.Standard);
}

using MonitorWorker.Budgets;
using MonitorWorker.Import;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>What a check saw and decided.</summary>
public sealed record CheckResult(
    string RunId,
    DateOnly AsOf,
    int? FiscalYear,
    RulesInForce Rules,
    IReadOnlyList<JudgedPosition> Positions,
    IReadOnlyList<StatementVerdict> Statements,
    IReadOnlyList<UnmatchedFact> Unmatched,
    IReadOnlyList<AlertChange> Changes)
{
    /// <summary>Projects that have performance indicators, with what was found about them.</summary>
    public IReadOnlyList<JudgedGoals> Goals { get; init; } = [];

    /// <summary>Refused rows of earlier imports and of this run's, that still wait for somebody to mend them.</summary>
    public IReadOnlyList<(string File, RowProblem Problem)> Refused { get; init; } = [];

    /// <summary>The lines added up: all, and by entity, section, category and fund.</summary>
    public IReadOnlyList<Rollup> Rollups => Rollup.Of(Positions, Rules.General.Lag.Standard);

    public IEnumerable<Finding> Breaches => Positions.SelectMany(position => position.Breaches)
        .Concat(Goals.SelectMany(goals => goals.Breaches).Select(verdict => verdict.Finding))
        .Concat(Statements.Select(verdict => verdict.Finding).Where(finding => finding.Outcome == Outcome.Breached));

    /// <summary>Stated figures that cannot be recomputed because data are missing: neither right nor wrong, and listed.</summary>
    public IEnumerable<StatementVerdict> NotRecomputed => Statements.Where(verdict => verdict.Finding.Outcome == Outcome.Unknown);
}

/// <summary>A check that must not be stored; the message says what to do instead.</summary>
public sealed class CheckRefusedException(string message) : Exception(message);

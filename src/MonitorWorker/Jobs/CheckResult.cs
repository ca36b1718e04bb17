using MonitorWorker.Import;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>What a check saw and decided.</summary>
public sealed record CheckResult(string RunId, Judgement Judgement, IReadOnlyList<AlertChange> Changes)
{
    /// <summary>The year that was judged is over: what was found of it is its last state, and nobody is told.</summary>
    public bool YearHasEnded { get; init; }

    /// <summary>Refused rows of earlier imports and of this run's, that still wait for somebody to mend them.</summary>
    public IReadOnlyList<(string File, RowProblem Problem)> Refused { get; init; } = [];

    /// <summary>Stated figures that cannot be recomputed because data are missing: neither right nor wrong, and listed.</summary>
    public IEnumerable<StatementVerdict> NotRecomputed => Judgement.Statements.Where(verdict => verdict.Finding.Outcome == Outcome.Unknown);
}

/// <summary>A check that must not be stored; the message says what to do instead.</summary>
public sealed class CheckRefusedException(string message) : Exception(message);

using MonitorWorker.Budgets;

namespace MonitorWorker.Rules;

/// <summary>A rule over what was stated, as <see cref="IRule"/> is one over a position.</summary>
public interface IStatementRule
{
    /// <summary>Rule id of the contract.</summary>
    string Id { get; }

    IEnumerable<StatementVerdict> Judge(StatementBook book);
}

/// <summary>A rule's verdict on one stated figure.</summary>
/// <param name="Stated">The figure; of a total, the whole.</param>
/// <param name="Recomputed">What it should be, in fen, percent or items; null where that is unknown.</param>
/// <param name="Sum">Of a total, the parts as they were added: 1556.51 + 294.63; null of a single figure.</param>
public sealed record StatementVerdict(RecomputedFigure Stated, Fractions.Fraction? Recomputed, string? Sum, Finding Finding);

namespace MonitorWorker.Budgets;

/// <summary>What a finding is about: a budget line (<see cref="LineKey"/>) or a statement (<see cref="StatementKey"/>).</summary>
public interface IFindingSubject
{
    int FiscalYear { get; }

    /// <summary>Null where it is about no single project.</summary>
    string? ProjectCode { get; }
}

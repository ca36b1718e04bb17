using MonitorWorker.Budgets;

namespace MonitorWorker.Import;

/// <summary>What one file brought, row by row, before it is stored.</summary>
/// <param name="Batch">Identity that the store gives to this import; 0 while it is not stored.</param>
public sealed record ImportedFacts(long Batch)
{
    public List<BudgetLine> Lines { get; } = [];

    public List<Adjustment> Adjustments { get; } = [];

    public List<Execution> Executions { get; } = [];

    public List<StatedOutturn> StatedOutturns { get; } = [];

    public List<Contact> Contacts { get; } = [];
}

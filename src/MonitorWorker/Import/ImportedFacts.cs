using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Import;

/// <summary>What one file brought, row by row, before it is stored.</summary>
/// <param name="Batch">Identity that the store gives to this import; 0 while it is not stored.</param>
public sealed record ImportedFacts(long Batch)
{
    private readonly Dictionary<(string? Entity, string Project, string? Fund, YearMonth Month), int> _executions = [];

    public List<BudgetLine> Lines { get; } = [];

    public List<Adjustment> Adjustments { get; } = [];

    public List<Execution> Executions { get; } = [];

    public List<StatedOutturn> StatedOutturns { get; } = [];

    public List<SpendingPlanPoint> PlanPoints { get; } = [];

    public List<Indicator> Indicators { get; } = [];

    public List<IndicatorReading> IndicatorReadings { get; } = [];

    public List<StatedFigure> StatedFigures { get; } = [];

    public List<Contact> Contacts { get; } = [];

    /// <summary>Row that first gave the execution of a line and month, if this is not the first.</summary>
    internal int? FirstRowOf((string? Entity, string Project, string? Fund, YearMonth Month) execution, int row) =>
        _executions.TryAdd(execution, row) ? null : _executions[execution];
}

using MonitorWorker.Budgets;

namespace MonitorWorker.Import;

/// <summary>Facts of one file held in memory: for a preview, and for what is small.</summary>
/// <param name="Batch">Identity that the store gives to this import; 0 while it is not stored.</param>
public sealed record ImportedFacts(long Batch) : IFactSink
{
    public List<BudgetLine> Lines { get; } = [];

    public List<Adjustment> Adjustments { get; } = [];

    public List<Execution> Executions { get; } = [];

    public List<StatedOutturn> StatedOutturns { get; } = [];

    public List<SpendingPlanPoint> PlanPoints { get; } = [];

    public List<Indicator> Indicators { get; } = [];

    public List<IndicatorReading> IndicatorReadings { get; } = [];

    public List<StatedFigure> StatedFigures { get; } = [];

    public List<Contact> Contacts { get; } = [];

    public List<SheetTotal> SheetTotals { get; } = [];

    public List<MonitoringTask> MonitoringTasks { get; } = [];

    public void Add(BudgetLine fact) => Lines.Add(fact);

    public void Add(Adjustment fact) => Adjustments.Add(fact);

    public void Add(Execution fact) => Executions.Add(fact);

    public void Add(StatedOutturn fact) => StatedOutturns.Add(fact);

    public void Add(SpendingPlanPoint fact) => PlanPoints.Add(fact);

    public void Add(Indicator fact) => Indicators.Add(fact);

    public void Add(IndicatorReading fact) => IndicatorReadings.Add(fact);

    public void Add(StatedFigure fact) => StatedFigures.Add(fact);

    public void Add(Contact fact) => Contacts.Add(fact);

    public void Add(SheetTotal fact) => SheetTotals.Add(fact);

    public void Add(MonitoringTask fact) => MonitoringTasks.Add(fact);
}

using MonitorWorker.Budgets;

namespace MonitorWorker.Import;

/// <summary>Takes facts as they are read, row by row, so that a long file needs no more memory than a short one.</summary>
public interface IFactSink
{
    /// <summary>Identity of the import; 0 while it is not stored.</summary>
    long Batch { get; }

    void Add(BudgetLine fact);

    void Add(Adjustment fact);

    void Add(Execution fact);

    void Add(StatedOutturn fact);

    void Add(SpendingPlanPoint fact);

    void Add(Indicator fact);

    void Add(IndicatorReading fact);

    void Add(StatedFigure fact);

    void Add(Contact fact);

    void Add(SheetTotal fact);

    void Add(MonitoringTask fact);
}

using MonitorWorker.Budgets;

namespace MonitorWorker.Performance;

/// <summary>
/// One performance indicator of one project of one entity in one fiscal year, or the project's goals as a whole. No batch, row or
/// value is in it, so that a corrected copy speaks of the same thing.
/// </summary>
/// <param name="EntityCode">单位编码 as the budget has it; empty where the office's tables name none.</param>
/// <param name="Indicator">三级指标; null is the project's goals as a whole.</param>
public sealed record GoalKey(int FiscalYear, string EntityCode, string ProjectCode, string? Indicator) : IFindingSubject;

namespace MonitorWorker.Budgets;

/// <summary>
/// What is judged by itself: one project of one entity in one fiscal year, by fund. <paramref name="Fund"/> is empty where the
/// project has several funds and its execution is reported without naming one, so that it is judged as one.
/// </summary>
/// <param name="EntityCode">单位编码; empty where the office's tables name none.</param>
public sealed record LineKey(int FiscalYear, string EntityCode, string ProjectCode, string Fund) : IFindingSubject;

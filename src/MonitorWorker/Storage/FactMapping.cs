using MonitorWorker.Budgets;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>Between facts as the domain has them and rows as the tables have them. A new column is added here and there.</summary>
internal static class FactMapping
{
    public static BudgetLineRow ToRow(BudgetLine fact, long batch) => new()
    {
        BatchId = batch,
        Sheet = fact.Source.Sheet,
        Row = fact.Source.Row,
        ProjectCode = fact.ProjectCode,
        Fund = fact.Fund,
        FiscalYear = fact.FiscalYear,
        EntityCode = fact.EntityCode,
        EntityName = fact.EntityName,
        ProjectName = fact.ProjectName,
        Category = fact.Category,
        Section = fact.Section,
        Original = fact.Original,
        StartMonth = fact.StartMonth,
        EndMonth = fact.EndMonth,
        Schedule = fact.Schedule,
        MilestoneDate = fact.MilestoneDate,
        Procurement = fact.Procurement,
        Disclosure = fact.Disclosure,
        FormerProjectCode = fact.FormerProjectCode,
    };

    public static BudgetLine ToFact(BudgetLineRow row, FactOrigins origins) => new(
        row.BatchId,
        row.FiscalYear,
        origins.Word(row.EntityCode),
        origins.Word(row.EntityName),
        origins.Word(row.ProjectCode),
        row.ProjectName,
        row.Category,
        origins.Word(row.Fund) ?? "",
        origins.Word(row.Section),
        row.Original,
        row.StartMonth,
        row.EndMonth,
        row.Schedule,
        row.MilestoneDate,
        row.Procurement,
        origins.Source(row))
    {
        Disclosure = row.Disclosure,
        FormerProjectCode = origins.Word(row.FormerProjectCode),
    };

    public static AdjustmentRow ToRow(Adjustment fact, long batch) => new()
    {
        BatchId = batch,
        Sheet = fact.Source.Sheet,
        Row = fact.Source.Row,
        ProjectCode = fact.ProjectCode,
        Fund = fact.Fund,
        FiscalYear = fact.FiscalYear,
        EntityCode = fact.EntityCode,
        Date = fact.Date,
        KnownByMonth = fact.KnownByMonth,
        Amount = fact.Amount,
        DocumentNumber = fact.DocumentNumber,
        IsCumulative = fact.IsCumulative,
    };

    public static Adjustment ToFact(AdjustmentRow row, FactOrigins origins) => new(
        row.BatchId,
        row.FiscalYear,
        origins.Word(row.EntityCode),
        origins.Word(row.ProjectCode),
        origins.Word(row.Fund),
        row.Date,
        row.KnownByMonth,
        row.Amount,
        row.DocumentNumber,
        origins.Source(row))
    {
        IsCumulative = row.IsCumulative,
    };

    public static ExecutionRow ToRow(Execution fact, long batch) => new()
    {
        BatchId = batch,
        Sheet = fact.Source.Sheet,
        Row = fact.Source.Row,
        ProjectCode = fact.ProjectCode,
        Fund = fact.Fund,
        FiscalYear = fact.FiscalYear,
        EntityCode = fact.EntityCode,
        Month = fact.Month,
        Cumulative = fact.Cumulative,
    };

    public static Execution ToFact(ExecutionRow row, FactOrigins origins) => new(
        row.BatchId,
        row.FiscalYear,
        origins.Word(row.EntityCode),
        origins.Word(row.ProjectCode),
        origins.Word(row.Fund),
        row.Month,
        row.Cumulative,
        origins.Source(row));

    public static StatedOutturnRow ToRow(StatedOutturn fact, long batch) => new()
    {
        BatchId = batch,
        Sheet = fact.Source.Sheet,
        Row = fact.Source.Row,
        ProjectCode = fact.ProjectCode,
        Fund = fact.Fund,
        EntityCode = fact.EntityCode,
        Month = fact.Month,
        Outturn = fact.Outturn,
        Likelihood = fact.Likelihood,
    };

    public static StatedOutturn ToFact(StatedOutturnRow row, FactOrigins origins) => new(
        row.BatchId,
        origins.Word(row.EntityCode),
        origins.Word(row.ProjectCode),
        origins.Word(row.Fund),
        row.Month,
        row.Outturn,
        origins.Source(row))
    {
        Likelihood = row.Likelihood,
    };

    public static SpendingPlanRow ToRow(SpendingPlanPoint fact, long batch) => new()
    {
        BatchId = batch,
        Sheet = fact.Source.Sheet,
        Row = fact.Source.Row,
        ProjectCode = fact.ProjectCode,
        Fund = fact.Fund,
        FiscalYear = fact.FiscalYear,
        EntityCode = fact.EntityCode,
        Month = fact.Month,
        CumulativeAmount = fact.CumulativeAmount,
        CumulativePercent = fact.CumulativePercent,
    };

    public static SpendingPlanPoint ToFact(SpendingPlanRow row, FactOrigins origins) => new(
        row.BatchId,
        row.FiscalYear,
        origins.Word(row.EntityCode),
        origins.Word(row.ProjectCode),
        origins.Word(row.Fund),
        row.Month,
        row.CumulativeAmount,
        row.CumulativePercent,
        origins.Source(row));

    public static IndicatorRow ToRow(Indicator fact, long batch) => new()
    {
        BatchId = batch,
        Sheet = fact.Source.Sheet,
        Row = fact.Source.Row,
        ProjectCode = fact.ProjectCode,
        FiscalYear = fact.FiscalYear,
        EntityCode = fact.EntityCode,
        Level1 = fact.Level1,
        Level2 = fact.Level2,
        Name = fact.Name,
        Operator = fact.Operator,
        TargetText = fact.TargetText,
        Target = fact.Target,
        Unit = fact.Unit,
        Weight = fact.Weight,
    };

    public static Indicator ToFact(IndicatorRow row, FactOrigins origins) => new(
        row.BatchId,
        row.FiscalYear,
        origins.Word(row.EntityCode),
        origins.Word(row.ProjectCode),
        origins.Word(row.Level1),
        origins.Word(row.Level2),
        origins.Word(row.Name),
        row.Operator,
        row.TargetText,
        row.Target,
        origins.Word(row.Unit),
        row.Weight,
        origins.Source(row));

    public static IndicatorReadingRow ToRow(IndicatorReading fact, long batch) => new()
    {
        BatchId = batch,
        Sheet = fact.Source.Sheet,
        Row = fact.Source.Row,
        ProjectCode = fact.ProjectCode,
        EntityCode = fact.EntityCode,
        Name = fact.Name,
        Month = fact.Month,
        ValueText = fact.ValueText,
        Value = fact.Value,
    };

    public static IndicatorReading ToFact(IndicatorReadingRow row, FactOrigins origins) => new(
        row.BatchId,
        origins.Word(row.EntityCode),
        origins.Word(row.ProjectCode),
        origins.Word(row.Name),
        row.Month,
        row.ValueText,
        row.Value,
        origins.Source(row));

    public static StatedFigureRow ToRow(StatedFigure fact, long batch) => new()
    {
        BatchId = batch,
        Sheet = fact.Source.Sheet,
        Row = fact.Source.Row,
        Month = fact.Month,
        Scope = fact.Scope,
        Item = fact.Item,
        Value = fact.Value,
        Unit = fact.Unit,
        Denominator = fact.Denominator,
        ReportingUnit = fact.ReportingUnit,
        Report = fact.Report,
    };

    public static StatedFigure ToFact(StatedFigureRow row, FactOrigins origins) => new(
        row.BatchId,
        row.Month,
        row.Scope,
        row.Item,
        row.Value,
        origins.Word(row.Unit),
        row.Denominator,
        row.ReportingUnit,
        row.Report,
        origins.Source(row));

    public static SheetTotalRow ToRow(SheetTotal fact, long batch) => new()
    {
        BatchId = batch,
        Sheet = fact.Source.Sheet,
        Row = fact.Source.Row,
        FiscalYear = fact.FiscalYear,
        Month = fact.Month,
        Column = fact.Column,
        Label = fact.Label,
        Stated = fact.Stated,
        Computed = fact.Computed,
        Unit = fact.Unit,
        Parts = fact.Parts,
        Agrees = fact.Agrees,
    };

    public static SheetTotal ToFact(SheetTotalRow row, FactOrigins origins) => new(
        row.BatchId,
        row.FiscalYear,
        row.Month,
        row.Column,
        row.Label,
        row.Stated,
        row.Computed,
        origins.Word(row.Unit),
        row.Parts,
        row.Agrees,
        origins.Source(row));

    public static ContactRow ToRow(Contact fact, long batch) => new()
    {
        BatchId = batch,
        Sheet = fact.Source?.Sheet ?? "",
        Row = fact.Source?.Row ?? 0,
        Name = fact.Name,
        Addresses = string.Join(';', fact.Addresses),
        Role = fact.Role,
        EntityCode = fact.EntityCode,
        Section = fact.Section,
        ProjectCode = fact.ProjectCode,
        From = fact.From,
        Until = fact.Until,
    };

    public static Contact ToFact(ContactRow row, FactOrigins origins) =>
        new(origins.Word(row.Name), row.Addresses.Split(';'), row.Role, origins.Word(row.EntityCode), origins.Word(row.Section), origins.Word(row.ProjectCode), row.From, row.Until)
        {
            Batch = row.BatchId,
            Source = origins.Source(row),
        };

    public static MonitoringTaskRow ToRow(MonitoringTask fact, long batch) => new()
    {
        BatchId = batch,
        Sheet = fact.Source.Sheet,
        Row = fact.Source.Row,
        DocumentNumber = fact.DocumentNumber,
        Title = fact.Title,
        Month = fact.Month,
        Deadline = fact.Deadline,
        Entities = fact.Entities.Count == 0 ? null : string.Join(';', fact.Entities),
    };

    public static MonitoringTask ToFact(MonitoringTaskRow row, FactOrigins origins) =>
        new(row.BatchId, row.DocumentNumber, row.Title, row.Month, row.Deadline, row.Entities?.Split(';') ?? [], origins.Source(row));
}

using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Tasks;

/// <summary>报送情况 of one entity, those to be asked first.</summary>
public enum ReportState
{
    /// <summary>未报</summary>
    NotReported,

    /// <summary>部分报送</summary>
    PartlyReported,

    /// <summary>已报</summary>
    Reported,

    /// <summary>无预算: no budget line of that year, so that there is nothing to report.</summary>
    NoBudget,
}

/// <summary>What one entity has reported for the month of a task: its budget lines' execution and its indicators' completed values.</summary>
/// <param name="Code">单位编码, or what the task calls an entity that no budget knows; empty where the budget names none.</param>
public sealed record EntityReport(string Code, string? Name, IReadOnlyList<ReportLine> Lines, IReadOnlyList<ReportIndicator> Indicators)
{
    /// <summary>应报: lines and indicators.</summary>
    public int Due => Lines.Count + Indicators.Count;

    public int Missing => MissingLines + MissingIndicators;

    public int MissingLines => Lines.Count(line => !line.IsReported);

    public int MissingIndicators => Indicators.Count(indicator => !indicator.IsReported);

    /// <summary>调整后预算数 of the lines without execution.</summary>
    public Money MissingMoney => new(Lines.Where(line => !line.IsReported).Sum(line => line.Revised.Fen));

    public ReportState State =>
        Lines.Count == 0 ? ReportState.NoBudget
        : Missing == 0 ? ReportState.Reported
        : Missing == Due ? ReportState.NotReported
        : ReportState.PartlyReported;
}

/// <summary>A budget line, and what is known of its execution.</summary>
/// <param name="Fund">资金来源 to be named with a figure; null where the project is reported as one.</param>
/// <param name="Revised">调整后预算数 at the end of the month.</param>
/// <param name="IsReported">An execution figure of the month or of a later one is there.</param>
/// <param name="KnownMonth">Month of the latest known figure; null where there is none.</param>
public sealed record ReportLine(
    string ProjectCode, string ProjectName, string? Section, string? Fund, Money Revised, bool IsReported, YearMonth? KnownMonth, Money? Known);

/// <summary>A performance indicator, and what is known of it.</summary>
/// <param name="Target">年度指标值 with its sign and unit.</param>
/// <param name="IsReported">A completed value of the month or of a later one is there.</param>
/// <param name="KnownMonth">Month of the latest known value; null where there is none.</param>
/// <param name="Known">完成值 as written.</param>
public sealed record ReportIndicator(
    string ProjectCode, string ProjectName, string Name, string Target, bool IsReported, YearMonth? KnownMonth, string? Known);

using MonitorWorker.Budgets;

namespace MonitorWorker.Import;

/// <summary>What an import changes against everything that was known before it.</summary>
/// <param name="Changes">Figures told before, with another value now; the first few hundred.</param>
/// <param name="ChangeCount">How many there are in all.</param>
/// <param name="Falls">Cumulative execution that is less than that of an earlier month; the first few hundred.</param>
/// <param name="UnitSlips">Figures that differ from their own earlier value by about the factor 10,000, or are beyond all proportion to the project's budget.</param>
/// <param name="HeldReason">Why its facts must wait for a person's word; null where they are in force at once.</param>
public sealed record ImportReview(
    IReadOnlyList<FigureChange> Changes, int ChangeCount, IReadOnlyList<FigureChange> Falls, IReadOnlyList<FigureChange> UnitSlips, string? HeldReason)
{
    public static ImportReview Nothing { get; } = new([], 0, [], [], null);
}

/// <summary>One figure that is not what it was.</summary>
/// <param name="Table">The contract's table: 预算, 执行, 全年预计.</param>
/// <param name="Period">The month or year in the words of the reader, e.g. 2024-08.</param>
/// <param name="BeforePeriod">Period of the earlier figure, where it is another month.</param>
/// <param name="Before">In fen.</param>
/// <param name="After">In fen.</param>
public sealed record FigureChange(
    string Table,
    string? EntityCode,
    string ProjectCode,
    string? Fund,
    string Period,
    string? BeforePeriod,
    Money Before,
    Money After,
    string Sheet,
    int Row)
{
    /// <summary>Line, period and both values in yuan, in one line.</summary>
    public string Describe() =>
        $"{Table} {ProjectCode}{(Fund is null ? "" : $"（{Fund}）")} {Period}：{(BeforePeriod is null ? "" : $"{BeforePeriod}为")}{Before}元 → {After}元"
        + $"（{(Sheet.Length == 0 ? "" : $"工作表“{Sheet}”")}第{Row}行）";
}

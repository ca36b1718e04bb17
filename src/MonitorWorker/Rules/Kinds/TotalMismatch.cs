using MonitorWorker.Budgets;

namespace MonitorWorker.Rules.Kinds;

/// <summary>total-mismatch: stated parts that divide a stated whole do not add up to it.</summary>
public sealed class TotalMismatch(Level level = Level.Red) : IStatementRule
{
    public string Id => "total-mismatch";

    public IEnumerable<StatementVerdict> Judge(StatementBook book) => book.Totals.Select(Judge);

    private StatementVerdict Judge(StatedTotal total)
    {
        var figure = total.Whole.Figure;
        var parts = string.Join(" + ", total.Parts.Select(part => part.Figure.Written));
        var comparison = $"{StatedValues.What(figure)}填报{figure.Written}，各部分填报{parts} = {figure.Print(total.Sum)}";
        var others = total.Others > 0 ? $"（同样的数使另外{total.Others}处合计也对不上）" : "";
        var values = new Dictionary<string, string?>(StatedValues.Of(total.Whole, total.Sum)) { ["parts"] = parts };
        return new StatementVerdict(total.Whole, total.Sum, parts, new Finding(
            Id,
            total.Adds ? Outcome.Clear : Outcome.Breached,
            total.Adds ? Level.Green : level,
            total.Whole.Key,
            total.Adds ? $"{comparison}，加总一致" : $"{comparison}，相差{figure.Print(figure.Exact - total.Sum)}{others}",
            "同一报告中互不重叠、合起来正是整体的各部分，加总应等于整体",
            values,
            figure.Source));
    }
}

using System.Globalization;
using Fractions;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Rules.Kinds;

/// <summary>total-mismatch: stated parts that divide a stated whole, or the rows above a 合计, do not add up to it.</summary>
public sealed class TotalMismatch(Level level = Level.Red) : IStatementRule
{
    public string Id => "total-mismatch";

    public IEnumerable<StatementVerdict> Judge(StatementBook book) => book.Totals.Select(Judge).Concat(book.SheetTotals.Select(total => Judge(total.Key, total.Total)));

    private StatementVerdict Judge(SheetTotalKey key, SheetTotal total)
    {
        var (stated, computed, difference) = (Print(total.Stated), Print(total.Computed), Print(total.Stated - total.Computed));
        var month = total.Month ?? new YearMonth(key.FiscalYear, 1);
        var scope = (key.Sheet.Length == 0 ? "" : $"{key.Sheet} › ") + key.Column;
        var comparison = $"{total.Source.File}{(key.Sheet.Length == 0 ? "" : $" 工作表“{key.Sheet}”")}第{total.Source.Row}行“{key.Column}”的{key.Label}填{stated}，{total.Parts}行相加为{computed}";
        var values = new Dictionary<string, string?>
        {
            ["scope"] = scope,
            ["item"] = key.Label,
            ["stated"] = total.Stated.ToString(),
            ["recomputed"] = total.Computed.ToString(),
            ["difference"] = (total.Stated - total.Computed).ToString(),
            ["period"] = total.Month?.ToString(),
            ["denominator"] = null,
            ["report"] = total.Source.File,
            ["parts"] = total.Parts.ToString(CultureInfo.InvariantCulture),
        };
        return new StatementVerdict(
            null,
            new StatedComparison(total.Source.File, null, month, scope, key.Label, null, stated, computed, difference, $"{total.Parts}行相加"),
            new Finding(
                Id,
                total.Agrees ? Outcome.Clear : Outcome.Breached,
                total.Agrees ? Level.Green : level,
                key,
                total.Agrees ? $"{comparison}，加总一致" : $"{comparison}，相差{difference}",
                "表中的合计、小计应等于各行之和，误差不超过四舍五入所能造成的",
                values,
                total.Source));

        string Print(Money amount) => Rounding.Decimals(new Fraction(amount.Fen, (long)(AmountOf(total.Unit) * 100)), total.Unit == "亿元" ? 4 : 2) + total.Unit;
    }

    private static decimal AmountOf(string unit) => unit switch
    {
        "亿元" => 100_000_000,
        "万元" => 10_000,
        _ => 1,
    };

    private StatementVerdict Judge(StatedTotal total)
    {
        var figure = total.Whole.Figure;
        var parts = string.Join(" + ", total.Parts.Select(part => part.Figure.Written));
        var comparison = $"{StatedValues.What(figure)}填报{figure.Written}，各部分填报{parts} = {figure.Print(total.Sum)}";
        var others = total.Others > 0 ? $"（同样的数使另外{total.Others}处合计也对不上）" : "";
        var values = new Dictionary<string, string?>(StatedValues.Of(total.Whole, total.Sum)) { ["parts"] = parts };
        return new StatementVerdict(total.Whole.EntityCode, StatedValues.Compare(total.Whole, total.Sum, parts), new Finding(
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

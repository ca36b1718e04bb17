using System.Globalization;
using System.Text.RegularExpressions;

namespace MonitorWorker.Replies;

/// <summary>年底达到95%: the execution rate that somebody promises, percent.</summary>
internal static partial class PromisedRates
{
    private const decimal Highest = 200;

    /// <param name="due">Of several promises the one for this day counts.</param>
    /// <returns>Null where none is promised, or several are and none of them is for the day.</returns>
    public static decimal? In(IEnumerable<string?> texts, DateOnly? due, DateOnly today)
    {
        List<(decimal Rate, DateOnly? Day)> promised = [];
        foreach (var text in texts)
        {
            foreach (var clause in Clauses().Split(ChineseNumbers.ToDigits(PlainText.Half(PlainText.Line(text ?? "", PlainText.LongestCompared)))))
            {
                if (Present().IsMatch(clause)) continue;
                foreach (Match match in Promise().Matches(clause))
                {
                    if (decimal.TryParse(match.Groups["rate"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= Highest)
                        promised.Add((rate, PromiseDates.DayIn(clause, today)));
                }
            }
        }

        var rates = promised.Select(one => one.Rate).Distinct().ToList();
        if (rates.Count <= 1) return rates.Count == 0 ? null : rates[0];
        var forDay = promised.Where(one => due is not null && one.Day == due).Select(one => one.Rate).Distinct().ToList();
        return forDay.Count == 1 ? forDay[0] : null;
    }

    /// <summary>Behind a label that asks for the rate.</summary>
    public static decimal? Labelled(string text) =>
        Bare().Match(ChineseNumbers.ToDigits(PlainText.Half(text))) is { Success: true } bare
        && decimal.TryParse(bare.Groups["rate"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
        && rate is > 0 and <= Highest ? rate : null;

    [GeneratedRegex(@"[,。;!\n]")]
    private static partial Regex Clauses();

    /// <summary>What is already reached is no promise, nor is what a contract or somebody else demands.</summary>
    [GeneratedRegex(@"目前|现已|已达|已经|截至|截止(?!\d)|当前|去年|上年|仅|只有|合同|付款比例|要求|序时进度")]
    private static partial Regex Present();

    [GeneratedRegex(@"(?:(?:(?:执行率|支出率|支付率|使用率|执行进度|支出进度|支付进度|预算执行|进度)(?:力争|确保|预计|要|将|可|能)?|(?:年底|年末|月底|月末|[日号]|前|届时|全年|力争|确保|争取)[^\d%]{0,8}?)(?:达到|达|提高到|提升到|提升至|提高至|不低于|完成|到|至|为|超过)\s*|(?:年底|年末|月底|月末|[日号]|届时|全年)前?(?:的)?(?:预算)?执行率\s*)(?<rate>\d{1,3}(?:\.\d{1,2})?)\s*%")]
    private static partial Regex Promise();

    [GeneratedRegex(@"(?<![\d.])(?<rate>\d{1,3}(?:\.\d{1,2})?)\s*%")]
    private static partial Regex Bare();
}

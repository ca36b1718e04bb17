using MonitorWorker.Budgets;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>missing-data: a line has no execution figure for the month that its entity has reported.</summary>
public sealed class MissingData : IRule
{
    public string Id => "missing-data";

    public Finding Judge(BudgetPosition position)
    {
        var missing = position.Executed is null;
        return Of(Id, position, missing ? Level.Grey : Level.Green, () => Words(position, missing));
    }

    private static FindingWords Words(BudgetPosition position, bool missing)
    {
        var last = position.LastKnown;
        var message = missing
            ? (position.Period is { } period ? $"没有截至{period}的累计执行数" : "本年度还没有任何累计执行数")
                + (last is null ? "" : $"，最近一次是{last.Month}的{last.Cumulative}元")
            : "已有累计执行数";
        return InWords(
            message,
            "单位已报送月份没有该项目的累计执行数，即为未报送数据",
            ("period", position.Period?.ToString()),
            ("revised", position.HasTwoOriginals ? null : position.Revised.ToString()),
            ("lastKnownPeriod", last?.Month.ToString()),
            ("lastKnownExecuted", last?.Cumulative.ToString()));
    }
}

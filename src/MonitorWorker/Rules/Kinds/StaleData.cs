using MonitorWorker.Budgets;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>stale-data: the latest month that was reported lies too far back. It never changes a light: an old figure is still that month's figure.</summary>
/// <param name="yellow">Days after the end of the reported month.</param>
/// <param name="red">Days after the end of the reported month.</param>
public sealed class StaleData(int yellow = 45, int red = 75) : IRule
{
    public string Id => "stale-data";

    public Finding Judge(BudgetPosition position)
    {
        int? days = position.Period is { } reported ? position.AsOf.DayNumber - reported.LastDay.DayNumber : null;
        Level? level = (position.Period, days) switch
        {
            (null, _) or (_, null) => null,
            // After December there is no later month of this budget to wait for.
            ({ Month: 12 }, _) => Level.Green,
            (_, { } age) => age > red ? Level.Red : age > yellow ? Level.Yellow : Level.Green,
        };
        return Of(
            Id,
            position,
            level,
            () => InWords(
                level is null ? "本年度还没有报送过" : $"数据截至{position.Period}，到检查日已过{days}天",
                $"最近报送月份结束后超过{yellow}天为黄色，超过{red}天为红色",
                ("period", position.Period?.ToString()),
                ("days", days is { } count ? FormattableString.Invariant($"{count}") : null),
                ("threshold", FormattableString.Invariant($"{(level == Level.Red ? red : yellow)}"))));
    }
}

using MonitorWorker.Budgets;
using static MonitorWorker.Rules.Kinds.LineFinding;

namespace MonitorWorker.Rules.Kinds;

/// <summary>idle-funds: nothing was spent for so many whole months after the money arrived and might be used.</summary>
/// <param name="yellow">Whole calendar months.</param>
/// <param name="red">Whole calendar months.</param>
public sealed class IdleFunds(int yellow = 3, int red = 6) : IRule
{
    public string Id => "idle-funds";

    public Finding Judge(BudgetPosition position)
    {
        DateOnly? since = position.Tranches.Count == 0 ? null : position.Tranches.Min(tranche => tranche.Available);
        var months = since is { } day ? WholeMonths(day, position.JudgedDay) : 0;
        Level? level = position switch
        {
            { Executed: null } or { CannotJudge: not null } => null,
            { Executed: var executed } when executed > Money.Zero => Level.Green,
            _ => months >= red ? Level.Red : months >= yellow ? Level.Yellow : Level.Green,
        };
        return Of(
            Id,
            position,
            level,
            () => InWords(
                level is null ? "没有可判断的累计执行数"
                    : position.Executed > Money.Zero ? "资金已开始使用"
                    : FormattableString.Invariant($"资金{since:yyyy-MM-dd}可用，满{months}个整月没有支出"),
                $"资金到位后满{yellow}个整月没有支出为黄色，满{red}个整月为红色",
                ("since", since is { } first ? FormattableString.Invariant($"{first:yyyy-MM-dd}") : null),
                ("months", level is null ? null : FormattableString.Invariant($"{months}")),
                ("threshold", FormattableString.Invariant($"{(level == Level.Red ? red : yellow)}"))));
    }

    /// <summary>Calendar months that lie wholly after the arrival and are over; one that begins on the day of arrival counts.</summary>
    private static int WholeMonths(DateOnly since, DateOnly until)
    {
        var first = since.Year * 12 + since.Month + (since.Day == 1 ? 0 : 1);
        var last = until.Year * 12 + until.Month - (until.AddDays(1).Day == 1 ? 0 : 1);
        return Math.Max(0, last - first + 1);
    }
}

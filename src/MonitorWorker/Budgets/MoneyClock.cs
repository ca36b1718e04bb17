using Fractions;
using MonitorWorker.Calendar;

namespace MonitorWorker.Budgets;

/// <summary>
/// How fast money that runs together is expected to go: a share from 0 to 1 that never falls. Shares are exact, so that a
/// threshold met is met.
/// </summary>
public abstract record MoneyClock
{
    /// <summary>First day on which anything of it may be expected.</summary>
    public abstract DateOnly Begins { get; }

    /// <summary>True where it runs from January to December as the calendar or a rule set says, and nothing was agreed for this money.</summary>
    public virtual bool IsWholeYear => false;

    /// <summary>What should have gone by the end of a day.</summary>
    public abstract Fraction ShareAt(DateOnly day);

    /// <summary>How the share came about, for a hand calculator: <c>8/12（1—12月）</c>.</summary>
    public abstract string Explain(DateOnly day);

    /// <summary>Units gone by of a span, both ends counted: month 8 of 1–12 is 8/12, month 8 of 8–12 is 1/5.</summary>
    protected static Fraction Elapsed(int now, int first, int last)
    {
        if (now < first) return Fraction.Zero;
        return now >= last ? Fraction.One : new Fraction(now - first + 1, last - first + 1);
    }
}

/// <summary>按月: m/12, or over the money's own months.</summary>
/// <param name="First">First month, 1–12.</param>
/// <param name="Last">Last month, not before the first.</param>
public sealed record MonthClock(int Year, int First = 1, int Last = 12) : MoneyClock
{
    public override DateOnly Begins => new(Year, First, 1);

    public override bool IsWholeYear => First == 1 && Last == 12;

    public override Fraction ShareAt(DateOnly day) => Elapsed(MonthOf(day), First, Last);

    public override string Explain(DateOnly day) =>
        $"{Math.Clamp(MonthOf(day) - First + 1, 0, Last - First + 1)}/{Last - First + 1}（{First}—{Last}月）";

    private int MonthOf(DateOnly day) => (day.Year - Year) * 12 + day.Month;
}

/// <summary>按日: days gone by of the days of the span, both ends counted.</summary>
public sealed record DayClock(DateOnly First, DateOnly Last) : MoneyClock
{
    public override DateOnly Begins => First;

    public override bool IsWholeYear => First is { Month: 1, Day: 1 } && Last is { Month: 12, Day: 31 };

    public override Fraction ShareAt(DateOnly day) => Elapsed(day.DayNumber, First.DayNumber, Last.DayNumber);

    public override string Explain(DateOnly day)
    {
        var days = Last.DayNumber - First.DayNumber + 1;
        return FormattableString.Invariant($"{Math.Clamp(day.DayNumber - First.DayNumber + 1, 0, days)}/{days}（{First:yyyy-MM-dd}至{Last:yyyy-MM-dd}的天数）");
    }
}

/// <summary>节点: nothing is due before the date, all of it from then on.</summary>
public sealed record MilestoneClock(DateOnly Date) : MoneyClock
{
    public override DateOnly Begins => Date;

    public override Fraction ShareAt(DateOnly day) => day >= Date ? Fraction.One : Fraction.Zero;

    public override string Explain(DateOnly day) => FormattableString.Invariant($"{(day >= Date ? 1 : 0)}（节点{Date:yyyy-MM-dd}）");
}

/// <summary>用款计划: what the unit planned to have spent; a month that the plan does not name keeps the last planned share.</summary>
/// <param name="Points">In the order of their months, never falling, the last one 1.</param>
public sealed record PlanClock(int Year, IReadOnlyList<(YearMonth Month, Fraction Share)> Points) : MoneyClock
{
    public override DateOnly Begins =>
        Points.Where(point => point.Share > Fraction.Zero).Select(point => point.Month.FirstDay).DefaultIfEmpty(new DateOnly(Year, 1, 1)).First();

    public override Fraction ShareAt(DateOnly day) => Last(day)?.Share ?? Fraction.Zero;

    public override string Explain(DateOnly day) => Last(day) is var (month, share)
        ? $"{Rounding.Percent(share)}%（用款计划截至{month}的累计数）"
        : "0（用款计划从以后的月份开始）";

    private (YearMonth Month, Fraction Share)? Last(DateOnly day)
    {
        (YearMonth Month, Fraction Share)? last = null;
        foreach (var point in Points)
        {
            if (point.Month.LastDay > day) break;
            last = point;
        }

        return last;
    }
}

/// <summary>进度表: the step table of a rule set, the same for all money that it judges.</summary>
public sealed record StepClock(int Year, StepTable Steps) : MoneyClock
{
    public override DateOnly Begins => new(Year, 1, 1);

    public override bool IsWholeYear => true;

    public override Fraction ShareAt(DateOnly day) => Steps.ShareAfter(CompleteMonths(day));

    public override string Explain(DateOnly day) => Steps.StepAfter(CompleteMonths(day)) is { } step
        ? FormattableString.Invariant($"{step.Percent:0.##}%（进度表1—{step.Month}月，保持到下一档）")
        : "0（进度表的第一档还没有到）";

    /// <summary>A step is due at the end of its month.</summary>
    private int CompleteMonths(DateOnly day) => (day.Year - Year) * 12 + (day == YearMonth.Of(day).LastDay ? day.Month : day.Month - 1);
}

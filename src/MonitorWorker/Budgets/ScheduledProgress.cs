using Fractions;
using MonitorWorker.Calendar;

namespace MonitorWorker.Budgets;

/// <summary>
/// 序时进度: which share of the revised budget should be spent by a day. The original budget runs over the line's own
/// months; money added in the year runs on its own clock from the month in which it arrived to December; a reduction
/// scales everything before it in proportion. Exact, so that a threshold met is met.
/// </summary>
public static class ScheduledProgress
{
    /// <summary>Σ(component × its share) ÷ revised.</summary>
    /// <param name="line">The line with its original budget and schedule.</param>
    /// <param name="adjustments">Adjustments dated on or before <paramref name="day"/>, in order of their date.</param>
    /// <param name="day">Last day of the judged month.</param>
    /// <returns>A share of 0 to 1, or null where revised is not above zero or the schedule cannot be known.</returns>
    public static Fraction? At(BudgetLine line, IReadOnlyList<Adjustment> adjustments, DateOnly day)
    {
        if (line.Schedule == ScheduleKind.Plan || (line.Schedule == ScheduleKind.Milestone && line.MilestoneDate is null))
            return null;

        var total = line.Original.ToFraction();
        var due = total * ShareOfOriginal(line, day);
        foreach (var adjustment in adjustments)
        {
            var amount = adjustment.Amount.ToFraction();
            if (amount >= Fraction.Zero)
                due += amount * ShareOfAddition(line, adjustment, day);
            else if (total > Fraction.Zero)
                due = due * (total + amount) / total;
            total += amount;
        }

        return total > Fraction.Zero ? due / total : null;
    }

    private static Fraction ShareOfOriginal(BudgetLine line, DateOnly day)
    {
        var start = line.StartMonth ?? 1;
        var end = line.EndMonth ?? 12;
        return line.Schedule switch
        {
            ScheduleKind.Milestone => AllFrom(line.MilestoneDate!.Value, day),
            ScheduleKind.Day => Elapsed(
                day.DayNumber,
                new YearMonth(line.FiscalYear, start).FirstDay.DayNumber,
                new YearMonth(line.FiscalYear, end).LastDay.DayNumber),
            _ => Elapsed(day.Month, start, end),
        };
    }

    private static Fraction ShareOfAddition(BudgetLine line, Adjustment addition, DateOnly day)
    {
        var arrival = addition.KnownByMonth ? YearMonth.Of(addition.Date).FirstDay : addition.Date;
        return line.Schedule switch
        {
            ScheduleKind.Milestone => AllFrom(line.MilestoneDate!.Value, day),
            ScheduleKind.Day => Elapsed(day.DayNumber, arrival.DayNumber, new DateOnly(line.FiscalYear, 12, 31).DayNumber),
            _ => Elapsed(day.Month, arrival.Month, 12),
        };
    }

    private static Fraction AllFrom(DateOnly date, DateOnly day) => day >= date ? Fraction.One : Fraction.Zero;

    /// <summary>Units gone by of a span, both ends counted: month 8 of 1–12 is 8/12, month 8 of 8–12 is 1/5.</summary>
    private static Fraction Elapsed(int now, int first, int last)
    {
        if (now < first) return Fraction.Zero;
        return now >= last ? Fraction.One : new Fraction(now - first + 1, last - first + 1);
    }
}

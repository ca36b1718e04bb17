using Fractions;
using MonitorWorker.Calendar;

namespace MonitorWorker.Budgets;

/// <summary>
/// Part of a line's money with a clock of its own: the original budget, or what one adjustment added. A line's scheduled
/// progress is Σ(amount × share) ÷ revised budget.
/// </summary>
/// <param name="What">年初预算数 or 追加.</param>
/// <param name="Amount">What is left of it after later reductions, in fen, exact; below zero only before that, where the original budget is.</param>
/// <param name="IsOriginal">False for money that came in the year.</param>
/// <param name="Arrived">1 January for the original budget; the day of the adjustment, or the end of the month by which it was known.</param>
/// <param name="Fund">资金来源; null where the row names none, or where one plan covers several.</param>
/// <param name="Source">The row of 预算 or 预算调整.</param>
public sealed record Tranche(string What, Fraction Amount, MoneyClock Clock, bool IsOriginal, DateOnly Arrived, string? Fund, SourceRef Source)
{
    /// <summary>First day from which it lies idle if nothing is spent: it is there, and its own clock has begun.</summary>
    public DateOnly Available => Arrived > Clock.Begins ? Arrived : Clock.Begins;

    /// <summary>
    /// The tranches of a line after all its adjustments. 1. additions start their own clocks; 2. a reduction scales what
    /// came before it in proportion, what names a fund the money of that fund first; 3. a reduction of more than there was waits
    /// for the next addition.
    /// </summary>
    /// <param name="originals">The tranches of the original budget; one below zero is a reduction of the others, and of what comes later.</param>
    /// <param name="adjustments">In the order of their date.</param>
    /// <param name="clockOf">The clock of an addition.</param>
    /// <param name="byFund">True where money of several funds is judged together, so that a fund that is named makes a difference.</param>
    public static IReadOnlyList<Tranche> After(
        IReadOnlyList<Tranche> originals, IReadOnlyList<Adjustment> adjustments, Func<Adjustment, MoneyClock> clockOf, bool byFund = false)
    {
        var tranches = originals.Where(tranche => tranche.Amount > Fraction.Zero).ToList();
        var owed = Fraction.Zero;
        Take(-Sum(originals.Where(tranche => tranche.Amount < Fraction.Zero)), null);
        foreach (var adjustment in adjustments)
        {
            var amount = adjustment.Amount.ToFraction();
            if (amount < Fraction.Zero)
            {
                Take(-amount, byFund ? adjustment.Fund : null);
                continue;
            }

            var kept = amount > owed ? amount - owed : Fraction.Zero;
            owed -= amount - kept;
            if (kept > Fraction.Zero) tranches.Add(new Tranche("追加", kept, clockOf(adjustment), false, adjustment.Date, adjustment.Fund, adjustment.Source));
        }

        return [.. tranches.Where(tranche => tranche.Amount > Fraction.Zero)];

        void Take(Fraction amount, string? fund)
        {
            var over = fund is null ? amount : Scale(amount, tranche => tranche.Fund == fund);
            owed += Scale(over, _ => true);
        }

        // What more was to be taken than there is.
        Fraction Scale(Fraction amount, Func<Tranche, bool> isMeant)
        {
            var total = Sum(tranches.Where(isMeant));
            if (total <= Fraction.Zero) return amount;
            var left = total > amount ? total - amount : Fraction.Zero;
            tranches = [.. tranches.Select(tranche => isMeant(tranche) ? tranche with { Amount = tranche.Amount * left / total } : tranche)];
            return amount > total ? amount - total : Fraction.Zero;
        }

        static Fraction Sum(IEnumerable<Tranche> parts) => parts.Aggregate(Fraction.Zero, (sum, tranche) => sum + tranche.Amount);
    }

    /// <summary>The clock of money that arrives in the year: (m−a+1)/(12−a+1) from its month a, or by days, or the line's milestone if that is still to come.</summary>
    public static MoneyClock OfAddition(BudgetLine line, Adjustment addition)
    {
        var arrival = addition.KnownByMonth ? YearMonth.Of(addition.Date).FirstDay : addition.Date;
        return line switch
        {
            { Schedule: ScheduleKind.Milestone, MilestoneDate: { } milestone } when milestone >= arrival => new MilestoneClock(milestone),
            { Schedule: ScheduleKind.Day } => new DayClock(arrival, new DateOnly(line.FiscalYear, 12, 31)),
            _ => new MonthClock(line.FiscalYear, arrival.Month),
        };
    }
}

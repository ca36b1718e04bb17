using Fractions;

namespace MonitorWorker.Budgets;

/// <summary>
/// The shares of one position, worked out once: all rules, the light and every print ask for them, and each is several exact divisions.
/// A copy of the position with other figures has its own.
/// </summary>
internal struct PositionRates : IEquatable<PositionRates>
{
    private Worked? _worked;

    public Worked Of(BudgetPosition position)
    {
        // What was copied along with the figures still names the position that it was worked out for.
        if (_worked is { } known && ReferenceEquals(known.Position, position)) return known;
        return _worked = new Worked(position);
    }

    /// <summary>It follows from the figures, which are compared by themselves.</summary>
    public readonly bool Equals(PositionRates other) => true;

    public override readonly bool Equals(object? obj) => obj is PositionRates;

    public override readonly int GetHashCode() => 0;

    internal sealed class Worked
    {
        public Worked(BudgetPosition position)
        {
            Position = position;
            var revised = position.Revised;
            Rate = position.Executed is { } executed && !position.HasTwoOriginals && revised > Money.Zero ? executed.ToFraction() / revised.ToFraction() : null;
            if (position.Scheduled is not { } scheduled) return;

            DueFen = revised.ToFraction() * scheduled;
            if (Rate is not { } rate || scheduled <= Fraction.Zero) return;

            Gap = rate - scheduled;
            Pace = rate / scheduled * 100;
        }

        public BudgetPosition Position { get; }

        public Fraction? Rate { get; }

        public Fraction? Gap { get; }

        public Fraction? Pace { get; }

        public Fraction? DueFen { get; }
    }
}

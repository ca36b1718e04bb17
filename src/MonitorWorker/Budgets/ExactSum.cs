using System.Numerics;
using Fractions;

namespace MonitorWorker.Budgets;

/// <summary>
/// Adds many exact amounts. What a reduction leaves of an addition has a denominator that no other line has, so that the sum's
/// denominator grows with every line; reducing it at each step would take longer than all else together.
/// </summary>
internal static class ExactSum
{
    /// <returns>Exact, but not reduced: to be compared and printed, not to be shown as a fraction.</returns>
    public static Fraction Of(IEnumerable<Fraction> amounts)
    {
        var parts = amounts
            .GroupBy(amount => amount.Denominator, amount => amount.Numerator)
            .Select(same => new Fraction(same.Aggregate(BigInteger.Zero, (sum, numerator) => sum + numerator), same.Key, normalize: false))
            .ToList();
        // By halves: the long denominators meet in the last steps only.
        while (parts.Count > 1) parts = [.. parts.Chunk(2).Select(pair => pair.Length == 2 ? pair[0] + pair[1] : pair[0])];
        return parts.Count == 0 ? Fraction.Zero : parts[0];
    }
}

using Fractions;

namespace MonitorWorker.Performance;

/// <summary>权重: how much each indicator counts in the attainment of its project.</summary>
internal static class Weights
{
    /// <summary>The weighted mean of those that can be judged, each within 0 and 1.</summary>
    public static Fraction? Mean(IReadOnlyList<IndicatorAttainment> indicators)
    {
        var given = indicators.Select(indicator => indicator.Indicator.Weight).OfType<decimal>().Select(Fraction.FromDecimal).ToList();
        // Of all indicators, also those that cannot be judged yet: what one counts must not change with the others' reports.
        var usual = given.Exists(weight => weight > Fraction.Zero) ? Sum(given) / given.Count : (Fraction?)null;

        var (sum, total) = (Fraction.Zero, Fraction.Zero);
        foreach (var indicator in indicators)
        {
            if (indicator.Attainment is not { } attainment) continue;
            var weight = usual is not { } mean ? Fraction.One : indicator.Indicator.Weight is { } own ? Fraction.FromDecimal(own) : mean;
            sum += weight * Bounded(attainment);
            total += weight;
        }

        return total > Fraction.Zero ? sum / total : null;
    }

    /// <summary>One goal that is passed by far does not make up for another one.</summary>
    private static Fraction Bounded(Fraction share) => share < Fraction.Zero ? Fraction.Zero : share > Fraction.One ? Fraction.One : share;

    private static Fraction Sum(List<Fraction> weights) => weights.Aggregate(Fraction.Zero, (sum, weight) => sum + weight);
}

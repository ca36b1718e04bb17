using System.Globalization;
using System.Numerics;
using Fractions;

namespace MonitorWorker.Budgets;

/// <summary>
/// Rates stay exact fractions until they are printed: 4/10 against 8/12 is a pace of exactly 60, and any decimal
/// would make it 59.999… and a wrong colour.
/// </summary>
public static class Rounding
{
    /// <summary>A share as percent with two decimals, half away from zero: 2/3 is <c>66.67</c>.</summary>
    public static string Percent(Fraction share) => Decimals(share, 2, shift: 2);

    /// <summary>The same; null where it is not known.</summary>
    public static string? Percent(Fraction? share) => share is { } known ? Percent(known) : null;

    /// <summary>A number with two decimals, half away from zero, never <c>-0.00</c>.</summary>
    public static string TwoDecimals(Fraction value) => Decimals(value, 2);

    /// <summary>A number with so many decimals, half away from zero, never <c>-0.00</c>.</summary>
    public static string Decimals(Fraction value, int decimals) => Decimals(value, decimals, shift: 0);

    /// <param name="shift">By how many powers of ten the value is enlarged before: 2 for percent.</param>
    private static string Decimals(Fraction value, int decimals, int shift)
    {
        // Without a fraction in between, which would be reduced for nothing.
        var rounded = HalfAwayFromZero(value.Numerator * BigInteger.Pow(10, decimals + shift), value.Denominator);
        var sign = rounded.Sign < 0 ? "-" : "";
        var digits = BigInteger.Abs(rounded).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return decimals == 0 ? sign + digits : $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }

    internal static BigInteger HalfAwayFromZero(Fraction value) => HalfAwayFromZero(value.Numerator, value.Denominator);

    private static BigInteger HalfAwayFromZero(BigInteger numerator, BigInteger denominator)
    {
        var (magnitude, whole) = (BigInteger.Abs(numerator), BigInteger.Abs(denominator));
        var rounded = (2 * magnitude + whole) / (2 * whole);
        return numerator.Sign * denominator.Sign < 0 ? -rounded : rounded;
    }

    internal static BigInteger Ceiling(Fraction value)
    {
        var magnitude = BigInteger.Abs(value.Numerator);
        var denominator = BigInteger.Abs(value.Denominator);
        return IsNegative(value)
            ? -(magnitude / denominator)
            : (magnitude + denominator - 1) / denominator;
    }

    private static bool IsNegative(Fraction value) => value.Numerator.Sign * value.Denominator.Sign < 0;
}

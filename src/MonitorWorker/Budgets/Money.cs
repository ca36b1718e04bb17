using System.Globalization;
using System.Numerics;
using Fractions;

namespace MonitorWorker.Budgets;

/// <summary>
/// An amount in fen (0.01 yuan), exact. Negative amounts are legal: refunds, reductions, 上解.
/// </summary>
/// <param name="Fen">Hundredths of a yuan.</param>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    /// <summary>Rounds half up, away from zero, to the fen.</summary>
    /// <exception cref="OverflowException">More than about 92,000,000 亿元.</exception>
    public static Money FromYuan(decimal yuan) => new((long)decimal.Round(yuan * 100m, 0, MidpointRounding.AwayFromZero));

    /// <summary>The smallest whole fen that is not below the exact amount: for money that has yet to be spent.</summary>
    public static Money RoundUp(Fraction fen) => new((long)Rounding.Ceiling(fen));

    /// <summary>The nearest fen, half away from zero: for money that is only told.</summary>
    public static Money Round(Fraction fen) => new((long)Rounding.HalfAwayFromZero(fen));

    /// <summary>All of them together; zero of none.</summary>
    /// <exception cref="OverflowException">More than about 92,000,000 亿元.</exception>
    public static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Zero, (sum, amount) => sum + amount);

    public static Money operator +(Money left, Money right) => new(checked(left.Fen + right.Fen));

    public static Money operator -(Money left, Money right) => new(checked(left.Fen - right.Fen));

    public static Money operator -(Money value) => new(checked(-value.Fen));

    public static bool operator <(Money left, Money right) => left.Fen < right.Fen;

    public static bool operator >(Money left, Money right) => left.Fen > right.Fen;

    public static bool operator <=(Money left, Money right) => left.Fen <= right.Fen;

    public static bool operator >=(Money left, Money right) => left.Fen >= right.Fen;

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>The exact number of fen, for arithmetic that must not round.</summary>
    public Fraction ToFraction() => new(new BigInteger(Fen));

    /// <summary>Yuan with two decimals, as JSON carries it: <c>20000.00</c>.</summary>
    public override string ToString() => (Fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}

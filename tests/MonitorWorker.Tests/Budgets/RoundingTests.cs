using System.Globalization;
using Fractions;
using FsCheck.Xunit;
using MonitorWorker.Budgets;

namespace MonitorWorker.Tests.Budgets;

public class RoundingTests
{
    [Theory]
    [InlineData(2, 3, "66.67")]
    [InlineData(1, 3, "33.33")]
    [InlineData(-11, 30, "-36.67")]
    [InlineData(1, 20000, "0.01")] // 0.005 % goes up
    [InlineData(-1, 20000, "-0.01")] // away from zero
    [InlineData(-1, 30000, "0.00")] // never −0.00
    public void Percent_is_half_up_away_from_zero(int numerator, int denominator, string expected) =>
        Assert.Equal(expected, Rounding.Percent(new Fraction(numerator, denominator)));

    [Property]
    public bool Money_to_be_spent_is_rounded_up_to_the_fen(int numerator, byte denominator)
    {
        var exact = new Fraction(numerator, denominator + 1);
        var fen = new Fraction(Money.RoundUp(exact).Fen);
        return fen >= exact && fen - exact < Fraction.One;
    }

    [Property]
    public bool Yuan_come_back_as_they_went(int fen) =>
        Money.FromYuan(decimal.Parse(new Money(fen).ToString(), CultureInfo.InvariantCulture)).Fen == fen;
}

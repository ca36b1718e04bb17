using FsCheck.Xunit;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Rules;

public class HoldPeriodTests
{
    [Theory]
    [InlineData("0", 0, HoldUnit.Checks)]
    [InlineData("1 check", 1, HoldUnit.Checks)]
    [InlineData("2 checks", 2, HoldUnit.Checks)]
    [InlineData("1 day", 1, HoldUnit.Days)]
    [InlineData("10 days", 10, HoldUnit.Days)]
    [InlineData("366 days", 366, HoldUnit.Days)]
    public void A_period_is_read_as_it_is_written(string text, int count, HoldUnit unit)
    {
        Assert.True(HoldPeriod.TryParse(text, out var period));
        Assert.Equal(new HoldPeriod(count, unit), period);
        Assert.Equal(text, period.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("2")] // of what?
    [InlineData("-1 days")]
    [InlineData("+1 day")]
    [InlineData("1.5 days")]
    [InlineData("367 days")]
    [InlineData("99999999999 days")]
    [InlineData("1 days")]
    [InlineData("2 check")]
    [InlineData("0 days")]
    [InlineData("00")]
    [InlineData("02 days")]
    [InlineData("2  days")]
    [InlineData("2 days ")]
    [InlineData("2 Days")]
    [InlineData("2 weeks")]
    [InlineData("２ days")]
    [InlineData("2天")]
    public void Anything_else_is_refused(string text)
    {
        Assert.False(HoldPeriod.TryParse(text, out var period));
        Assert.Equal(default, period);
    }

    [Property]
    public bool A_period_comes_back_as_it_went(byte count, bool isDays)
    {
        var period = count == 0 ? default : new HoldPeriod(count, isDays ? HoldUnit.Days : HoldUnit.Checks);
        return HoldPeriod.TryParse(period.ToString(), out var read) && read == period;
    }
}

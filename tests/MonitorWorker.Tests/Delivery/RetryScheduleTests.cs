using MonitorWorker.Delivery;

namespace MonitorWorker.Tests.Delivery;

public class RetryScheduleTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(3, 15)]
    [InlineData(4, 60)]
    [InlineData(5, 60)]
    [InlineData(500, 60)]
    public void Waits_longer_at_first_and_then_an_hour(int attempts, int minutes)
    {
        Assert.Equal(TimeSpan.FromMinutes(minutes), RetrySchedule.After(attempts, 0.5));
        Assert.Equal(TimeSpan.FromMinutes(minutes * 0.8), RetrySchedule.After(attempts, 0));
        Assert.Equal(TimeSpan.FromMinutes(minutes * 1.2), RetrySchedule.After(attempts, 1));
    }

    [Theory]
    [InlineData(119, false)]
    [InlineData(120, true)]
    [InlineData(121, true)]
    public void Gives_up_at_the_end_of_the_lifetime(int hours, bool isExhausted) =>
        Assert.Equal(isExhausted, RetrySchedule.IsExhausted(Some.Morning, Some.Morning.AddHours(hours), TimeSpan.FromHours(120)));

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 120)]
    [InlineData(9, 120)]
    public void A_domain_may_have_waits_of_its_own(int attempts, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), RetrySchedule.After(attempts, 0.5, [30, 120]));

    [Theory]
    [InlineData(1, 30)]
    [InlineData(3, 120)]
    [InlineData(5, 480)]
    [InlineData(50, 480)]
    public void A_refused_login_rests_ever_longer(int refusals, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), RetrySchedule.AfterRefusedLogin(refusals));

    [Fact]
    public void There_is_no_wait_before_the_first_try() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RetrySchedule.After(0, 0.5));
}

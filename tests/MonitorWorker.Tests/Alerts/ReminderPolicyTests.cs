using MonitorWorker.Alerts;

namespace MonitorWorker.Tests.Alerts;

public class ReminderPolicyTests
{
    [Theory]
    [InlineData("once", null)]
    [InlineData("each check", 0)]
    [InlineData("every 1 working day", 1)]
    [InlineData("every 5 working days", 5)]
    [InlineData("every 250 working days", 250)]
    public void The_words_are_read_and_written_alike(string words, int? workdays)
    {
        Assert.Equal(new ReminderPolicy(workdays), ReminderPolicy.Parse(words));
        Assert.Equal(words, new ReminderPolicy(workdays).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Once")]
    [InlineData("every day")]
    [InlineData("every 0 working days")]
    [InlineData("every 251 working days")]
    [InlineData("every -1 working days")]
    [InlineData("every 5 days")]
    [InlineData("every 5 working days until Friday")]
    [InlineData("5")]
    public void Anything_else_is_no_setting(string words) => Assert.Null(ReminderPolicy.Parse(words));
}

using MonitorWorker.Budgets;
using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Notifications;

public sealed class RouterTests
{
    private static readonly Recipient CatchAll = new("系统管理员甲", "admin@example.com", "系统管理员");

    [Theory]
    [InlineData("execution-lag")]
    [InlineData("execution-ahead")]
    [InlineData("over-execution")]
    [InlineData("idle-funds")]
    [InlineData("forecast-shortfall")]
    [InlineData("forecast-overrun")]
    [InlineData("forecast-not-credible")]
    [InlineData("goal-money-gap")]
    public void Whoever_spends_is_told_of_all_that_is_found_about_the_spending(string rule) =>
        Assert.Equal(["responsible@example.com"], Told(rule));

    [Theory]
    [InlineData("missing-data")]
    [InlineData("stale-data")]
    [InlineData("cannot-judge")]
    public void Whoever_keeps_the_figures_is_told_that_they_are_missing_or_old(string rule) =>
        Assert.Equal(["finance@example.com"], Told(rule));

    private static IEnumerable<string> Told(string rule) =>
        new Router([Somebody(ContactRole.Finance, "finance@example.com"), Somebody(ContactRole.Responsible, "responsible@example.com", "P01")], Some.August31, CatchAll)
            .For(rule, Some.Position())
            .Select(recipient => recipient.Address);

    private static Contact Somebody(ContactRole role, string address, string? project = null) => new("某人", [address], role, "101", null, project, null, null);
}

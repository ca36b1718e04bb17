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

    [Theory]
    [InlineData("101", "own@example.com")]
    [InlineData("102", "office@example.com")]
    [InlineData("", "office@example.com")]
    public void An_entity_is_asked_for_its_figures_by_its_own_finance_staff_first(string entity, string expected) =>
        Assert.Equal(
            [expected],
            new Router([Somebody(ContactRole.Finance, "office@example.com") with { EntityCode = null }, Somebody(ContactRole.Finance, "own@example.com"), Somebody(ContactRole.Performance, "performance@example.com")], Some.August31, CatchAll)
                .ForReport(entity).Select(recipient => recipient.Address));

    [Fact]
    public void A_report_is_never_asked_of_nobody()
    {
        Assert.Equal("performance@example.com", new Router([Somebody(ContactRole.Performance, "performance@example.com")], Some.August31, CatchAll).ForReport("101").Single().Address);
        Assert.Equal([CatchAll], new Router([Somebody(ContactRole.Finance, "other@example.com")], Some.August31, CatchAll).ForReport("102"));
    }

    private static IEnumerable<string> Told(string rule) =>
        new Router([Somebody(ContactRole.Finance, "finance@example.com"), Somebody(ContactRole.Responsible, "responsible@example.com", "P01")], Some.August31, CatchAll)
            .For(rule, Some.Position())
            .Select(recipient => recipient.Address);

    private static Contact Somebody(ContactRole role, string address, string? project = null) => new("某人", [address], role, "101", null, project, null, null);
}

using MonitorWorker.Budgets;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Tests.Rules;

/// <summary>Whole calendar months without any spending: three are yellow, six are red.</summary>
public class IdleFundsTests
{
    private static readonly IdleFunds _rule = new();

    [Theory]
    [InlineData(0.0, 2, "clear")]
    [InlineData(0.0, 3, "yellow")]
    [InlineData(0.0, 5, "yellow")]
    [InlineData(0.0, 6, "red")]
    [InlineData(0.0, 12, "red")]
    [InlineData(0.000001, 12, "clear")]
    [InlineData(-0.1, 6, "red")] // a refund is no use of the money
    [InlineData(null, 8, "unknown")]
    public void The_original_budget_lies_idle_from_January_on(double? spent, int month, string expected) =>
        Assert.Equal(expected, Told.Level(_rule, Some.Position(2, (decimal?)spent, month)));

    /// <summary>Day of March on which the money came, 0 where only the month is known.</summary>
    [Theory]
    [InlineData(1, 4, "clear")]
    [InlineData(1, 5, "yellow")] // March, April and May are whole months
    [InlineData(1, 8, "red")]
    [InlineData(2, 5, "clear")]
    [InlineData(15, 5, "clear")]
    [InlineData(15, 6, "yellow")] // the rest of March does not count
    [InlineData(15, 8, "yellow")]
    [InlineData(15, 9, "red")]
    [InlineData(31, 6, "yellow")]
    [InlineData(0, 5, "clear")]
    [InlineData(0, 6, "yellow")]
    public void Added_money_lies_idle_after_it_came(int day, int month, string expected) =>
        Assert.Equal(expected, Told.Level(_rule, Some.Position(Some.Line(original: 0), 0, month, Some.Added(5, 3, day == 0 ? null : day))));

    [Theory]
    [InlineData(5, "clear")]
    [InlineData(6, "yellow")]
    [InlineData(9, "red")]
    public void Money_with_a_month_of_its_own_begins_there(int month, string expected) => Assert.Equal(expected, Told.Level(_rule, Some.Position(Some.Line(start: 4), 0, month)));

    [Theory]
    [InlineData("2024-06-30", 8, "clear")]
    [InlineData("2024-06-30", 9, "yellow")]
    [InlineData("2024-06-01", 7, "clear")]
    [InlineData("2024-06-01", 8, "yellow")]
    [InlineData("2024-11-30", 8, "clear")]
    public void Money_that_waits_for_a_milestone_does_not_lie_idle_before(string milestone, int month, string expected) =>
        Assert.Equal(expected, Told.Level(_rule, Some.Position(Some.Line(schedule: ScheduleKind.Milestone, milestone: DateOnly.Parse(milestone, null)), 0, month)));

    [Theory]
    [InlineData(6, "clear")]
    [InlineData(7, "yellow")]
    [InlineData(10, "red")]
    public void A_plan_begins_in_the_first_month_that_plans_anything(int month, string expected) => Assert.Equal(expected, Told.Level(_rule, Told.Position(
        Some.Line(schedule: ScheduleKind.Plan),
        month,
        [Some.Spent(0, month)],
        plan: [Some.Planned(2, percent: 0), Some.Planned(5, percent: 50), Some.Planned(10, percent: 100)])));

    [Fact]
    public void The_oldest_money_of_a_line_counts() =>
        Assert.Equal("red", Told.Level(_rule, Some.Position(Some.Line(), 0, 6, Some.Added(5, 6))));

    [Fact]
    public void Money_that_was_taken_away_again_lies_nowhere()
    {
        // 2 taken away in February, 3 came on 1 June: June, July, August.
        Adjustment[] changes = [Some.Added(-2, 2), Some.Added(3, 6, 1)];
        Assert.Equal("clear", Told.Level(_rule, Some.Position(Some.Line(), 0, 7, changes)));
        Assert.Equal("yellow", Told.Level(_rule, Some.Position(Some.Line(), 0, 8, changes)));
    }

    [Fact]
    public void What_cannot_be_judged_is_not_idle() => Assert.Equal("unknown", Told.Level(_rule, Some.Position(original: 0, spent: 0)));

    [Fact]
    public void The_finding_says_since_when()
    {
        var finding = new IdleFunds(2, 4).Judge(Some.Position(Some.Line(original: 0), 0, 6, Some.Added(5, 3, 15)));
        Assert.Equal(("yellow", "资金2024-03-15可用，满3个整月没有支出"), (Told.Level(finding), finding.Message));
        Assert.Equal("since=2024-03-15 months=3 threshold=2", Told.Values(finding));
        Assert.Equal("资金到位后满2个整月没有支出为黄色，满4个整月为红色", finding.RuleText);
        Assert.Equal("since=2024-03-15 months=4 threshold=4", Told.Values(new IdleFunds(2, 4).Judge(Some.Position(Some.Line(original: 0), 0, 7, Some.Added(5, 3, 15)))));
    }
}

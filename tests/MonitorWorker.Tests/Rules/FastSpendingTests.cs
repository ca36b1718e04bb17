using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Tests.Rules;

/// <summary>execution-ahead and over-execution of a budget of 12 万元.</summary>
public class FastSpendingTests
{
    [Theory]
    [InlineData(6.4, 4, "yellow")] // 20 points ahead and a pace of 160
    [InlineData(6.399999, 4, "clear")]
    [InlineData(12.0, 8, "yellow")] // a pace of 150 and 33 points ahead
    [InlineData(11.999999, 8, "clear")]
    [InlineData(3.399999, 1, "clear")] // more than three times the pace, but not yet 20 points
    [InlineData(0.0, 4, "clear")]
    [InlineData(null, 8, "unknown")]
    public void Money_runs_ahead_when_gap_and_pace_both_say_so(double? spent, int month, string expected) =>
        Assert.Equal(expected, Told.Level(new ExecutionAhead(), Some.Position(12, (decimal?)spent, month)));

    [Fact]
    public void Limits_and_level_of_running_ahead_are_configurable()
    {
        Assert.Equal("red", Told.Level(new ExecutionAhead(5, 110, Level.Red), Some.Position(12, 8.8m)));
        Assert.Equal("clear", Told.Level(new ExecutionAhead(5, 110, Level.Red), Some.Position(12, 8.799999m)));
    }

    [Fact]
    public void What_is_spent_before_anything_is_due_runs_ahead_of_no_schedule()
    {
        var finding = new ExecutionAhead().Judge(Some.Position(Some.Line(start: 9), 2, 8));
        Assert.Equal("clear", Told.Level(finding));
        Assert.Equal("rate=100.00 scheduled=0.00 gap=null pace=null threshold=20.00 paceThreshold=150.00", Told.Values(finding));
    }

    [Fact]
    public void Running_ahead_shows_its_arithmetic()
    {
        var finding = new ExecutionAhead().Judge(Some.Position(12, 9, 5));
        Assert.Equal("执行率75.00%，序时进度41.67%，快33.33个百分点，相当于序时进度的180.00%", finding.Message);
        Assert.Equal("rate=75.00 scheduled=41.67 gap=33.33 pace=180.00 threshold=20.00 paceThreshold=150.00", Told.Values(finding));
    }

    [Theory]
    [InlineData(12.0, "clear")]
    [InlineData(12.000001, "red")]
    [InlineData(-1.0, "clear")]
    [InlineData(null, "unknown")]
    public void More_than_the_revised_budget_is_over_execution(double? spent, string expected) =>
        Assert.Equal(expected, Told.Level(new OverExecution(), Some.Position(12, (decimal?)spent)));

    [Theory]
    [InlineData(13.2, "clear")]
    [InlineData(13.200001, "yellow")]
    public void The_limit_and_level_of_over_execution_are_configurable(decimal spent, string expected) =>
        Assert.Equal(expected, Told.Level(new OverExecution(110, Level.Yellow), Some.Position(12, spent)));

    [Fact]
    public void What_was_added_and_taken_away_counts_for_over_execution()
    {
        Assert.Equal("clear", Told.Level(new OverExecution(), Some.Position(Some.Line(original: 12), 15, 8, Some.Added(3, 5))));
        Assert.Equal("red", Told.Level(new OverExecution(), Some.Position(Some.Line(original: 12), 10, 8, Some.Added(-3, 5))));
        // What comes next month does not pay for August.
        Assert.Equal("red", Told.Level(new OverExecution(), Some.Position(Some.Line(original: 12), 15, 8, Some.Added(3, 9))));
    }

    [Fact]
    public void Money_spent_of_no_budget_is_a_matter_of_cannot_judge()
    {
        var position = Some.Position(original: 0, spent: 1);
        Assert.Equal("unknown", Told.Level(new OverExecution(), position));
        Assert.Contains("却已执行10000.00元", new CannotJudge().Judge(position).Message);
    }

    [Fact]
    public void Over_execution_says_by_how_much()
    {
        var finding = new OverExecution().Judge(Some.Position(12, 12.6m));
        Assert.Equal("执行率105.00%，超过100%，比调整后预算数多支出6000.00元", finding.Message);
        Assert.Equal("rate=105.00 over=6000.00 threshold=100.00", Told.Values(finding));
    }
}

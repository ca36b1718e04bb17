using MonitorWorker.Budgets;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;
using Outcome = MonitorWorker.Rules.Outcome;

namespace MonitorWorker.Tests.Rules;

/// <summary>Of a budget of 12 万元 8 are due at the end of August: what is spent is compared with that, on both sides of each limit.</summary>
public class ExecutionLagTests
{
    private static readonly LagLimits _byGap = new() { Gap = new MeasureLimits(20, 10) };
    private static readonly LagLimits _byYuan = new() { Yuan = new MeasureLimits(30_000, 10_000) };

    [Theory]
    [InlineData(8, "clear")]
    [InlineData(6.8, "clear")] // 10 points behind is not more than 10
    [InlineData(6.799999, "yellow")]
    [InlineData(5.6, "yellow")]
    [InlineData(5.599999, "red")]
    [InlineData(-1, "red")]
    public void A_gap_is_breached_above_its_limit(decimal spent, string expected) => Assert.Equal(expected, Judge(_byGap, spent));

    [Theory]
    [InlineData(7, "clear")] // 10,000 behind is not more than 10,000
    [InlineData(6.999999, "yellow")]
    [InlineData(5, "yellow")]
    [InlineData(4.999999, "red")]
    public void Yuan_are_breached_above_their_limit(decimal spent, string expected) => Assert.Equal(expected, Judge(_byYuan, spent));

    [Theory]
    [InlineData(6.4, "clear")]
    [InlineData(6.399999, "yellow")] // pace below 80, gap within its 20 points
    [InlineData(5.6, "yellow")]
    [InlineData(5.599999, "red")] // more than 20 points behind, pace still above 60
    public void Joined_by_either_one_limit_is_enough(decimal spent, string expected) =>
        Assert.Equal(expected, Judge(Some.Pace() with { Gap = new MeasureLimits(20, null) }, spent));

    [Theory]
    [InlineData(12, 4.8, "yellow")] // pace is 60 and not below
    [InlineData(12, 4.799999, "red")]
    [InlineData(1.2, 0, "yellow")] // a small line may stand still: no more than 8,000 yuan are missing
    [InlineData(4.5, 0, "yellow")] // 30,000 missing is not more than 30,000
    [InlineData(4.500003, 0, "red")]
    public void Joined_by_both_all_limits_of_a_level_must_be_breached(decimal original, decimal spent, string expected) =>
        Assert.Equal(expected, Judge(new LagLimits { Pace = new MeasureLimits(60, 80), Yuan = new MeasureLimits(30_000, null), Both = true }, spent, original));

    [Theory]
    [InlineData(4.8, "clear")]
    [InlineData(4.799999, "red")]
    public void A_level_without_limits_is_never_reached(decimal spent, string expected) => Assert.Equal(expected, Judge(Some.Pace(yellow: null), spent));

    [Theory]
    [InlineData(8, "clear")]
    [InlineData(7.999999, "yellow")]
    public void A_limit_of_zero_is_any_bit_behind(decimal spent, string expected)
    {
        Assert.Equal(expected, Judge(new LagLimits { Gap = new MeasureLimits(null, 0) }, spent));
        Assert.Equal(expected, Judge(new LagLimits { Yuan = new MeasureLimits(null, 0) }, spent));
        Assert.Equal(expected, Judge(Some.Pace(null, 100), spent));
    }

    [Fact]
    public void Without_any_limit_no_line_is_behind() => Assert.Equal("clear", Judge(LagLimits.None, 0));

    [Fact]
    public void What_is_not_known_is_not_behind()
    {
        var rule = new ExecutionLag(_byYuan);
        Assert.Equal("unknown", Told.Level(rule, Some.Position(spent: null)));
        Assert.Equal("unknown", Told.Level(rule, Some.Position(original: 0)));
        Assert.Equal("unknown", Told.Level(rule, Some.Position(Some.Line(schedule: ScheduleKind.Plan), 0, 8)));
    }

    [Fact]
    public void Where_nothing_is_due_nothing_is_behind()
    {
        var finding = new ExecutionLag(Some.Pace(100, 100)).Judge(Some.Position(Some.Line(start: 9), 0, 8));
        Assert.Equal((Outcome.Clear, "还没有到应支出的时候"), (finding.Outcome, finding.Message));
        Assert.Equal("measure=pace rate=0.00 scheduled=0.00 pace=null threshold=null", Told.Values(finding));
    }

    [Theory]
    [InlineData(
        5.5, "measure=pace rate=45.83 scheduled=66.67 pace=68.75 threshold=80.00",
        "执行率45.83%，序时进度66.67%，相当于序时进度的68.75%，低于80%，比序时进度低20.83个百分点，超过10个，比按序时应执行少25000.00元，超过10000元")]
    [InlineData(
        6.6, "measure=gap rate=55.00 scheduled=66.67 pace=82.50 threshold=10.00",
        "执行率55.00%，序时进度66.67%，相当于序时进度的82.50%，比序时进度低11.67个百分点，超过10个，比按序时应执行少14000.00元，超过10000元")]
    [InlineData(
        4, "measure=pace rate=33.33 scheduled=66.67 pace=50.00 threshold=60.00",
        "执行率33.33%，序时进度66.67%，相当于序时进度的50.00%，低于60%，比按序时应执行少40000.00元，超过30000元")]
    [InlineData(7, "measure=pace rate=58.33 scheduled=66.67 pace=87.50 threshold=null", "执行率58.33%，序时进度66.67%，相当于序时进度的87.50%")]
    public void The_finding_names_the_limits_that_were_breached_and_no_others(decimal spent, string values, string message)
    {
        var limits = Some.Pace() with { Gap = new MeasureLimits(null, 10), Yuan = new MeasureLimits(30_000, 10_000) };
        var finding = new ExecutionLag(limits).Judge(Some.Position(12, spent));
        Assert.Equal((values, message), (Told.Values(finding), finding.Message));
    }

    [Fact]
    public void The_limits_are_told_in_one_sentence()
    {
        Assert.Equal("执行率÷序时进度×100低于60为红色，低于80为黄色", Some.Pace().Describe());
        Assert.Equal("执行率低于序时进度超过20个百分点为红色，超过10个百分点为黄色", _byGap.Describe());
        Assert.Equal("比按序时应执行少30000元以上为红色，10000元以上为黄色", _byYuan.Describe());
        Assert.Equal(
            "执行率÷序时进度×100低于60且比按序时应执行少30000元以上为红色，执行率÷序时进度×100低于80为黄色",
            (Some.Pace() with { Yuan = new MeasureLimits(30_000, null), Both = true }).Describe());
        Assert.Equal("不判断支出进度", LagLimits.None.Describe());
    }

    [Fact]
    public void A_red_limit_that_is_milder_than_the_yellow_one_is_cleared_by_the_higher_amount()
    {
        // Red asks for pace 90 (7.2), yellow for 30,000 yuan behind (5): 7.2 clears both.
        var limits = new LagLimits { Pace = new MeasureLimits(90, null), Yuan = new MeasureLimits(null, 30_000) };
        var remedy = Remedy.Of(Some.Position(12, 4), limits);
        Assert.Equal((Some.Wan(3.2m), Some.Wan(3.2m)), (remedy.ToClear!.Value, remedy.ToLower!.Value));
    }

    private static string Judge(LagLimits limits, decimal spent, decimal original = 12) => Told.Level(new ExecutionLag(limits), Some.Position(original, spent));
}

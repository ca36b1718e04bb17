using MonitorWorker.Alerts;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Alerts;

public class SilenceTests
{
    private const string Lag = "execution-lag/2024/101/P01/-";

    [Theory]
    [InlineData("P01", null, null, null, null, Level.Red, true)]
    [InlineData("P02", null, null, null, null, Level.Red, false)]
    [InlineData(null, "101", null, null, null, Level.Red, true)]
    [InlineData(null, "102", null, null, null, Level.Red, false)]
    [InlineData(null, null, "execution-lag", null, null, Level.Red, true)]
    [InlineData(null, null, "idle-funds", null, null, Level.Red, false)]
    [InlineData("P01", "101", "execution-lag", null, null, Level.Red, true)]
    [InlineData("P01", "102", "execution-lag", null, null, Level.Red, false)]
    [InlineData("P01", null, null, Level.Yellow, null, Level.Yellow, true)]
    [InlineData("P01", null, null, Level.Yellow, null, Level.Red, false)]
    [InlineData(null, null, null, null, Lag, Level.Red, true)]
    [InlineData(null, null, null, null, "execution-lag/2024/101/P02/-", Level.Red, false)]
    public void What_a_silence_covers(string? project, string? entity, string? rule, Level? level, string? key, Level at, bool covers) =>
        Assert.Equal(covers, Of(SilenceKind.Silence, new SilenceScope(project, entity, rule, level, key)).Covers(Lag, at));

    [Theory]
    [InlineData("statement-mismatch/2024/8/执行率/0123456789ab", null, "P01", false)]
    [InlineData("statement-mismatch/2024/8/执行率/0123456789ab", "statement-mismatch", null, true)]
    [InlineData("target-lag/2024/101/P01/指标:培训人数", null, "P01", true)]
    [InlineData("execution-lag/2024/-/P01/-", null, "P01", true)]
    public void Statements_and_indicators_are_matched_as_well(string key, string? rule, string? project, bool matches) =>
        Assert.Equal(matches, new SilenceScope(project, null, rule, null, null).Matches(key));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void First_and_last_day_are_within(int days, bool holds) =>
        Assert.Equal(holds, Of(SilenceKind.Silence, new SilenceScope("P01", null, null, null, null)).Holds(Some.August31.AddDays(days)));

    [Theory]
    [InlineData(Lag, Level.Yellow, true, false)] // as it was
    [InlineData(Lag, Level.Red, false, true)] // worse
    [InlineData("idle-funds/2024/101/P01/-", Level.Yellow, false, true)] // new
    [InlineData("missing-data/2024/101/P01/-", Level.Grey, false, false)] // told, but nothing got worse
    [InlineData("execution-lag/2024/101/P02/-", Level.Red, false, false)] // another project
    public void A_waiver_covers_what_was_known_and_breaks_when_it_gets_worse(string key, Level level, bool covers, bool breaks)
    {
        var waiver = Of(SilenceKind.Waiver, new SilenceScope("P01", null, null, null, null)) with { Baseline = new Dictionary<string, Level> { [Lag] = Level.Yellow } };
        Assert.Equal((covers, breaks), (waiver.Covers(key, level), waiver.IsBrokenBy(key, level)));
    }

    [Theory]
    [InlineData(Lag, Level.Red, false, false)] // known, and beyond the level: told, but no reason to end
    [InlineData(Lag, Level.Yellow, false, false)] // was never waived
    [InlineData("idle-funds/2024/101/P01/-", Level.Yellow, true, false)]
    [InlineData("idle-funds/2024/101/P01/-", Level.Red, false, true)] // worse
    public void A_waiver_up_to_a_level_does_not_end_by_what_was_beyond_it_already(string key, Level level, bool covers, bool breaks)
    {
        var waiver = Of(SilenceKind.Waiver, new SilenceScope("P01", null, null, Level.Yellow, null)) with
        {
            Baseline = new Dictionary<string, Level> { [Lag] = Level.Red, ["idle-funds/2024/101/P01/-"] = Level.Yellow },
        };
        Assert.Equal((covers, breaks), (waiver.Covers(key, level), waiver.IsBrokenBy(key, level)));
    }

    [Fact]
    public void A_silence_is_never_broken() => Assert.False(Of(SilenceKind.Silence, new SilenceScope("P01", null, null, null, null)).IsBrokenBy(Lag, Level.Red));

    private static Silence Of(SilenceKind kind, SilenceScope scope) => new(1, kind, scope, "股室负责人", "已知", Some.August31, Some.August31.AddDays(30));
}

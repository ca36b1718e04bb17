using FsCheck.Xunit;
using MonitorWorker.Alerts;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Alerts;

public class TellingTests
{
    private static readonly Silence _silence =
        new(1, SilenceKind.Silence, new SilenceScope("P01", null, null, null, null), "股室负责人", "合同已签，11月付款", Some.August31, Some.August31.AddDays(30));

    /// <summary>The whole truth table: what people believe, what is, whether they may be told, whether it was wrong; what they are told.</summary>
    [Theory]
    [InlineData(null, AlertState.Pending, Level.Red, false, false, null)]
    [InlineData(null, AlertState.Firing, Level.Red, false, false, TransitionKind.Opened)]
    [InlineData(null, AlertState.Firing, Level.Red, true, false, null)]
    [InlineData(null, AlertState.Resolved, Level.Green, false, false, null)]
    [InlineData(Level.Green, AlertState.Pending, Level.Yellow, false, false, null)]
    [InlineData(Level.Green, AlertState.Firing, Level.Yellow, false, false, TransitionKind.Opened)]
    [InlineData(Level.Green, AlertState.Firing, Level.Yellow, true, false, null)]
    [InlineData(Level.Green, AlertState.Resolved, Level.Green, false, false, null)]
    [InlineData(Level.Yellow, AlertState.Firing, Level.Yellow, false, false, null)]
    [InlineData(Level.Yellow, AlertState.Firing, Level.Yellow, true, false, null)]
    [InlineData(Level.Yellow, AlertState.Firing, Level.Red, false, false, TransitionKind.Raised)]
    [InlineData(Level.Yellow, AlertState.Firing, Level.Red, true, false, null)]
    [InlineData(Level.Yellow, AlertState.Firing, Level.Red, false, true, TransitionKind.Raised)]
    [InlineData(Level.Red, AlertState.Firing, Level.Yellow, false, false, TransitionKind.Lowered)]
    [InlineData(Level.Red, AlertState.Firing, Level.Yellow, true, false, null)]
    [InlineData(Level.Red, AlertState.Firing, Level.Yellow, false, true, TransitionKind.Corrected)]
    [InlineData(Level.Red, AlertState.Resolved, Level.Green, false, false, TransitionKind.Resolved)]
    [InlineData(Level.Red, AlertState.Resolved, Level.Green, true, false, null)]
    [InlineData(Level.Red, AlertState.Resolved, Level.Green, false, true, TransitionKind.Corrected)]
    [InlineData(Level.Red, AlertState.Resolved, Level.Green, true, true, null)]
    [InlineData(Level.Red, AlertState.Pending, Level.Red, false, false, null)]
    public void Every_row_of_the_truth_table(Level? told, AlertState state, Level level, bool muted, bool wasWrong, TransitionKind? expected)
    {
        var telling = Telling.Decide(told, state, level, muted ? _silence : null, wasWrong);
        Assert.Equal(expected, telling.News);
        Assert.NotEmpty(telling.Reason);
    }

    [Theory]
    [InlineData(null, Level.Red)]
    [InlineData(Level.Yellow, Level.Red)]
    [InlineData(Level.Red, Level.Yellow)]
    public void What_is_better_by_now_waits_and_the_old_level_is_not_told_meanwhile(Level? told, Level level) =>
        Assert.Null(Telling.Decide(told, AlertState.Firing, level, null, false, isBetterByNow: true).News);

    [Fact]
    public void Who_is_told_nothing_because_of_a_silence_can_read_whose_it_is() =>
        Assert.Equal("silenced by 股室负责人 until 2024-09-30: 合同已签，11月付款", Telling.Decide(null, AlertState.Firing, Level.Red, _silence, false).Reason);

    /// <summary>However alerts and silences go on, what is told adds up to what is, once nothing is silenced any more.</summary>
    [Property]
    public bool In_the_end_people_believe_what_is(byte[] days)
    {
        Level? believed = null;
        var now = AlertState.Resolved;
        var level = Level.Green;
        foreach (var day in days.Append((byte)0))
        {
            if (day > 0) (now, level) = (day % 3) switch { 0 => (AlertState.Resolved, Level.Green), 1 => (AlertState.Firing, Level.Yellow), _ => (AlertState.Firing, Level.Red) };
            var telling = Telling.Decide(believed, now, level, day % 2 == 1 ? _silence : null, day % 5 == 0);
            if (telling.News is null) continue;
            if (day % 2 == 1) return false;
            believed = now == AlertState.Firing ? level : Level.Green;
        }

        return now == AlertState.Firing ? believed == level : believed is null or Level.Green;
    }
}

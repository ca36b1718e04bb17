using MonitorWorker.Hosting.Watching;

namespace MonitorWorker.Tests.Hosting.Watching;

/// <summary>What a watcher makes of what it sees, look by look.</summary>
public class WatchedServiceTests
{
    private static readonly WatchPatience _patience = new(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(60));

    /// <summary>
    /// Each letter is a look, five minutes after the one before: w a new sign, i a new sign with a trouble, s the same sign again, n nothing, d a day without a look and then the same sign.
    /// What is told: S silent, R reminder, B back, b back with troubles, T trouble, O over.
    /// </summary>
    [Theory]
    [InlineData("wwwwwwww", "........")]
    [InlineData("wsss", "...S")]
    [InlineData("wnnn", "...S")]
    [InlineData("nnnn", "...S")]
    [InlineData("wssw", "....")]
    [InlineData("wsswssw", ".......")]
    [InlineData("wssssssw", "...S...B")]
    [InlineData("wsssnnsnw", "...S....B")]
    [InlineData("wsssdsdsw", "...SR.R.B")]
    [InlineData("wsssiw", "...SbO")]
    [InlineData("wsssii", "...Sb.")]
    [InlineData("iiiiiiiiiiiii", "............T")]
    [InlineData("iiiiiiiiiiiiiiiw", "............T..O")]
    [InlineData("iiiiiiwiiiiiiiiiiiii", "...................T")]
    [InlineData("iiiiiiiiiiiiinw", "............T.O")]
    [InlineData("iiiiiiiiiiiiinnnw", "............T..SB")]
    public void Each_change_is_told_once(string looks, string told)
    {
        var (now, state, stamp, heard) = (Some.Noon, new WatchedService("here"), 0, "");
        foreach (var look in looks)
        {
            now += look == 'd' ? TimeSpan.FromDays(1) : TimeSpan.FromMinutes(5);
            if (look is 'w' or 'i') stamp++;
            var (after, news) = state.Next(
                look == 'n' ? new Look.Nothing("连不上") : new Look.Sign($"{stamp}", now, look == 'i' ? ["磁盘 /：空间不足"] : []), now, TimeSpan.Zero, _patience, time => time);
            heard += news?.Note switch
            {
                null => '.',
                { Subject: "预算监控服务没有响应" } => 'S',
                { Subject: "预算监控服务仍没有响应" } => 'R',
                { Subject: "预算监控服务已恢复响应", Items.Count: 1 } => 'B',
                { Subject: "预算监控服务已恢复响应" } => 'b',
                { Subject: "预算监控服务有问题没有解决" } => 'T',
                { Subject: "预算监控服务的问题已解决" } => 'O',
                var other => other.Subject,
            };
            state = after;
        }

        Assert.Equal(told, heard);
    }

    [Fact]
    public void The_first_look_believes_the_time_in_the_file_later_ones_only_that_it_changes()
    {
        var old = new Look.Sign("a", Some.Noon.AddHours(-1), []);
        Assert.Equal("预算监控服务没有响应", Next(new WatchedService("here"), old, Some.Noon).News?.Note.Subject);
        // A machine whose clock is an hour behind is alive as long as it writes.
        var state = Next(new WatchedService("here"), new Look.Sign("a", Some.Noon, []), Some.Noon).After;
        Assert.Null(Next(state, new Look.Sign("b", Some.Noon.AddHours(-1), []), Some.Noon.AddMinutes(20)).News);
        // And one that is ahead is not alive for longer.
        state = Next(new WatchedService("here"), new Look.Sign("a", Some.Noon.AddHours(5), []), Some.Noon).After;
        Assert.NotNull(Next(state, new Look.Sign("a", Some.Noon.AddHours(5), []), Some.Noon.AddMinutes(15)).News);
    }

    [Fact]
    public void The_sleep_of_the_watcher_is_nobodys_silence()
    {
        var state = new WatchedService("here") { LastSign = Some.Noon, Stamp = "a", IllSince = Some.Noon };
        var same = new Look.Sign("a", Some.Noon, ["磁盘 /：空间不足"]);
        var (after, news) = state.Next(same, Some.Noon.AddHours(8), TimeSpan.FromHours(8) - TimeSpan.FromMinutes(5), _patience, time => time);
        Assert.Null(news);
        Assert.Equal((Some.Noon.AddHours(8).AddMinutes(-5), Some.Noon.AddHours(8).AddMinutes(-5)), (after.LastSign, after.IllSince));
        Assert.NotNull(Next(after, same, Some.Noon.AddHours(8).AddMinutes(10)).News);
    }

    [Fact]
    public void A_mail_says_what_was_seen_and_what_to_do()
    {
        var stopped = new Look.Sign("a", Some.Noon.AddHours(-1), []) { StoppedAt = Some.Noon.AddHours(-1) };
        var note = Next(new WatchedService("/share/health.json"), stopped, Some.Noon).News!.Note;
        Assert.Equal("监视发现：2024-09-02 11:00以来，没有看到服务运行的迹象。这段时间里不检查、不发预警。", note.Lead);
        Assert.Equal(["监视的是：/share/health.json", "服务已于2024-09-02 11:00停止", "服务恢复时另发一封；一直没有响应，每天提醒一次"], note.Items);
        Assert.StartsWith("到服务所在的计算机上", note.Ask, StringComparison.Ordinal);
    }

    private static (WatchedService After, WatchNews? News) Next(WatchedService state, Look look, DateTimeOffset now) =>
        state.Next(look, now, TimeSpan.Zero, _patience, time => TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
}

using MimeKit;
using MonitorWorker.Jobs;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;
using MonitorWorker.Tests.Hosting.Watching;

namespace MonitorWorker.Tests.Jobs;

/// <summary>The mail that stays away when the service does.</summary>
public sealed class HeartbeatJobTests : IAsyncLifetime
{
    private static readonly DateTimeOffset _monday = new(2024, 9, 2, 9, 0, 0, TimeSpan.FromHours(8));
    private WatchedOffice _watched = null!;

    private TestOffice Office => _watched.Office;

    public async ValueTask InitializeAsync()
    {
        _watched = await WatchedOffice.OpenAsync();
        Office.State = new MonitorWorker.Hosting.Watching.ServiceState(_watched.Reader, Office.Settings, Office.Clock);
    }

    public ValueTask DisposeAsync() => _watched.DisposeAsync();

    [Fact]
    public async Task It_says_that_all_is_well_with_the_numbers_of_the_office()
    {
        await WorkAsync();
        var mail = await BeatAsync("morning", _monday);
        Assert.Equal("【运行通知】一切正常：2024-08-26以来检查1次，数据截至2024-08", mail.Subject);
        // Without the foot, which all mails have.
        Golden.Matches("Jobs/Golden/heartbeat.txt", string.Join("\n\n", mail.TextBody!.ReplaceLineEndings("\n").Split("\n\n")[..2]) + "\n");
    }

    [Fact]
    public async Task It_counts_from_the_one_before_and_the_same_one_is_told_once()
    {
        await WorkAsync();
        var memory = new ScheduleStore(Office.Store);
        var claim = await memory.ClaimAsync("weekly", Some.Noon.AddMinutes(1), "running", Some.Noon.AddMinutes(1), default);
        await memory.FinishAsync(claim!.Value, "done", null, Some.Noon.AddMinutes(2), default);
        Office.Clock.Advance(TimeSpan.FromDays(7));
        var mail = await BeatAsync("weekly", _monday.AddDays(7));
        // Nothing was checked since: that is no good news.
        Assert.Equal("【运行通知】有1个问题：2024-09-02以来检查0次，数据截至2024-08", mail.Subject);
        Assert.Contains("问题：2024-09-02 12:01以来没有做过检查", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("发出邮件0封", mail.TextBody, StringComparison.Ordinal);
        await Office.Heartbeat.RunAsync(ScheduleRunner.RunIdOf("weekly", _monday.AddDays(7)), default);
        Assert.Single(await Office.Outbox.ListAsync(default), told => told.Kind == "note");
    }

    [Fact]
    public async Task What_is_wrong_stands_in_subject_and_list()
    {
        await WorkAsync();
        await Office.Watch.FailsAsync("source", "ledger", new Trouble("读不到", "看看"), default);
        Office.Board.Post(new PostedTrouble("heartbeat", "hc.example.com", Some.Noon, "心跳地址连不上：it answered 404"));
        var mail = await BeatAsync("morning", _monday);
        Assert.StartsWith("【运行通知】有2个问题：", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("问题：心跳地址 hc.example.com：心跳地址连不上：it answered 404（2024-09-02 12:00起）", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("问题：数据源 ledger：读不到（2024-09-02 12:00起）", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("请处理：逐项处理", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_office_is_told_that_nothing_has_been_done_yet()
    {
        var mail = await BeatAsync("morning", _monday);
        Assert.Equal("【运行通知】有1个问题：2024-08-26以来检查0次，数据截至没有", mail.Subject);
        Assert.Contains("数据：还没有检查过", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entities_that_are_furthest_behind_stand_first_and_those_without_data_before_all()
    {
        Drop("预算.csv", ["预算年度,项目编码,项目名称,支出类别,年初预算数（万元）,单位编码,单位名称,责任股室,资金来源", .. Enumerable.Range(1, 13).Select(number => $"2024,P{number:00},项目{number},项目支出,2,{100 + number},单位{number},办公室,一般公共预算")]);
        Office.DropExecution("2024-07", ("P01", 0.6m), ("P02", 0.6m), ("P03", 0.6m));
        Drop("执行8.csv", ["项目编码,截止月份,累计执行数（万元）", "P02,2024-08,1", .. Enumerable.Range(4, 9).Select(number => $"P{number:00},2024-08,1")]);
        await Office.Monitor.RunAsync(Some.August31, lookOnly: false, default);
        var data = await new WatchStore(Office.Store).DataAsync(Some.August31, default);
        Assert.Equal(["113 ", "101 2024-07", "103 2024-07", "102 2024-08", "104 2024-08"], data.Take(5).Select(entity => $"{entity.Code} {entity.Month}"));
        // By the end of July nobody had reported August.
        Assert.Equal(["101 2024-07", "102 2024-07", "103 2024-07"], (await new WatchStore(Office.Store).DataAsync(new DateOnly(2024, 8, 30), default)).Where(entity => entity.Month is not null).Select(entity => $"{entity.Code} {entity.Month}"));
        var text = (await BeatAsync("morning", _monday)).TextBody;
        Assert.Contains("数据：单位13未报送执行数", text, StringComparison.Ordinal);
        Assert.Contains("数据：其余3个单位报送得更近", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backups_that_are_missing_or_old_are_a_problem()
    {
        await WorkAsync();
        var folder = Path.Combine(Office.Folder, "backups");
        Office.Settings = Office.Settings with { Retention = Office.Settings.Retention with { BackupFolder = folder } };
        Office.State = new MonitorWorker.Hosting.Watching.ServiceState(_watched.Reader, Office.Settings, Office.Clock);
        Assert.Contains("里没有备份", (await BeatAsync("a", _monday)).TextBody, StringComparison.Ordinal);
        Directory.CreateDirectory(folder);
        var copy = Path.Combine(folder, "monitor-2024-08-20.db");
        await File.WriteAllTextAsync(copy, "x");
        File.SetLastWriteTimeUtc(copy, new DateTime(2024, 8, 20, 15, 0, 0, DateTimeKind.Utc));
        Assert.Contains("最近一份备份还是2024-08-20 23:00做的", (await BeatAsync("b", _monday)).TextBody, StringComparison.Ordinal);
        File.SetLastWriteTimeUtc(copy, new DateTime(2024, 9, 1, 15, 0, 0, DateTimeKind.Utc));
        var well = await BeatAsync("c", _monday);
        Assert.Contains("备份：1份，最近一份做于2024-09-01 23:00", well.TextBody, StringComparison.Ordinal);
        Assert.Contains("一切正常", well.Subject, StringComparison.Ordinal);
    }

    private async Task WorkAsync()
    {
        Office.DropBudget();
        Office.DropContacts();
        Office.DropExecution("2024-08", ("P01", 0.6m), ("P02", 130.71m));
        await Office.Monitor.RunAsync(Some.August31, lookOnly: false, default);
        await Office.Compose.RunAsync(default);
        await Office.Deliver.RunAsync(Office.Clock.GetUtcNow().AddMinutes(10), Office.Clock.GetUtcNow().AddMinutes(15), default);
    }

    private void Drop(string name, string[] lines) => Office.Drop(name, string.Join('\n', lines));

    /// <summary>The mail to the administrator.</summary>
    private async Task<MimeMessage> BeatAsync(string schedule, DateTimeOffset due)
    {
        var before = (await Office.Outbox.ListAsync(default)).Count;
        await Office.Heartbeat.RunAsync(ScheduleRunner.RunIdOf(schedule, due), default);
        var told = Assert.Single((await Office.Outbox.ListAsync(default)).Skip(before));
        Assert.Equal("admin@example.com", told.To);
        await Office.Deliver.RunAsync(Office.Clock.GetUtcNow().AddMinutes(10), Office.Clock.GetUtcNow().AddMinutes(15), default);
        using var bytes = new MemoryStream(Office.Sent[^1].Mime);
        return await MimeMessage.LoadAsync(bytes);
    }
}

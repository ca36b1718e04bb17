using System.Text.Json;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>Files dropped into an empty inbox, and what is told of them.</summary>
public class InboxTests
{
    [Fact]
    public async Task A_change_is_told_once_and_no_change_is_silent()
    {
        using var work = SmallOffice.WithAugust();
        var first = Notice(await work.CheckAsync());
        Assert.Equal(("office@example.com", "first-notice", $"{SmallOffice.LagKey} {SmallOffice.ShortfallKey}"), first);
        Assert.Single(work.Mails());
        Assert.Empty(WorkFolder.Files(work.Inbox));
        Assert.Equal(4, WorkFolder.Files(work.Archive, ".csv").Count);

        Assert.Empty(Notices(await work.CheckAsync()));
        Assert.Single(work.Mails());

        work.DropExecution("2024-09", "0.6", "147");
        Assert.Equal("raised", Notice(await work.CheckAsync("2024-09-30")).Reason);
        Assert.Equal(2, work.Mails().Count);

        work.DropExecution("2024-10", "1.7", "163");
        Assert.Equal("resolved", Notice(await work.CheckAsync("2024-10-31")).Reason);
        Assert.Empty(Notices(await work.CheckAsync("2024-10-31")));
        Assert.Equal(["warning", "warning", "resolved"], (await work.OutboxAsync()).Select(mail => mail.Kind));
        Assert.Equal(6, WorkFolder.Files(work.Archive, ".csv").Count);
    }

    [Fact]
    public async Task The_adjustment_counts_from_its_month()
    {
        using var work = SmallOffice.WithAugust();
        var position = (await work.CheckAsync()).Expect(0).Json.GetProperty("positions")[1];
        Assert.Equal("1952400.00 10000.00 1962400.00", string.Join(' ', new[] { "original", "adjusted", "revised" }.Select(name => position.GetProperty(name).GetString())));
        // (1952400 × 8/12 + 10000 × 4/8) ÷ 1962400
        Assert.Equal("66.58", position.GetProperty("scheduled").GetString());
    }

    [Fact]
    public async Task A_refused_row_is_named_exactly_and_keeps_no_other_from_being_read()
    {
        using var work = SmallOffice.WithAugust();
        work.DropExecution("2024-08", "0.6", "很多");
        var ended = (await work.CheckAsync()).Expect(3);
        var problem = Assert.Single(ended.Json.GetProperty("problems").EnumerateArray());
        Assert.Equal("file sheet row column value reason expected", string.Join(' ', problem.EnumerateObject().Select(field => field.Name)));
        Assert.Equal("执行2024-08.csv", problem.GetProperty("file").GetString());
        Assert.Equal((3, "累计执行数", "很多"), (problem.GetProperty("row").GetInt32(), problem.GetProperty("column").GetString()![..5], problem.GetProperty("value").GetString()));
        Assert.NotEmpty(problem.GetProperty("reason").GetString()!);
        Assert.NotEmpty(problem.GetProperty("expected").GetString()!);
        Assert.Equal(
            ["execution-lag red", "forecast-shortfall red"],
            ended.Json.GetProperty("findings").EnumerateArray()
                .Where(finding => finding.GetProperty("project").GetString() == "P01")
                .Select(finding => $"{finding.GetProperty("rule")} {finding.GetProperty("level")}"));
        Assert.Equal(1, work.Count("SELECT COUNT(*) FROM RowProblems"));
    }

    [Fact]
    public async Task The_same_content_under_another_name_changes_nothing()
    {
        using var work = SmallOffice.WithAugust();
        await work.CheckAsync();
        var facts = work.Count("SELECT COUNT(*) FROM Executions");
        File.Copy(WorkFolder.Files(work.Archive).First(file => Path.GetFileName(file).StartsWith("执行", StringComparison.Ordinal)), Path.Combine(work.Inbox, "改了名.csv"));
        Assert.Empty(Notices((await work.CheckAsync()).Expect(0)));
        Assert.Equal(facts, work.Count("SELECT COUNT(*) FROM Executions"));
        Assert.Empty(WorkFolder.Files(work.Inbox));
        Assert.Single(work.Mails());
    }

    [Fact]
    public async Task The_import_verb_says_of_each_table_what_became_of_it()
    {
        using var work = SmallOffice.WithAugust();
        work.Drop("表.csv", "项目编码,截止月份,累计执行数（万元）", "P01,2024-08,1", "P02,2024-13,1");
        var json = (await work.RunAsync("import", Path.Combine(work.Inbox, "表.csv"), "--output", "json")).Expect(3).Json;
        var file = Assert.Single(json.GetProperty("files").EnumerateArray());
        var table = Assert.Single(file.GetProperty("tables").EnumerateArray());
        Assert.Equal(("执行", 2, 1, 1), (table.GetProperty("table").GetString(), Number("rows"), Number("accepted"), Number("refused")));
        Assert.Equal(3, Assert.Single(file.GetProperty("problems").EnumerateArray()).GetProperty("row").GetInt32());

        int Number(string name) => table.GetProperty(name).GetInt32();
    }

    private static JsonElement.ArrayEnumerator Notices(Ended ended) => ended.Json.GetProperty("notices").EnumerateArray();

    private static (string To, string Reason, string Keys) Notice(Ended ended)
    {
        var notice = Assert.Single(Notices(ended.Expect(0)));
        return (notice.GetProperty("to").GetString()!, notice.GetProperty("reason").GetString()!, string.Join(' ', notice.GetProperty("alerts").EnumerateArray()));
    }
}

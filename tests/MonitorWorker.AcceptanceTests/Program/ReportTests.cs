using System.Text.Json;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>Reports asked of the built program: files alone, and no other trace.</summary>
public class ReportTests
{
    private const string Document = "2024年度部门事中绩效监控报告（1-8月）.docx";

    [Fact]
    public async Task A_report_of_a_fresh_checkout_reads_what_waits_and_leaves_its_files_alone()
    {
        using var work = WorkFolder.Sample();
        var before = work.Fingerprint();
        var ended = await work.RunAsync("report", "in-year", "--out", "made", "--output", "json");
        var json = ended.Json;
        Assert.Equal(("in-year", "2024-08-31", work.In("made")), (json.GetProperty("report").GetString(), json.GetProperty("asOf").GetString(), json.GetProperty("out").GetString()));
        var entity = Assert.Single(json.GetProperty("entities").EnumerateArray());
        Assert.Equal("101", entity.GetProperty("entity").GetString());
        Assert.Equal(3, Files(json).Count + Failed(json).Count);

        // The exit code says what became of the files, and the folder holds just those.
        ended.Expect((Files(json).Count, Failed(json).Count) switch { (0, _) => 1, (_, 0) => 0, _ => 3 });
        Assert.Equal(Files(json).Order(StringComparer.Ordinal), WorkFolder.Files(work.In("made")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        Assert.Contains("内存峰值", ended.Errors);
        if (Directory.Exists(work.In("made"))) Directory.Delete(work.In("made"), recursive: true);
        Assert.Equal(before, work.Fingerprint());
        Assert.False(Directory.Exists(work.In("data")));
    }

    [Fact]
    public async Task A_file_that_is_there_stays_unless_forced()
    {
        using var work = WorkFolder.Sample();
        Directory.CreateDirectory(work.In("made"));
        await File.WriteAllTextAsync(work.In($"made/{Document}"), "mine", TestContext.Current.CancellationToken);
        var refused = (await work.RunAsync("report", "in-year", "--out", "made")).Expect(2);
        Assert.Contains("已有1个同名文件", refused.Errors);
        Assert.Contains("--force", refused.Errors);
        Assert.Equal("mine", await File.ReadAllTextAsync(work.In($"made/{Document}"), TestContext.Current.CancellationToken));
        Assert.Single(WorkFolder.Files(work.In("made")));

        var forced = await work.RunAsync("report", "in-year", "--out", "made", "--force", "--output", "json");
        Assert.Equal(Files(forced.Json).Contains(Document), await File.ReadAllTextAsync(work.In($"made/{Document}"), TestContext.Current.CancellationToken) != "mine");
    }

    [Fact]
    public async Task Reports_and_entities_that_are_not_there_are_told_with_those_that_are()
    {
        using var work = WorkFolder.Sample();
        var unknown = (await work.RunAsync("report", "inyear")).Expect(2);
        Assert.Contains("没有报告“inyear”。现有：in-year、form、management；是否指in-year？", unknown.Errors);
        var entity = (await work.RunAsync("report", "in-year", "--entity", "101", "--entity", "999")).Expect(2);
        Assert.Contains("没有单位编码999。现有：101 示例县经济信息科", entity.Errors);
        Assert.Contains("不能用 --entity", (await work.RunAsync("report", "management", "--entity", "101")).Expect(2).Errors);
        (await work.RunAsync("report", "in-year", "--at", "August")).Expect(2);
        Assert.False(Directory.Exists(work.In("out")));
    }

    [Fact]
    public async Task Without_a_name_reports_are_listed_with_their_files_and_readers()
    {
        using var work = WorkFolder.Sample();
        work.Schedule("""{ "name": "monthly", "job": "report", "report": "form", "cron": "0 9 5 * *" }""");
        var before = work.Fingerprint();
        var listed = (await work.RunAsync("report", "--output", "json")).Expect(0).Json.GetProperty("reports").EnumerateArray().ToDictionary(report => report.GetProperty("name").GetString()!);
        Assert.Equal(["in-year", "form", "management"], listed.Keys);
        Assert.Equal("form.xlsx", listed["form"].GetProperty("files")[0].GetProperty("template").GetString());
        Assert.Equal("data", listed["in-year"].GetProperty("files")[2].GetProperty("template").GetString());
        Assert.Equal(JsonValueKind.Null, listed["in-year"].GetProperty("next").ValueKind);
        Assert.Equal((5, 9), (listed["form"].GetProperty("next").GetDateTimeOffset().Day, listed["form"].GetProperty("next").GetDateTimeOffset().Hour));
        var table = (await work.RunAsync("report")).Expect(0).Output;
        Assert.Contains("预算绩效监控管理报告", table);
        Assert.Contains("没有排定", table);
        Assert.Equal(before, work.Fingerprint());
    }

    [Fact]
    public async Task A_report_of_ones_own_is_configuration_and_its_missing_template_is_named()
    {
        using var work = WorkFolder.Sample();
        work.Edit("config/monitor.json", "\"locale\": \"zh-CN\",", """
            "locale": "zh-CN",
            "reports": [{ "name": "own", "title": "本局通报", "files": [{ "query": "office", "template": "no-such.md", "title": "通报" }], "to": ["主要领导"] }],
            """);
        var ended = (await work.RunAsync("report", "own", "--out", "made", "--output", "json")).Expect(1);
        Assert.Empty(Files(ended.Json));
        Assert.Equal("2024年度通报（1-8月）.docx", Assert.Single(Failed(ended.Json)));
        Assert.Contains("no-such.md", (await work.RunAsync("report", "own", "--out", "made")).Expect(1).Errors);
        Assert.Empty(WorkFolder.Files(work.In("made")));
        var config = (await work.RunAsync("check-config")).Expect(2);
        Assert.Contains("reports[0].files[0].template = \"no-such.md\": there is no such template", config.Errors);
        Assert.Contains("no-such.md", (await work.RunAsync("render", "no-such.md")).Expect(2).Errors);
    }

    [Fact]
    public async Task Without_data_there_is_no_report()
    {
        using var work = WorkFolder.Empty();
        Assert.Contains("没有预算数据", (await work.RunAsync("report", "in-year", "--out", "made")).Expect(1).Errors);
        Assert.False(Directory.Exists(work.In("made")));
        Assert.False(Directory.Exists(work.In("store")));
    }

    private static List<string> Files(JsonElement json) =>
        [.. json.GetProperty("entities").EnumerateArray().SelectMany(entity => entity.GetProperty("files").EnumerateArray()).Select(file => file.GetProperty("file").GetString()!)];

    private static List<string> Failed(JsonElement json) =>
        [.. json.GetProperty("entities").EnumerateArray().SelectMany(entity => entity.GetProperty("failed").EnumerateArray()).Select(file => file.GetProperty("file").GetString()!)];
}

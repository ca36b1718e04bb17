using System.Text.RegularExpressions;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary><c>check --output json</c> on the sample office, as scripts rely on it.</summary>
public partial class JsonTests
{
    [Fact]
    public async Task The_sample_office_is_the_kept_json_and_nothing_else_stands_on_standard_output()
    {
        using var work = WorkFolder.Sample();
        var ended = (await work.RunAsync("check", "--output", "json")).Expect(0);
        GoldenFile.Matches("sample-check.json", WithoutRun(ended.Output));
        Assert.Empty(ended.Errors);

        var json = ended.Json;
        Assert.Equal("asOf fiscalYear ruleSet run positions findings notices problems rollups", Names(json));
        Assert.Equal(
            "project name entity section period category fund original adjusted revised executed rate schedule scheduled gap pace "
            + "straightLineOutturn statedOutturn catchUp toClear toLower requiredPerMonth light attainment goalLight "
            + "next forecasts timesFaster ruleSet indicators",
            Names(json.GetProperty("positions")[0]));
        Assert.Equal("rule level key project message values exception source", Names(json.GetProperty("findings")[0]));
        Assert.Equal("measure rate scheduled pace threshold", Names(json.GetProperty("findings")[0].GetProperty("values")));
        Assert.Equal("file sheet row", Names(json.GetProperty("findings")[0].GetProperty("source")));
        Assert.Equal("to reason alerts", Names(json.GetProperty("notices")[0]));
    }

    [Fact]
    public async Task The_machines_language_changes_no_byte()
    {
        foreach (var language in new[] { "fr_FR.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "zh_CN.UTF-8" })
        {
            using var work = WorkFolder.Sample();
            work.Environment["LANG"] = language;
            work.Environment["LC_ALL"] = language;
            GoldenFile.Matches("sample-check.json", WithoutRun((await work.RunAsync("check", "--output", "json")).Expect(0).Output));
            Assert.Equal(4, WorkFolder.Files(work.In("out/mail"), ".eml").Count);
        }
    }

    [Fact]
    public async Task The_outbox_list_has_the_names_of_the_contract()
    {
        using var work = WorkFolder.Sample();
        (await work.RunAsync("check")).Expect(0);
        var list = (await work.RunAsync("outbox", "list", "--output", "json")).Expect(0).Json;
        Assert.Equal("id to subject kind state attempts nextAttempt lastError messageId alerts", Names(list[0]));
        Assert.Equal("sent", list[0].GetProperty("state").GetString());
    }

    private static string Names(System.Text.Json.JsonElement json) => string.Join(' ', json.EnumerateObject().Select(property => property.Name));

    private static string WithoutRun(string json) => Run().Replace(json, "\"run\": \"(run)\"", 1);

    [GeneratedRegex("\"run\": \"[0-9a-f]{32}\"")]
    private static partial Regex Run();
}

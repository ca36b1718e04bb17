namespace MonitorWorker.AcceptanceTests.Program;

/// <summary><c>test rules</c> as a person or a script calls it.</summary>
public class TestRulesTests
{
    private const string Lag = "config/scenarios/execution-lag.csv";

    [Fact]
    public async Task The_shipped_scenarios_hold_and_leave_no_trace()
    {
        using var work = WorkFolder.Sample();
        var before = work.Fingerprint();
        var ended = (await work.RunAsync("test", "rules", "config/scenarios")).Expect(0);
        Assert.DoesNotContain("✗", ended.Output);
        Assert.Contains("不符0个", ended.Output);
        Assert.Equal(before, work.Fingerprint());
    }

    [Fact]
    public async Task A_wrong_expectation_is_1_with_file_row_day_project_and_arithmetic()
    {
        using var work = WorkFolder.Sample();
        work.Edit(Lag, "2024-08-31,L2,黄,", "2024-08-31,L2,绿,");
        var row = Array.FindIndex(File.ReadAllLines(work.In(Lag)), line => line.StartsWith("2024-08-31,L2,", StringComparison.Ordinal)) + 1;
        var ended = (await work.RunAsync("test", "rules", Lag)).Expect(1);
        foreach (var part in new[] { "✗ ", "✓ ", $"{Lag} 第{row}行，2024-08-31，L2，灯", "应为：绿", "实为：黄", "进度比60.00" }) Assert.Contains(part, ended.Output);

        var json = (await work.RunAsync("test", "rules", Lag, "--output", "json")).Expect(1).Json;
        Assert.Equal((1, 1), (json.GetProperty("passed").GetInt32(), json.GetProperty("failed").GetInt32()));
        var difference = json.GetProperty("files")[0].GetProperty("scenarios")[0].GetProperty("difference");
        Assert.Equal((row, "L2", "绿", "黄"), (difference.GetProperty("row").GetInt32(), difference.GetProperty("project").GetString(), difference.GetProperty("expected").GetString(), difference.GetProperty("actual").GetString()));
    }

    [Fact]
    public async Task A_threshold_that_moved_is_noticed()
    {
        using var work = WorkFolder.Sample();
        work.Edit("config/rules/default.json", "\"red\": 60, \"yellow\": 80 } }", "\"red\": 60.01, \"yellow\": 80 } }");
        (await work.RunAsync("test", "rules", Lag)).Expect(1);
    }

    [Theory]
    [InlineData("test", "rules", "nowhere.csv")]
    [InlineData("test", "rules", "config/sample")]
    [InlineData("test", "rules", "config/rules")]
    [InlineData("test", "rules", Lag, "--rule-set", "nowhere")]
    [InlineData("test", "rules")]
    [InlineData("test")]
    public async Task What_holds_no_scenario_is_2_with_words(params string[] arguments)
    {
        using var work = WorkFolder.Sample();
        var ended = (await work.RunAsync(arguments)).Expect(2);
        Assert.NotEmpty(ended.Errors);
        Assert.Empty(ended.Output);
    }

    [Fact]
    public async Task Another_rule_set_judges_all_scenarios()
    {
        using var work = WorkFolder.Sample();
        (await work.RunAsync("test", "rules", Lag, "--rule-set", "default")).Expect(0);
        (await work.RunAsync("test", "rules", Lag, "--rule-set", "behind-schedule")).Expect(1);
    }
}

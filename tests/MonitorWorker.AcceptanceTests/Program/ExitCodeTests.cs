using System.Text.RegularExpressions;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>What scripts learn from the exit code, and people from the words beside it.</summary>
public class ExitCodeTests
{
    [Theory]
    [InlineData("frobnicate")]
    [InlineData("check", "--frobnicate")]
    [InlineData("check", "--at", "31.8.2024")]
    [InlineData("check", "--output", "xml")]
    [InlineData("import", "nowhere/nothing.csv")]
    [InlineData("mail", "test", "--to", "nobody")]
    [InlineData("check-config", "--config", "nowhere")]
    public async Task Bad_usage_is_2_with_words(params string[] arguments)
    {
        using var work = WorkFolder.Sample();
        var ended = (await work.RunAsync(arguments)).Expect(2);
        Assert.NotEmpty(ended.Errors);
        Assert.Empty(ended.Output);
        Assert.False(Directory.Exists(work.In("data")));
    }

    [Fact]
    public async Task A_broken_config_is_2_with_every_problem_by_file_and_line()
    {
        using var work = WorkFolder.Sample();
        work.Edit("config/monitor.json", "\"Asia/Shanghai\"", "\"Mars/Olympus\"");
        work.Edit("config/monitor.json", "\"officeName\"", "\"officename\"");
        work.Edit("config/monitor.json", "\"skip\"\n  },", "\"jump\"\n  },");
        work.Edit("config/monitor.json", "\"30 8 * * MON-FRI\"", "\"61 8 * * MON-FRI\"");
        work.Edit("config/monitor.json", "\"job\": \"digest\"", "\"job\": \"gossip\"");
        work.Edit("config/monitor.json", "\"monitor@example.com\",", "\"monitor at example.com\",");
        var lines = File.ReadAllLines(work.ConfigFile);
        var ended = (await work.RunAsync("check-config")).Expect(2);
        foreach (var wrong in new[] { "Mars/Olympus", "officename", "jump", "61 8 * *", "gossip", "monitor at example.com" })
        {
            var line = Array.FindIndex(lines, text => text.Contains(wrong, StringComparison.Ordinal)) + 1;
            Assert.Contains(ended.Errors.Split('\n'), told => Regex.IsMatch(told, $@"^monitor\.json:{line}\b") && told.Contains(wrong));
        }

        var started = (await work.RunAsync("run")).Expect(2);
        Assert.Equal(ended.Errors, started.Errors);
        Assert.False(Directory.Exists(work.In("data")));
    }

    [Fact]
    public async Task A_file_that_is_no_json_and_a_misspelt_threshold_are_2()
    {
        using var work = WorkFolder.Sample();
        work.Edit("config/rules/default.json", "\"yellow\"", "\"yelow\"");
        var rules = (await work.RunAsync("check")).Expect(2);
        Assert.Matches("default\\.json:\\d+.*yelow", rules.Errors);
        work.Edit("config/monitor.json", "\"asOf\":", "\"asOf\" ");
        Assert.Matches("monitor\\.json:\\d+", (await work.RunAsync("check")).Expect(2).Errors);
    }

    [Fact]
    public async Task The_shipped_config_is_good_and_the_version_is_told()
    {
        using var work = WorkFolder.Sample();
        Assert.Contains("good", (await work.RunAsync("check-config")).Expect(0).Output);
        Assert.Matches("^MonitorWorker \\d+\\.\\d+", (await work.RunAsync("version")).Expect(0).Output);
    }

    [Fact]
    public async Task Explain_shows_the_arithmetic_and_the_row_and_knows_no_project_that_is_not_there()
    {
        using var work = WorkFolder.Sample();
        (await work.RunAsync("check")).Expect(0);
        var output = (await work.RunAsync("explain", "P01")).Expect(0).Output;
        foreach (var figure in new[] { "30.00%", "66.67%", "45.00", "-36.67", "7333.34", "4666.67", "2000.00", "第3行" }) Assert.Contains(figure, output);
        Assert.Contains(Path.GetFileName(WorkFolder.Files(work.In("config/sample"), ".xlsx").Single()), output);

        var unknown = (await work.RunAsync("explain", "NOPE")).Expect(1);
        Assert.Contains("NOPE", unknown.Errors);
        Assert.Contains("P01", unknown.Errors);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("check", "--dry-run")]
    [InlineData("explain", "P01")]
    [InlineData("outbox", "list")]
    public async Task A_database_that_is_none_is_1_in_plain_words(params string[] arguments)
    {
        using var work = WorkFolder.Sample();
        Directory.CreateDirectory(work.In("data"));
        File.WriteAllText(work.In("data/monitor.db"), "this is a letter and no database, however long one looks at it");
        var ended = (await work.RunAsync(arguments)).Expect(1);
        Assert.Contains("monitor.db", ended.Errors);
        Assert.DoesNotContain("   at ", ended.Errors);
    }
}

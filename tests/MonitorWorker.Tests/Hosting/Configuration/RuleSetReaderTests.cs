using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Rules;
using MonitorWorker.Tests.Performance;

namespace MonitorWorker.Tests.Hosting.Configuration;

public class RuleSetReaderTests
{
    [Theory]
    [InlineData("\"execution-lag\": { \"pcae\": {} }", "5  rules.execution-lag.pcae: is not a key. Expected: did you mean pace?")]
    [InlineData("\"execution-lag\": { \"pace\": { \"rde\": 50 } }", "5  rules.execution-lag.pace.rde: is not a key. Expected: did you mean red?")]
    [InlineData("\"execution-lagg\": {}", "5  rules.execution-lagg: is not a key. Expected: did you mean execution-lag?")]
    [InlineData("\"missing-data\": true", "5  rules.missing-data = true: is not a section. Expected: { … }")]
    [InlineData("\"execution-lag\": { \"pace\": { \"red\": \"fifty\" } }", "5  rules.execution-lag.pace.red = \"fifty\": is not of the right type. Expected: a number 0.01..100")]
    [InlineData("\"missing-data\": {},\n\"missing-data\": {}", "6  rules.missing-data: stands twice, in line 5 as well. Expected: each key once")]
    [InlineData("\"execution-lag\": { \"pace\": {\n\"red\": 90, \"yellow\": 80 } }", "6  rules.execution-lag.pace = red 90, yellow 80: limits are out of order. Expected: red ≤ yellow")]
    [InlineData("\"execution-lag\": { \"gap\": {\n\"red\": 10, \"yellow\": 20 } }", "6  rules.execution-lag.gap = yellow 20, red 10: limits are out of order. Expected: yellow ≤ red")]
    [InlineData("\"idle-funds\": {\n\n\"red\": 2 }", "7  rules.idle-funds = yellow 3, red 2: limits are out of order. Expected: yellow ≤ red")]
    [InlineData("\"execution-lag\": { \"pace\": { \"red\": 0 } }", "5  rules.execution-lag.pace.red = 0: is out of range. Expected: a number 0.01..100")]
    [InlineData("\"idle-funds\": { \"yellow\": 13 }", "5  rules.idle-funds.yellow = 13: is out of range. Expected: a whole number 1..12")]
    [InlineData("\"execution-lag\": { \"join\": \"and\" }", "5  rules.execution-lag.join = \"and\": is not allowed. Expected: one of either, both")]
    [InlineData("\"forecast-shortfall\": { \"method\": \"straightline\" }", "5  rules.forecast-shortfall.method = \"straightline\": is not allowed. Expected: one of straight-line, last-three-months, plan-adjusted, seasonal; did you mean straight-line?")]
    [InlineData("\"missing-data\": { \"off\": \"yes\" }", "5  rules.missing-data.off = \"yes\": is not of the right type. Expected: true or false, without quotes")]
    [InlineData("\"missing-data\": {\n\"for\": \"2 weeks\" }", "6  rules.missing-data.for = \"2 weeks\": is not a period. Expected: \"0\", \"2 checks\" or \"10 days\"")]
    [InlineData("\"total-mismatch\": {\n\"level\": \"green\" }", "6  rules.total-mismatch.level = \"green\": is not allowed. Expected: one of yellow, red")]
    [InlineData("\"idle-funds\": { \"overrides\": [\n{ \"where\": \"支出类别=人员支出\", \"yellw\": 2 } ] }", "6  rules.idle-funds.overrides[0].yellw: is not a key. Expected: did you mean yellow?")]
    [InlineData("\"idle-funds\": { \"overrides\": [\n{ \"where\": \"支出类别=人员支出\",\n\"yellow\": 7 } ] }", "7  rules.idle-funds.overrides[0] = yellow 7, red 6: limits are out of order. Expected: yellow ≤ red")]
    public void A_slip_in_a_rule_set_is_told_with_its_line_and_cure(string rules, string expected) =>
        Assert.Equal([$"rules/default.json:{expected}"], Problems(WithRules(rules)));

    [Theory]
    [InlineData("{ \"where\": \"类别=人员支出\", \"off\": true }", "口径中的“类别”不是预算表的列")]
    [InlineData("{ \"off\": true }", "is not a 口径")]
    public void An_exception_says_for_which_lines(string exception, string expected)
    {
        var problem = Assert.Single(Problems(WithRules($"\"idle-funds\": {{ \"overrides\": [\n{exception} ] }}")));
        Assert.StartsWith("rules/default.json:6  rules.idle-funds.overrides[0].where", problem);
        Assert.Contains(expected, problem);
        Assert.Contains("支出类别=人员支出|公用支出", problem);
    }

    [Fact]
    public void What_is_wrong_with_a_rule_is_told_once_and_not_for_each_exception() =>
        Assert.Single(Problems(WithRules("\"idle-funds\": { \"yelow\": 2, \"overrides\": [ { \"where\": \"全部\", \"red\": 7 }, { \"where\": \"项目编码=P01\", \"red\": 8 } ] }")));

    [Fact]
    public void An_exception_is_the_rule_but_for_what_it_says_and_the_most_specific_one_wins()
    {
        using var config = new ConfigOnDisk();
        config.Write("rules/default.json", WithRules("""
            "execution-lag": {
              "pace": { "red": 60, "yellow": 80 },
              "overrides": [
                { "where": "支出类别=项目支出", "pace": { "red": 40 } },
                { "where": "项目编码=P01", "pace": { "red": 20 } },
                { "where": "项目编码=P02", "off": true }
              ]
            }
            """));
        var rules = RuleSetReader.Read(config.Folder, config.At("rules"), "default").Rules!;
        var judged = rules.Judge(Some.Position());
        Assert.Equal((20m, 80m), (judged.Lag.Pace!.Red, judged.Lag.Pace.Yellow));
        Assert.Equal(Level.Yellow, judged.Light);
        Assert.Equal("项目编码=P01", judged.Findings[0].Exception);
        Assert.Equal("支出类别=项目支出", rules.Judge(Some.Position("P03")).Findings[0].Exception);
        var off = rules.Judge(Some.Position("P02"));
        Assert.Equal(Level.Green, off.Light);
        Assert.Empty(off.Findings);
    }

    /// <summary>The equipment purchase has reached 130 % of what is due: an exception for it about lagging is none about its target.</summary>
    [Theory]
    [InlineData(150, Level.Green)]
    [InlineData(130, Level.Blue)]
    public void The_light_of_goals_follows_the_exceptions_of_both_rules(int percent, Level expected)
    {
        using var config = new ConfigOnDisk();
        config.Write("rules/default.json", WithRules($$"""
            "target-lag": { "overrides": [{ "where": "项目编码=P01", "red": 20 }] },
            "target-overachieved": { "overrides": [{ "where": "支出类别=项目支出", "percent": {{percent}} }] }
            """));
        var rules = RuleSetReader.Read(config.Folder, config.At("rules"), "default").Rules!;
        var goals = SomeGoals.Book(SomeGoals.Facts([SomeGoals.Indicator("≥ 60")], [SomeGoals.Reading("52")])).Projects[0];
        var judged = rules.Judge(goals, Some.Position());
        Assert.Equal((expected, expected == Level.Blue, 20m), (judged.Light, judged.Breaches.Any(), judged.Limits.Red));
    }

    [Theory]
    [InlineData("", null, 60, 80)]
    [InlineData(", \"pace\": { \"yellow\": 70 }", null, 60, 70)]
    [InlineData(", \"gap\": { \"red\": 50 }", 50, 60, 80)]
    public void An_exception_to_a_rule_without_limits_keeps_the_default_ones(string exception, int? gap, int red, int yellow)
    {
        using var config = new ConfigOnDisk();
        config.Write("rules/default.json", WithRules($"\"execution-lag\": {{ \"overrides\": [ {{ \"where\": \"项目编码=P01\"{exception} }} ] }}"));
        var limits = RuleSetReader.Read(config.Folder, config.At("rules"), "default").Rules!.Judge(Some.Position()).Lag;
        Assert.Equal((gap, red, yellow), ((int?)limits.Gap?.Red, (int?)limits.Pace!.Red!, (int?)limits.Pace.Yellow!));
    }

    [Theory]
    [InlineData("[{ \"month\": 6, \"percent\": 50 }, { \"month\": 4, \"percent\": 60 }]", "are out of order")]
    [InlineData("[{ \"month\": 6, \"percent\": 50 }, { \"month\": 9, \"percent\": 40 }]", "are out of order")]
    [InlineData("[{ \"month\": 13, \"percent\": 50 }]", "is out of range")]
    public void A_step_table_must_rise(string steps, string expected) =>
        Assert.Contains(expected, Assert.Single(Problems($"{{ \"name\": \"default\", \"effectiveFrom\": \"2000-01-01\", \"rules\": {{}}, \"steps\": {steps} }}")));

    [Theory]
    [InlineData("""{ "name": "other", "effectiveFrom": "2000-01-01", "rules": {} }""", "1  name = \"other\": is not the name of the file. Expected: \"default\"")]
    [InlineData("{\n\"name\": \"default\", \"rules\": {} }", "1  effectiveFrom: is missing. Expected: a day as \"2024-08-31\"")]
    [InlineData("{\n\"name\": \"default\",\n\"effectiveFrom\": \"2024/1/1\", \"rules\": {} }", "3  effectiveFrom = \"2024/1/1\": cannot be read. Expected: a day as \"2024-08-31\"")]
    [InlineData("""{ "name": "default", "effectiveFrom": "2000-01-01" }""", "1  rules: is missing. Expected: { … }")]
    [InlineData("[]", "1  is not an object. Expected: { … }")]
    [InlineData("{\n\"name\": \"default\"\n\"rules\": {} }", "3  column 1: '\"' is invalid after a value. Expected: valid JSON (comments and trailing commas are allowed)")]
    public void What_a_rule_set_must_say_is_told_with_its_line(string json, string expected) => Assert.Equal([$"rules/default.json:{expected}"], Problems(json));

    [Fact]
    public void All_slips_of_a_rule_set_are_told_at_once() =>
        Assert.Equal(
            ["2 name", "5 rules.execution-lag.pace.red", "6 rules.execution-lag.pace.yelow", "7 rules.total-mismatch.level", "8 rules.idle", "10 descripton"],
            Problems("""
                {
                  "name": "other",
                  "effectiveFrom": "2000-01-01",
                  "rules": {
                    "execution-lag": { "pace": { "red": "60",
                      "yelow": 80 } },
                    "total-mismatch": { "level": "green" },
                    "idle": {}
                  },
                  "descripton": "",
                }
                """, problem => $"{problem.Line} {problem.Key}"));

    [Fact]
    public void Problems_of_the_rule_set_come_together_with_those_of_the_main_file()
    {
        using var config = new ConfigOnDisk("""{ "locale": "fr" }""");
        config.Write("rules/default.json", WithRules("\"x\": {}"));
        Assert.Equal(["monitor.json:1", "rules/default.json:5"], config.Load().Problems.Select(problem => $"{problem.File}:{problem.Line}"));
    }

    [Theory]
    [InlineData("{ \"locale\": }", "a main file that is not JSON")]
    [InlineData("{ \"rules\": 5 }", "a section that is none")]
    [InlineData("{ \"rules\": { \"folder\": 5 } }", "a folder that is no text")]
    public void Where_the_main_file_cannot_say_it_the_usual_rule_set_is_read(string main, string because)
    {
        using var config = new ConfigOnDisk(main);
        config.Write("rules/default.json", WithRules("\"x\": {}"));
        Assert.Equal((because, "monitor.json:1, rules/default.json:5"), (because, string.Join(", ", config.Load().Problems.Select(problem => $"{problem.File}:{problem.Line}"))));
    }

    [Theory]
    [InlineData("2024-08-31", null)]
    [InlineData("2024-09-01", "rules/default.json:3  effectiveFrom = \"2024-09-01\": the set is not in force yet, and 2024-08-31 is judged by it. Expected: a day not after 2024-08-31, or in rules.ruleSet the name of the set of that day")]
    public void A_set_that_is_not_in_force_yet_is_good_and_warned_of(string from, string? expected)
    {
        using var config = new ConfigOnDisk();
        config.Write("rules/default.json", WithRules("\"missing-data\": {}", from));
        var reading = RuleSetReader.Read(config.Folder, config.At("rules"), "default");
        Assert.Empty(reading.Problems);
        Assert.Equal(expected, reading.Warning(Some.August31)?.ToString());
    }

    [Fact]
    public void A_limit_is_read_to_its_last_digit_and_null_is_not_listed()
    {
        using var config = new ConfigOnDisk();
        config.Write("rules/default.json", WithRules("\"execution-lag\": { \"pace\": { \"red\": 62.1, \"yellow\": 66.7 } }, \"missing-data\": null"));
        var rules = RuleSetReader.Read(config.Folder, config.At("rules"), "default").Rules!;
        Assert.Equal(new MeasureLimits(62.1m, 66.7m), rules.Lag.Standard.Pace);
        Assert.Equal(["execution-lag"], rules.Rules.Select(rule => rule.Id));
    }

    [Fact]
    public void The_sample_rule_set_is_the_national_module()
    {
        var reading = RuleSetReader.Read(Repository.Config, Path.Combine(Repository.Config, "rules"), "default");
        Assert.Empty(reading.Problems);
        var rules = reading.Rules!;
        Assert.Equal(
            [
                "execution-lag", "execution-ahead", "over-execution", "idle-funds", "missing-data", "stale-data", "cannot-judge", "forecast-shortfall", "forecast-overrun",
                "forecast-not-credible",
            ],
            rules.Rules.Select(rule => rule.Id));
        Assert.Equal(["statement-mismatch", "total-mismatch"], rules.StatementRules.Select(rule => rule.Id));
        Assert.Equal(new MeasureLimits(60, 80), rules.Lag.Standard.Pace);
    }

    private static string WithRules(string rules, string from = "2000-01-01") =>
        $"{{\n\"name\": \"default\",\n\"effectiveFrom\": \"{from}\",\n\"rules\": {{\n{rules} }}\n}}";

    private static IEnumerable<string> Problems(string json, Func<ConfigProblem, string>? told = null)
    {
        using var config = new ConfigOnDisk();
        config.Write("rules/default.json", json);
        return [.. config.Load().Problems.Select(told ?? (problem => problem.ToString()))];
    }
}

using MonitorWorker.Hosting.Configuration;

namespace MonitorWorker.Tests.Hosting.Configuration;

public class RuleSetReaderTests
{
    [Theory]
    [InlineData("\"execution-lag\": { \"rde\": 50 }", "5  rules.execution-lag.rde: is not a key. Expected: did you mean red?")]
    [InlineData("\"execution-lagg\": {}", "5  rules.execution-lagg: is not a key. Expected: did you mean execution-lag?")]
    [InlineData("\"missing-data\": { \"level\": \"red\" }", "5  rules.missing-data.level: is not a key. Expected: { } without keys")]
    [InlineData("\"missing-data\": true", "5  rules.missing-data = true: is not a section. Expected: { … }")]
    [InlineData("\"execution-lag\": { \"red\": \"fifty\" }", "5  rules.execution-lag.red = \"fifty\": is not of the right type. Expected: a number without quotes, e.g. 60 or 62.5")]
    [InlineData("\"missing-data\": {},\n\"missing-data\": {}", "6  rules.missing-data: stands twice, in line 5 as well. Expected: each key once")]
    [InlineData("\"execution-lag\": {\n\"red\": 90 }", "6  rules.execution-lag = red 90, yellow 80: limits are out of order. Expected: 0 < red ≤ yellow ≤ 100 (percent of scheduled progress; unset, red is 60 and yellow is 80)")]
    [InlineData("\"execution-lag\": {\n\n\"yellow\": 59.5 }", "7  rules.execution-lag = red 60, yellow 59.5: limits are out of order. Expected: 0 < red ≤ yellow ≤ 100 (percent of scheduled progress; unset, red is 60 and yellow is 80)")]
    [InlineData("\"execution-lag\": { \"red\": 0 }", "5  rules.execution-lag.red = 0: is out of range. Expected: above 0, up to 100 (percent of scheduled progress)")]
    [InlineData("\"execution-lag\": { \"measure\": \"rate\" }", "5  rules.execution-lag.measure = \"rate\": is not allowed. Expected: one of pace")]
    [InlineData("\"total-mismatch\": {\n\"level\": \"green\" }", "6  rules.total-mismatch.level = \"green\": is not allowed. Expected: one of yellow, red")]
    public void A_slip_in_a_rule_set_is_told_with_its_line_and_cure(string rules, string expected) =>
        Assert.Equal([$"rules/default.json:{expected}"], Problems(WithRules(rules)));

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
            ["2 name", "5 rules.execution-lag.red", "6 rules.execution-lag.yelow", "7 rules.total-mismatch.level", "8 rules.idle", "10 descripton"],
            Problems("""
                {
                  "name": "other",
                  "effectiveFrom": "2000-01-01",
                  "rules": {
                    "execution-lag": { "red": "60",
                      "yelow": 80 },
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
        config.Write("rules/default.json", WithRules("\"execution-lag\": { \"red\": 62.1, \"yellow\": 66.7 }, \"missing-data\": null"));
        var rules = RuleSetReader.Read(config.Folder, config.At("rules"), "default").Rules!;
        Assert.Equal((62.1m, 66.7m), (rules.PaceThresholds.Red, rules.PaceThresholds.Yellow));
        Assert.Equal(["execution-lag"], rules.Rules.Select(rule => rule.Id));
    }

    [Fact]
    public void The_sample_rule_set_is_the_national_module()
    {
        var reading = RuleSetReader.Read(Repository.Config, Path.Combine(Repository.Config, "rules"), "default");
        Assert.Empty(reading.Problems);
        var rules = reading.Rules!;
        Assert.Equal(["execution-lag", "missing-data", "cannot-judge"], rules.Rules.Select(rule => rule.Id));
        Assert.Equal(["statement-mismatch", "total-mismatch"], rules.StatementRules.Select(rule => rule.Id));
        Assert.Equal((60m, 80m), (rules.PaceThresholds.Red, rules.PaceThresholds.Yellow));
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

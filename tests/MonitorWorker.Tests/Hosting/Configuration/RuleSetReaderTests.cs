using MonitorWorker.Hosting.Configuration;

namespace MonitorWorker.Tests.Hosting.Configuration;

public class RuleSetReaderTests
{
    [Theory]
    [InlineData("\"execution-lag\": { \"rde\": 50 }", "default.json:4  rules.execution-lag.rde: is not a key")]
    [InlineData("\"execution-lagg\": {}", "default.json:4  rules.execution-lagg: is not a key")]
    [InlineData("\"execution-lag\": { \"red\": \"fifty\" }", "default.json:4  rules.execution-lag.red: is not of the right type")]
    [InlineData("\"missing-data\": {}, \"missing-data\": {}", "default.json:4  rules.missing-data: stands twice")]
    [InlineData("\"execution-lag\": { \"red\": 90 }", "default.json  rules.execution-lag = red 90, yellow 80: limits are out of order")]
    [InlineData("\"execution-lag\": { \"measure\": \"rate\" }", "default.json  rules.execution-lag.measure = rate: is not a measure of this version")]
    [InlineData("\"total-mismatch\": { \"level\": \"green\" }", "default.json  rules.total-mismatch.level = green: is not a level of this rule")]
    public void A_slip_in_a_rule_set_is_told_with_its_place(string rules, string expected) =>
        Assert.StartsWith($"{expected}. Expected: ", Problem($$"""
            {
              "name": "default",
              "effectiveFrom": "2000-01-01",
              "rules": { {{rules}} }
            }
            """), StringComparison.Ordinal);

    [Fact]
    public void A_rule_set_has_the_name_of_its_file() =>
        Assert.Equal("default.json  name = other: is not the name of the file. Expected: default", Problem("""{ "name": "other", "effectiveFrom": "2000-01-01", "rules": {} }"""));

    [Fact]
    public void A_rule_set_says_from_when_it_is_in_force() =>
        Assert.Contains("is missing: 'effectiveFrom'", Problem("""{ "name": "default", "rules": {} }"""), StringComparison.Ordinal);

    [Fact]
    public void Problems_of_the_rule_set_come_together_with_those_of_the_main_file()
    {
        using var config = new ConfigOnDisk("""{ "locale": "fr" }""");
        config.Write("rules/default.json", """{ "name": "default", "effectiveFrom": "2000-01-01", "rules": { "x": {} } }""");
        Assert.Equal(["default.json", "monitor.json"], config.Load().Problems.Select(problem => problem.File));
    }

    [Fact]
    public void The_sample_rule_set_is_the_national_module()
    {
        var (rules, problems) = RuleSetReader.Read(Path.Combine(Repository.Config, "rules"), "default");
        Assert.Empty(problems);
        Assert.Equal(["execution-lag", "missing-data", "cannot-judge"], rules!.Rules.Select(rule => rule.Id));
        Assert.Equal(["statement-mismatch", "total-mismatch"], rules.StatementRules.Select(rule => rule.Id));
        Assert.Equal((60m, 80m), (rules.PaceThresholds.Red, rules.PaceThresholds.Yellow));
    }

    private static string Problem(string json)
    {
        using var config = new ConfigOnDisk();
        config.Write("rules/default.json", json);
        return Assert.Single(config.Problems());
    }
}

using System.Reflection;
using System.Text.Json.Serialization;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Commands;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Scenarios;

/// <summary>The scenarios under config/scenarios hold, and there is one for every rule and every rule set.</summary>
public class ShippedScenariosTests
{
    private static readonly string _folder = Path.Combine(Repository.Config, "scenarios");
    private static readonly LoadedConfig _config = Session.LoadConfig(Repository.Config, null, strictTemplates: false, new Dictionary<string, string?>());

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(_folder, "*.csv").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Ids => [.. RuleIds.All];

    [Theory]
    [MemberData(nameof(Files))]
    public void All_is_as_expected(string file)
    {
        var run = Run(file);
        Assert.True(run.Passed, run.Problem ?? string.Join('\n', ScenarioOutput.Lines([run])));
        Assert.NotEmpty(run.Scenarios);
    }

    [Fact]
    public void Every_rule_and_every_rule_set_has_a_file() =>
        Assert.Equal(
            RuleIds.All.Concat(RuleSetReader.Names(_config.Options.Rules.Folder)).Order(StringComparer.Ordinal),
            Files.Select(file => Path.GetFileNameWithoutExtension(file.Data)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_file_of_a_rule_has_lines_that_break_it_and_lines_that_keep_it(string rule)
    {
        var expected = Run(rule + ".csv").Scenarios.SelectMany(result => result.Scenario.Expectations).Where(expectation => expectation.Findings is not null).ToList();
        Assert.Contains(expected, expectation => expectation.Findings!.Any(item => item.Rule == rule));
        Assert.Contains(expected, expectation => expectation.Findings!.All(item => item.Rule != rule));
    }

    [Fact]
    public void The_contract_knows_the_rules_that_a_rule_set_may_have() =>
        Assert.Equal(RuleIds.All, typeof(RulesFile).GetProperties().Select(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()!.Name));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_spreadsheet_program_opens_it_as_chinese(string file) =>
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(Path.Combine(_folder, file))[..3]);

    [Fact]
    public void The_example_of_the_readme_holds()
    {
        var lines = File.ReadLines(Path.Combine(Repository.Config, "README.md")).SkipWhile(line => !line.StartsWith("场景,", StringComparison.Ordinal)).TakeWhile(line => line != "```");
        Assert.True(SomeScenario.Run(string.Join('\n', lines), _config.Rules).Passed);
    }

    [Fact]
    public void Another_rule_set_is_noticed()
    {
        var asked = Session.LoadConfig(Repository.Config, "behind-schedule", strictTemplates: false, new Dictionary<string, string?>());
        var run = Assert.Single(TestRulesVerb.Run(asked, Repository.Config, [Path.Combine(_folder, "quarters.csv")], "behind-schedule"));
        var first = run.Scenarios[0].Differences[0];
        Assert.Equal(("P01", "灯", "黄", "红"), (first.Expectation.ProjectCode, first.Column, first.Expected, first.Actual));
    }

    private static ScenarioFile Run(string file) => Assert.Single(TestRulesVerb.Run(_config, Repository.Config, [Path.Combine(_folder, file)], null));
}

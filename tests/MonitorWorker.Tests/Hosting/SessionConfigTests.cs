using System.Text.RegularExpressions;
using MonitorWorker.Hosting;
using MonitorWorker.Tests.Hosting.Configuration;

namespace MonitorWorker.Tests.Hosting;

/// <summary>One look at the configuration finds what is wrong in any of its files.</summary>
public partial class SessionConfigTests
{
    private const string BadRules = "{\n\"name\": \"default\", \"effectiveFrom\": \"2000-01-01\",\n\"rules\": { \"x\": {} } }";

    [Theory]
    [InlineData("{\n\"locale\": \"fr\" }", "monitor.json:2, rules/default.json:3, templates/digest.html(2, templates/test.txt(1")]
    [InlineData("{\n\"locale\": }", "monitor.json:2, rules/default.json:3, templates/digest.html(2, templates/test.txt(1")]
    [InlineData("{\n\"templates\": 5 }", "monitor.json:2, rules/default.json:3, templates/digest.html(2, templates/test.txt(1")]
    [InlineData("{}", "rules/default.json:3, templates/digest.html(2, templates/test.txt(1")]
    [InlineData("{\n\"templates\": { \"folder\": \"nowhere\" } }", "monitor.json:2, rules/default.json:3")]
    [InlineData("{\n\"schedules\": [\n{ \"name\": \"a\", \"job\": \"check\",\n\"cron\": \"0 8 * *\" },\n{ \"name\": \"a\", \"job\": \"chekc\", \"cron\": \"0 8 * * *\" }] }", "monitor.json:4, monitor.json:5, monitor.json:5, rules/default.json:3, templates/digest.html(2, templates/test.txt(1")]
    public void Problems_of_one_file_hide_none_of_another(string main, string places)
    {
        using var config = Broken(main, BadRules);
        var problems = Problems(config, null);
        Assert.Equal(places, string.Join(", ", problems.Select(problem => Place().Match(problem).Value)));
        Assert.All(problems, problem => Assert.Contains(". Expected: ", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void The_templates_of_the_language_are_those_that_are_checked()
    {
        using var config = new ConfigOnDisk("""{ "locale": "en" }""");
        foreach (var file in Directory.EnumerateFiles(Repository.Templates, "*", SearchOption.AllDirectories))
            config.Write($"../templates/{Path.GetRelativePath(Repository.Templates, file).Replace('\\', '/')}", File.ReadAllBytes(file));
        config.Write("../templates/test.txt", "{{ oops }}");
        config.Write("../templates/en/test.txt", "one\n{{ oops }}");
        config.Write("../templates/en/_words.json", "{ \"level\": { \"rde\": \"Red\" } }");
        config.Write("rules/default.json", BadRules);

        Assert.Equal(
            [
                "templates/en/_words.json(1,21): level.rde is not a word of this program. Expected: only words that the shipped file has",
                "templates/en/test.txt(2,4): The variable or function `oops` was not found. Expected: only names and functions that templates/README.md lists",
            ],
            Problems(config, null).Where(problem => problem.StartsWith("templates", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_rule_set_that_is_asked_for_is_read_beside_bad_options()
    {
        using var config = Broken("""{ "locale": "fr" }""", BadRules);
        config.Write("rules/strict.json", BadRules.Replace("default", "strict", StringComparison.Ordinal));
        Assert.Contains(Problems(config, "strict"), problem => problem.StartsWith("rules/strict.json:3  rules.x", StringComparison.Ordinal));
        Assert.Contains("--rule-set  nowhere: there is no such rule set. Expected: one of default, strict", Problems(config, "nowhere"));
    }

    private static ConfigOnDisk Broken(string main, string rules)
    {
        var config = new ConfigOnDisk(main);
        foreach (var file in Directory.EnumerateFiles(Repository.Templates)) config.Write($"../templates/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        config.Write("../templates/reports/own.md", "{{ report.title }}");
        config.Write("../templates/digest.html", "<p>\n{{ nobody.knows }}");
        config.Write("../templates/test.txt", "{{ oops }}");
        config.Write("rules/default.json", rules);
        return config;
    }

    private static IReadOnlyList<string> Problems(ConfigOnDisk config, string? ruleSet) =>
        Assert.Throws<BadConfigException>(() => Session.LoadConfig(config.Folder, ruleSet, strictTemplates: true, new Dictionary<string, string?>())).Problems;

    [GeneratedRegex(@"^[^:( ]+[:(]\d+")]
    private static partial Regex Place();
}

using MonitorWorker.Hosting.Commands;

namespace MonitorWorker.Tests.Hosting.Commands;

public class HelpHintTests
{
    [Theory]
    [InlineData("nonsense", "See: MonitorWorker --help")]
    [InlineData("mail test", "See: MonitorWorker mail test --help")]
    [InlineData("mail", "See: MonitorWorker mail --help")]
    [InlineData("mail nonsense", "See: MonitorWorker mail --help")]
    [InlineData("--config elsewhere check --at yesterday", "See: MonitorWorker check --help")]
    public void Bad_usage_points_to_the_help_of_the_verb_that_was_understood(string arguments, string expected)
    {
        var parsed = Verbs.Parse(arguments.Split(' '));
        Assert.NotEmpty(parsed.Errors);
        Assert.Equal(expected, Verbs.Hint(parsed));
    }
}

using MonitorWorker.Notifications;

namespace MonitorWorker.Tests.Notifications;

public sealed class RuleWordsTests
{
    private static readonly string[] Rules =
    [
        "execution-lag", "execution-ahead", "over-execution", "idle-funds", "missing-data", "stale-data", "cannot-judge", "forecast-shortfall", "forecast-overrun",
        "forecast-not-credible", "target-lag", "target-overachieved", "goal-money-gap", "statement-mismatch", "total-mismatch",
    ];

    [Fact]
    public void Every_rule_has_a_name_of_its_own_in_the_readers_language()
    {
        var words = Rules.Select(RuleWords.Of).ToList();

        Assert.Equal(Rules.Length, words.Distinct().Count());
        Assert.All(words, word => Assert.DoesNotContain(word!, char.IsAsciiLetter));
    }

    [Fact]
    public void Every_rule_that_judges_by_default_has_one() =>
        Assert.All(Some.Rules().Rules.Select(rule => rule.Id).Concat(Some.Rules().StatementRules.Select(rule => rule.Id)), rule => Assert.NotEqual(rule, RuleWords.Of(rule)));

    [Fact]
    public void A_rule_without_a_name_keeps_its_id_and_no_rule_has_none()
    {
        Assert.Equal("new-rule", RuleWords.Of("new-rule"));
        Assert.Null(RuleWords.Of(""));
    }
}

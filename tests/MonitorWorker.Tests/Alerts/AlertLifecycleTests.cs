using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Alerts;

public class AlertLifecycleTests
{
    /// <summary>The whole truth table: what was, what is found, what happens.</summary>
    [Theory]
    [InlineData(null, null, Outcome.Breached, Level.Red, TransitionKind.Opened)]
    [InlineData(null, null, Outcome.Clear, Level.Green, null)]
    [InlineData(null, null, Outcome.Unknown, Level.Grey, null)]
    [InlineData(AlertState.Firing, Level.Yellow, Outcome.Breached, Level.Red, TransitionKind.Raised)]
    [InlineData(AlertState.Firing, Level.Red, Outcome.Breached, Level.Yellow, TransitionKind.Lowered)]
    [InlineData(AlertState.Firing, Level.Red, Outcome.Breached, Level.Red, null)]
    [InlineData(AlertState.Firing, Level.Red, Outcome.Clear, Level.Green, TransitionKind.Resolved)]
    [InlineData(AlertState.Firing, Level.Red, Outcome.Unknown, Level.Grey, null)]
    [InlineData(AlertState.Resolved, Level.Green, Outcome.Breached, Level.Yellow, TransitionKind.Opened)]
    [InlineData(AlertState.Resolved, Level.Green, Outcome.Clear, Level.Green, null)]
    [InlineData(AlertState.Resolved, Level.Green, Outcome.Unknown, Level.Grey, null)]
    public void Every_row_of_the_truth_table(AlertState? state, Level? level, Outcome outcome, Level found, TransitionKind? expected)
    {
        var alert = state is { } known ? new Alert("k", "YJ-2024-0001", known, level!.Value, 1) : null;
        var finding = new Finding("execution-lag", outcome, found, new LineKey(2024, "101", "P01", ""), "", "", new Dictionary<string, string?>(), Some.Row(1));
        var decision = AlertLifecycle.Decide(alert, finding);
        Assert.Equal(expected, decision.Transition);
        Assert.NotEmpty(decision.Reason);
        if (expected is null && alert is { State: AlertState.Firing }) Assert.Equal(alert.Level, decision.Level);
    }

    [Fact]
    public void The_key_names_rule_and_line_and_nothing_of_the_config() =>
        Assert.Equal("execution-lag/2024/-/P01/政府性基金", AlertKey.For("execution-lag", new LineKey(2024, "", "P01", "政府性基金")));
}

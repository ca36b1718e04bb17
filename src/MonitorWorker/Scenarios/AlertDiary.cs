using MonitorWorker.Alerts;
using MonitorWorker.Rules;

namespace MonitorWorker.Scenarios;

/// <summary>The alerts of one scenario over its days, each of which is one stored check.</summary>
internal sealed class AlertDiary
{
    private const string NoNumber = "YJ-0000-0000";
    private readonly Dictionary<string, Alert> _alerts = [];

    /// <summary>Decides about all findings of one day; days come in order.</summary>
    /// <returns>By the alert's key what became of it on that day, by its code; alerts about which nothing changed are left out.</returns>
    public IReadOnlyDictionary<string, string> Check(IEnumerable<Finding> findings, DateOnly day)
    {
        var changes = new Dictionary<string, string>();
        foreach (var finding in findings)
        {
            var key = AlertKey.For(finding.Rule, finding.Subject);
            var alert = _alerts.GetValueOrDefault(key);
            var decision = AlertLifecycle.Decide(alert, finding, day);
            if (decision.Memory is not { } memory) continue;

            var before = alert ?? new Alert(key, NoNumber, memory.State, decision.Level, 0) { Since = day };
            _alerts[key] = before with
            {
                State = memory.State,
                Level = decision.Level,
                Episode = before.Episode + (decision.Transition == TransitionKind.Opened ? 1 : 0),
                Streak = memory.Streak,
            };
            if (decision.Transition is { } transition) changes[key] = Code(transition);
            else if (memory.State == AlertState.Pending) changes[key] = ScenarioWords.Pending;
        }

        return changes;
    }

    private static string Code(TransitionKind transition) => transition switch
    {
        TransitionKind.Opened => "opened",
        TransitionKind.Raised => "raised",
        TransitionKind.Lowered => "lowered",
        _ => "resolved",
    };
}

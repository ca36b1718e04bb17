using MonitorWorker.Budgets;
using MonitorWorker.Performance;

namespace MonitorWorker.Rules;

/// <summary>A rule over goals with its settings, or switched off, and how long its verdicts must last.</summary>
/// <param name="Rule">Null is switched off: nothing is said of the goals at all.</param>
public sealed record GoalSetting(IGoalRule? Rule, HoldPeriods Hold);

/// <summary>A rule over goals with exceptions, chosen by the project's budget line.</summary>
public sealed class ScopedGoalRule(string id, Scoped<GoalSetting> settings)
{
    public string Id => id;

    public IEnumerable<GoalVerdict> Judge(ProjectGoals goals, BudgetPosition line)
    {
        var ((rule, hold), where) = settings.For(line);
        return rule is null
            ? []
            : rule.Judge(goals).Select(verdict => verdict with { Finding = verdict.Finding with { Hold = hold, Exception = where?.ToString() } });
    }
}

using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>The rules of a file that judge goals, and the limits by which the light of the goals is coloured.</summary>
internal static class RuleSetGoals
{
    public static Scoped<MeasureLimits> Lag(IReadOnlyDictionary<string, RuleFileReading> rules) =>
        Settings(rules, "target-lag", (TargetLagFile lag) => new MeasureLimits(lag.Red, lag.Yellow));

    public static Scoped<decimal> Over(IReadOnlyDictionary<string, RuleFileReading> rules) =>
        Settings(rules, "target-overachieved", (OverachievedFile over) => over.Percent);

    public static IEnumerable<ScopedGoalRule> Rules(IReadOnlyDictionary<string, RuleFileReading> rules)
    {
        foreach (var (id, (standard, exceptions)) in rules)
        {
            if (Make(standard) is null) continue;
            yield return new ScopedGoalRule(
                id, new Scoped<GoalSetting>(Setting(standard), exceptions.Select(exception => (exception.Where, Setting(exception.File)))));
        }

        static GoalSetting Setting(RuleFile file) => new(file.Off ? null : Make(file), file.Hold);
    }

    /// <summary>Null for a rule that says nothing of goals.</summary>
    private static IGoalRule? Make(RuleFile file) => file switch
    {
        TargetLagFile lag => new TargetLag(new GoalLimits(lag.Red, lag.Yellow)),
        OverachievedFile over => new TargetOverachieved(new GoalLimits(Blue: over.Percent), Levels.Parse(over.Level)),
        GoalGapFile gap => new GoalMoneyGap(gap.Points, Levels.Parse(gap.Level)),
        MissingFile => new MissingReading(),
        CannotJudgeFile => new CannotJudgeIndicator(),
        _ => null,
    };

    private static Scoped<TValue> Settings<TFile, TValue>(IReadOnlyDictionary<string, RuleFileReading> rules, string id, Func<TFile, TValue> take)
        where TFile : RuleFile, new() => rules.TryGetValue(id, out var read)
            ? new Scoped<TValue>(take((TFile)read.Standard), read.Exceptions.Select(exception => (exception.Where, take((TFile)exception.File))))
            : new Scoped<TValue>(take(new TFile()));
}

using MonitorWorker.Budgets;
using MonitorWorker.Rules;
using MonitorWorker.Rules.Kinds;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>The rules of a file that judge goals. Two of them share their limits with the light of the goals.</summary>
internal static class RuleSetGoals
{
    /// <summary>Those below which an indicator lags, with the exceptions of that rule, and those from which on its target is too low, with theirs.</summary>
    public static (Scoped<GoalLimits> Limits, Scoped<decimal> Overachieved) Limits(IReadOnlyDictionary<string, RuleFileReading> rules)
    {
        var (lag, over) = (Settings<TargetLagFile>(rules, "target-lag"), Settings<OverachievedFile>(rules, "target-overachieved"));
        return (
            new Scoped<GoalLimits>(Of(lag.Standard), lag.Exceptions.Select(exception => (exception.Where, Of(exception.File)))),
            new Scoped<decimal>(over.Standard.Percent, over.Exceptions.Select(exception => (exception.Where, exception.File.Percent))));

        GoalLimits Of(TargetLagFile file) => new(file.Red, file.Yellow, over.Standard.Percent);
    }

    public static IEnumerable<ScopedGoalRule> Rules(IReadOnlyDictionary<string, RuleFileReading> rules, Scoped<GoalLimits> limits)
    {
        foreach (var (id, (standard, exceptions)) in rules)
        {
            if (Make(standard, limits.Standard) is null) continue;
            yield return new ScopedGoalRule(
                id, new Scoped<GoalSetting>(Setting(standard), exceptions.Select(exception => (exception.Where, Setting(exception.File)))));
        }

        GoalSetting Setting(RuleFile file) => new(file.Off ? null : Make(file, limits.Standard), file.Hold);
    }

    /// <summary>Null for a rule that says nothing of goals. What the two rules share is in both files, each with its own part.</summary>
    private static IGoalRule? Make(RuleFile file, GoalLimits usual) => file switch
    {
        TargetLagFile lag => new TargetLag(usual with { Red = lag.Red, Yellow = lag.Yellow }),
        OverachievedFile over => new TargetOverachieved(usual with { Blue = over.Percent }, Levels.Parse(over.Level)),
        GoalGapFile gap => new GoalMoneyGap(gap.Points, Levels.Parse(gap.Level)),
        MissingFile => new MissingReading(),
        CannotJudgeFile => new CannotJudgeIndicator(),
        _ => null,
    };

    private static (T Standard, List<(BudgetScope Where, T File)> Exceptions) Settings<T>(IReadOnlyDictionary<string, RuleFileReading> rules, string id)
        where T : RuleFile, new() => rules.TryGetValue(id, out var read)
            ? ((T)read.Standard, [.. read.Exceptions.Select(exception => (exception.Where, (T)exception.File))])
            : (new T(), []);
}

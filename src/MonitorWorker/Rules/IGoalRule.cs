using MonitorWorker.Performance;

namespace MonitorWorker.Rules;

/// <summary>A rule over a project's goals, as <see cref="IRule"/> is one over its money.</summary>
public interface IGoalRule
{
    /// <summary>Rule id of the contract.</summary>
    string Id { get; }

    /// <summary>One finding for each indicator that it judges, or one for the project.</summary>
    IEnumerable<GoalVerdict> Judge(ProjectGoals goals);
}

/// <summary>A rule's verdict on one indicator, or on the project's goals as a whole.</summary>
/// <param name="Indicator">Null where it is about the project.</param>
public sealed record GoalVerdict(ProjectGoals Goals, IndicatorAttainment? Indicator, Finding Finding);

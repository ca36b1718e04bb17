using MonitorWorker.Rules;

namespace MonitorWorker.Reports.Views;

/// <summary>The goals of all projects.</summary>
internal sealed class GoalsView
{
    private readonly List<IndicatorRowView> _indicators;

    public GoalsView(ReportSubject subject)
    {
        Projects = [.. subject.Goals.Select(goals => new GoalView(goals))];
        var projects = subject.Projects.Select(project => project.Code).ToHashSet();
        Others = [.. Projects.Where(goal => !projects.Contains(goal.Code))];
        _indicators = [.. Projects.SelectMany(project => project.Indicators)];
        Without = [.. subject.Projects.Where(project => project.Goal is null)];
    }

    /// <summary>Projects that have indicators.</summary>
    public IReadOnlyList<GoalView> Projects { get; }

    /// <summary>Of them, what is no 项目支出.</summary>
    public IReadOnlyList<GoalView> Others { get; }

    /// <summary>Projects of 项目支出 that have none.</summary>
    public IReadOnlyList<ProjectView> Without { get; }

    public string ProjectCount => Print.Count(Projects.Count);

    public string Count => Print.Count(_indicators.Count);

    /// <summary>Reached as far as it is due; null where none is.</summary>
    public string? GreenCount => CountOf(Level.Green);

    /// <summary>Null where none lags.</summary>
    public string? YellowCount => CountOf(Level.Yellow);

    /// <summary>Null where none lags far.</summary>
    public string? RedCount => CountOf(Level.Red);

    /// <summary>Reached by far more than was promised; null where none is.</summary>
    public string? BlueCount => CountOf(Level.Blue);

    /// <summary>Null where each has a value.</summary>
    public string? MissingCount => Print.CountIfAny(_indicators.Count(indicator => indicator.IsMissing));

    /// <summary>Have a value and cannot be judged; null where there is none.</summary>
    public string? CannotCount => Print.CountIfAny(_indicators.Count(indicator => indicator is { IsMissing: false, Light: Level.Grey }));

    private string? CountOf(Level light) => Print.CountIfAny(_indicators.Count(indicator => indicator.Light == light));
}

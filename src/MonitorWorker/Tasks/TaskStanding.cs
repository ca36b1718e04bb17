using MonitorWorker.Budgets;
using MonitorWorker.Calendar;

namespace MonitorWorker.Tasks;

/// <summary>Who has reported for a task and who has not, as of a day.</summary>
/// <param name="Deadline">The working day by which the figures have to be there.</param>
/// <param name="Workdays">Working days from the day to the deadline; below zero where it is over.</param>
/// <param name="IsGuess">The deadline or the count hangs on a year whose holidays are not known.</param>
/// <param name="Entities">Those who have not reported first, the most money first.</param>
public sealed record TaskStanding(MonitoringTask Task, DateOnly Deadline, int Workdays, bool IsGuess, IReadOnlyList<EntityReport> Entities)
{
    /// <summary>文号 and month.</summary>
    public string Name => $"{Task.DocumentNumber}|{Task.Month}";

    /// <summary>With the deadline as it was written: a corrected one has occasions of its own, since people were told the wrong day.</summary>
    public string Key => FormattableString.Invariant($"{Name}|{Task.Deadline:yyyy-MM-dd}");

    /// <summary>Somebody had to report, and everybody has.</summary>
    public bool IsComplete =>
        Entities.Any(entity => entity.State == ReportState.Reported) && Entities.All(entity => entity.State is ReportState.Reported or ReportState.NoBudget);

    /// <summary>The same of one entity alone; of all where <paramref name="entityCode"/> is null.</summary>
    public TaskStanding Of(string? entityCode) =>
        entityCode is null ? this : this with { Entities = [.. Entities.Where(entity => entity.Code == entityCode)] };

    /// <summary>How a task stands on a day.</summary>
    public static TaskStanding At(DateOnly day, MonitoringTask task, ReportBook book, WorkdayCalendar workdays)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(workdays);
        var deadline = TaskOccasions.DeadlineOf(task.Deadline, workdays);
        var left = workdays.WorkdaysBetween(day, deadline.Value);
        return new TaskStanding(task, deadline.Value, left.Value, deadline.IsGuess || left.IsGuess, book.Of(task));
    }
}

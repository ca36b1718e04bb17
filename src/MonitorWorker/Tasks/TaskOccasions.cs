using MonitorWorker.Calendar;

namespace MonitorWorker.Tasks;

/// <summary>One day on which a task is told.</summary>
/// <param name="Offset">Working days from the deadline.</param>
public readonly record struct TaskOccasion(int Offset, DateOnly Day);

/// <summary>When a task is told. Pure: the day comes from the check, what was told from the store.</summary>
public static class TaskOccasions
{
    /// <summary>The occasion of the last list, told once when everybody has reported: no working day has this number.</summary>
    public const int AllReported = 1_000_000;

    /// <summary>In days: what is older was missed for good, so that tasks of the past are no flood when the service first sees them.</summary>
    public const int LatestTelling = 31;

    /// <summary>The day by which the figures have to be there: a deadline on a day off moves to the next working day.</summary>
    public static Reckoned<DateOnly> DeadlineOf(DateOnly written, WorkdayCalendar workdays)
    {
        ArgumentNullException.ThrowIfNull(workdays);
        return workdays.NextOnOrAfter(written);
    }

    /// <summary>All occasions in the order of their days.</summary>
    /// <param name="deadline">As moved.</param>
    public static IReadOnlyList<TaskOccasion> All(IEnumerable<int> offsets, DateOnly deadline, WorkdayCalendar workdays) =>
        [.. offsets.Distinct().Order().Select(offset => new TaskOccasion(offset, workdays.AddWorkdays(deadline, offset).Value))];

    /// <summary>
    /// The occasion to tell on a day: the latest one that has come, unless it was told. Those before it are over, whether they
    /// were told or missed. Null where nothing is to be told.
    /// </summary>
    /// <param name="told">Offsets that were told.</param>
    public static TaskOccasion? Due(IEnumerable<int> offsets, DateOnly deadline, DateOnly day, IReadOnlyCollection<int> told, WorkdayCalendar workdays)
    {
        ArgumentNullException.ThrowIfNull(told);
        var come = All(offsets, deadline, workdays).Where(occasion => occasion.Day <= day).ToList();
        return come.Count > 0 && come[^1] is var latest && !told.Contains(latest.Offset) && latest.Day.AddDays(LatestTelling) >= day ? latest : null;
    }

    /// <summary>The first occasion after a day; null where none is left.</summary>
    public static TaskOccasion? Next(IEnumerable<int> offsets, DateOnly deadline, DateOnly day, WorkdayCalendar workdays) =>
        All(offsets, deadline, workdays).Where(occasion => occasion.Day > day).Select(occasion => (TaskOccasion?)occasion).FirstOrDefault();
}

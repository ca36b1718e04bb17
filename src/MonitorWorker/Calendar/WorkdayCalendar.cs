namespace MonitorWorker.Calendar;

/// <summary>
/// Which days are working days (工作日), in whole days: neither weekend nor holiday, or made up for. Years without data go by
/// Monday to Friday, and every answer says whether it rests on such a guess. Days before year 1 and after year 9999 throw
/// <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
public sealed class WorkdayCalendar
{
    /// <summary>From this month on the days of the next year are announced, and plans reach into it.</summary>
    private const int NextYearIsDue = 11;
    private static readonly HashSet<DayOfWeek> _usualWeekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];
    private readonly SortedDictionary<int, HashSet<DayOfWeek>> _weekends = [];
    private readonly HashSet<DateOnly> _off;
    private readonly HashSet<DateOnly> _madeUp;

    /// <exception cref="ArgumentException">A year stands twice, or has no day that is not of the weekend.</exception>
    public WorkdayCalendar(string country, IEnumerable<CalendarYear> years)
    {
        Country = country;
        Years = [.. years.OrderBy(year => year.Year)];
        foreach (var year in Years)
        {
            var weekend = year.Weekend.ToHashSet();
            if (weekend.Count == 7) throw new ArgumentException($"The weekend of {year.Year} has seven days.", nameof(years));
            _weekends.Add(year.Year, weekend);
        }

        _off = [.. Years.SelectMany(year => year.Holidays).SelectMany(holiday => holiday.Days)];
        _madeUp = [.. Years.SelectMany(year => year.MakeUpDays)];
    }

    /// <summary>Knows no year.</summary>
    public static WorkdayCalendar MondayToFriday { get; } = new("", []);

    public string Country { get; }

    /// <summary>What is known, oldest first.</summary>
    public IReadOnlyList<CalendarYear> Years { get; }

    public bool Knows(int year) => _weekends.ContainsKey(year);

    /// <summary>Years whose data ought to be there on a day and are not: its own, and from November on the next.</summary>
    public IReadOnlyList<int> MissingYears(DateOnly today) =>
        [.. new[] { today.Year, today.AddMonths(13 - NextYearIsDue).Year }.Distinct().Where(year => !Knows(year))];

    public Reckoned<bool> IsWorkday(DateOnly day) => new(Works(day), !Knows(day.Year));

    /// <summary>The first working day after a day.</summary>
    public Reckoned<DateOnly> NextWorkday(DateOnly day) => Seek(day.AddDays(1), 1);

    /// <summary>The last working day before a day.</summary>
    public Reckoned<DateOnly> PreviousWorkday(DateOnly day) => Seek(day.AddDays(-1), -1);

    /// <summary>The day itself where it is a working day, else the next one.</summary>
    public Reckoned<DateOnly> NextOnOrAfter(DateOnly day) => Seek(day, 1);

    /// <summary>The day itself where it is a working day, else the last one before it.</summary>
    public Reckoned<DateOnly> PreviousOnOrBefore(DateOnly day) => Seek(day, -1);

    /// <summary>The last working day of a month; were all its days off, the last one before it.</summary>
    public Reckoned<DateOnly> LastWorkdayOf(YearMonth month) => PreviousOnOrBefore(month.LastDay);

    /// <summary>The n-th working day after a day, before it where n is negative; with 0 the day itself. The day itself never counts, as in 10个工作日内.</summary>
    public Reckoned<DateOnly> AddWorkdays(DateOnly day, int count)
    {
        var (found, isGuess, step) = (day, false, Math.Sign(count));
        for (var left = count; left != 0; left -= step)
        {
            var next = Seek(found.AddDays(step), step);
            (found, isGuess) = (next.Value, isGuess || next.IsGuess);
        }

        return new Reckoned<DateOnly>(found, isGuess);
    }

    /// <summary>
    /// How many working days lie after the first day, up to and with the second: what <see cref="AddWorkdays"/> needs to come
    /// there. Where the second is earlier, those before the first day, as a negative number.
    /// </summary>
    public Reckoned<int> WorkdaysBetween(DateOnly from, DateOnly to)
    {
        var (count, isGuess, step) = (0, false, Math.Sign(to.CompareTo(from)));
        for (var day = from; day != to;)
        {
            day = day.AddDays(step);
            if (Works(day)) count += step;
            isGuess |= !Knows(day.Year);
        }

        return new Reckoned<int>(count, isGuess);
    }

    private Reckoned<DateOnly> Seek(DateOnly day, int step)
    {
        var isGuess = !Knows(day.Year);
        while (!Works(day))
        {
            day = day.AddDays(step);
            isGuess |= !Knows(day.Year);
        }

        return new Reckoned<DateOnly>(day, isGuess);
    }

    private bool Works(DateOnly day) => _madeUp.Contains(day) || !(_off.Contains(day) || _weekends.GetValueOrDefault(day.Year, _usualWeekend).Contains(day.DayOfWeek));
}

using MonitorWorker.Calendar;

namespace MonitorWorker.Scheduling;

/// <summary>What becomes of a firing that falls on a day off.</summary>
public enum DayOff
{
    /// <summary>It is left out.</summary>
    LeaveOut,

    /// <summary>It comes at the same time of the next working day.</summary>
    MoveOn,

    /// <summary>It comes at the same time of the last working day before.</summary>
    MoveBack,
}

/// <summary>
/// The firings of a cron expression as a calendar of working days moves them. Days and times are those of the schedule's
/// zone; two firings that come to the same moment are one.
/// </summary>
public sealed record WorkdayRule(DayOff DayOff, WorkdayCalendar Calendar)
{
    /// <summary>Far enough for a 29 February on a working day, near enough to see soon that Sundays in years to come are none.</summary>
    private const int HorizonYears = 12;

    /// <summary>More than any change of clocks: times of day that it moved are looked at, too.</summary>
    private static readonly TimeSpan _clockChange = TimeSpan.FromHours(3);

    public string Describe => DayOff switch
    {
        DayOff.LeaveOut => "on working days alone, other firings are left out",
        DayOff.MoveOn => "a firing on a day off comes on the next working day",
        _ => "a firing on a day off comes on the last working day before",
    };

    /// <summary>Goes from one working day that has firings to the next one. Null where twelve years hold none.</summary>
    public DateTimeOffset? NextAfter(CronReading cron, DateTimeOffset time)
    {
        var day = Calendar.NextOnOrAfter(DayOf(cron, time)).Value;
        while (true)
        {
            var (first, last) = DaysFor(day);
            var found = Days(first, last).Select(source => NextFrom(cron, source, day, time)).Min();
            if (found is not null) return found;
            if (cron.NextAfter(StartOf(cron, last.AddDays(1)).AddTicks(-1)) is not { } later || later > time.AddYears(HorizonYears)) return null;
            day = Calendar.NextOnOrAfter(Target(DayOf(cron, later))).Value;
        }
    }

    /// <summary>The latest firing that is not after a time; the other way round of <see cref="NextAfter"/>.</summary>
    public DateTimeOffset? PreviousAtOrBefore(CronReading cron, DateTimeOffset time)
    {
        var day = Calendar.PreviousOnOrBefore(DayOf(cron, time)).Value;
        while (true)
        {
            var (first, last) = DaysFor(day);
            var found = Days(first, last).Select(source => PreviousFrom(cron, source, day, time)).Max();
            if (found is not null) return found;
            if (cron.PreviousAtOrBefore(StartOf(cron, first).AddTicks(-1)) is not { } earlier || earlier < time.AddYears(-HorizonYears)) return null;
            day = Calendar.PreviousOnOrBefore(Target(DayOf(cron, earlier))).Value;
        }
    }

    /// <summary>Does a moment stand where it stands because of a year that the calendar does not know?</summary>
    public bool IsGuess(CronReading cron, DateTimeOffset due)
    {
        var (first, last) = DaysFor(DayOf(cron, due));
        return !Calendar.Knows(first.Year) || !Calendar.Knows(last.Year);
    }

    private static DateTimeOffset? NextFrom(CronReading cron, DateOnly source, DateOnly day, DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, cron.Zone);
        var from = source == day ? time
            : DateOnly.FromDateTime(local.DateTime) == day ? StartOf(cron, source) + local.TimeOfDay - _clockChange
            : StartOf(cron, source).AddTicks(-1);
        var start = StartOf(cron, source).AddTicks(-1);
        var next = cron.NextAfter(from > start ? from : start);
        while (next is { } firing && DayOf(cron, firing) == source)
        {
            var moved = Move(cron, firing, day);
            if (moved > time) return moved;
            next = cron.NextAfter(firing);
        }

        return null;
    }

    private static DateTimeOffset? PreviousFrom(CronReading cron, DateOnly source, DateOnly day, DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, cron.Zone);
        var until = source == day ? time
            : DateOnly.FromDateTime(local.DateTime) == day ? StartOf(cron, source) + local.TimeOfDay + _clockChange
            : DateTimeOffset.MaxValue;
        var end = StartOf(cron, source.AddDays(1)).AddTicks(-1);
        var previous = cron.PreviousAtOrBefore(until < end ? until : end);
        while (previous is { } firing && DayOf(cron, firing) == source)
        {
            var moved = Move(cron, firing, day);
            if (moved <= time) return moved;
            previous = cron.PreviousAtOrBefore(firing.AddTicks(-1));
        }

        return null;
    }

    /// <summary>A firing of the day itself stays the moment that cron meant, also in an hour that comes twice.</summary>
    private static DateTimeOffset Move(CronReading cron, DateTimeOffset firing, DateOnly day)
    {
        var local = TimeZoneInfo.ConvertTime(firing, cron.Zone);
        return DateOnly.FromDateTime(local.DateTime) == day ? firing : At(cron.Zone, day.ToDateTime(TimeOnly.FromTimeSpan(local.TimeOfDay)));
    }

    /// <summary>A local time as cron takes it: one that is skipped comes when the clock has jumped, one that comes twice comes first.</summary>
    private static DateTimeOffset At(TimeZoneInfo zone, DateTime local)
    {
        while (zone.IsInvalidTime(local)) local = local.AddTicks(TimeSpan.TicksPerMinute - (local.Ticks % TimeSpan.TicksPerMinute));
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static DateTimeOffset StartOf(CronReading cron, DateOnly day) => At(cron.Zone, day.ToDateTime(TimeOnly.MinValue));

    private static DateOnly DayOf(CronReading cron, DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, cron.Zone).DateTime);

    private static IEnumerable<DateOnly> Days(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1)) yield return day;
    }

    /// <summary>Where a firing of a day comes; a day whose firings are left out stays itself.</summary>
    private DateOnly Target(DateOnly day) => DayOff switch
    {
        DayOff.MoveOn => Calendar.NextOnOrAfter(day).Value,
        DayOff.MoveBack => Calendar.PreviousOnOrBefore(day).Value,
        _ => day,
    };

    /// <summary>The days whose firings come on a working day.</summary>
    private (DateOnly First, DateOnly Last) DaysFor(DateOnly workday) => DayOff switch
    {
        DayOff.MoveOn => (Calendar.PreviousWorkday(workday).Value.AddDays(1), workday),
        DayOff.MoveBack => (workday, Calendar.NextWorkday(workday).Value.AddDays(-1)),
        _ => (workday, workday),
    };
}

using MonitorWorker.Calendar;

namespace MonitorWorker.Notifications;

/// <summary>
/// When what is not told at once leaves: at a time of day on working days, or at one of the week. A weekly time on a day off
/// moves to the next working day, at the same time of day.
/// </summary>
/// <param name="Zone">The office's: the times of day are its.</param>
public sealed record BundleTimes(TimeOnly DailyAt, DayOfWeek WeeklyOn, TimeOnly WeeklyAt, TimeZoneInfo Zone, WorkdayCalendar Workdays)
{
    private const int Week = 7;

    /// <summary>The first such time after a decision, in UTC; null is at once.</summary>
    public DateTimeOffset? DueAfter(Timing timing, DateTimeOffset decided) => timing switch
    {
        Timing.Daily => NextDaily(decided),
        Timing.Weekly => NextWeekly(decided),
        _ => null,
    };

    /// <summary>From midnight to midnight where the office is, in UTC.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) Today(DateTimeOffset now) => (At(DayOf(now), TimeOnly.MinValue), At(DayOf(now).AddDays(1), TimeOnly.MinValue));

    /// <summary>The daily time of the next working day after today, in UTC.</summary>
    public DateTimeOffset NextDay(DateTimeOffset now) => NextDaily(Today(now).Until);

    private DateTimeOffset NextDaily(DateTimeOffset decided)
    {
        var day = Workdays.NextOnOrAfter(DayOf(decided)).Value;
        while (At(day, DailyAt) <= decided) day = Workdays.NextWorkday(day).Value;
        return At(day, DailyAt);
    }

    /// <summary>A holiday may have moved the time of an earlier week beyond the decision: that one comes first.</summary>
    private DateTimeOffset NextWeekly(DateTimeOffset decided)
    {
        var today = DayOf(decided);
        var day = today.AddDays(-(((int)today.DayOfWeek - (int)WeeklyOn + Week) % Week));
        while (Weekly(day.AddDays(-Week)) > decided) day = day.AddDays(-Week);
        while (Weekly(day) <= decided) day = day.AddDays(Week);
        return Weekly(day);
    }

    private DateTimeOffset Weekly(DateOnly day) => At(Workdays.NextOnOrAfter(day).Value, WeeklyAt);

    private DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, Zone).DateTime);

    /// <summary>A time of day that the clocks skip comes when they have jumped, one that comes twice comes first.</summary>
    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}

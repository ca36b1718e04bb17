using System.Globalization;
using FsCheck.Xunit;
using MonitorWorker.Calendar;

namespace MonitorWorker.Tests.Calendar;

public class WorkdayCalendarTests
{
    private static readonly WorkdayCalendar _china = Some.Workdays;

    [Theory]
    // Spring Festival 2026: 9 days off between two Saturdays of work.
    [InlineData("2026-02-13", true)]
    [InlineData("2026-02-14", true)] // Saturday
    [InlineData("2026-02-15", false)]
    [InlineData("2026-02-16", false)] // Monday
    [InlineData("2026-02-20", false)] // Friday
    [InlineData("2026-02-23", false)] // Monday
    [InlineData("2026-02-24", true)]
    [InlineData("2026-02-28", true)] // Saturday
    [InlineData("2026-03-01", false)]
    // National Day 2026, and the Sunday long before that makes up for it.
    [InlineData("2026-09-19", false)]
    [InlineData("2026-09-20", true)] // Sunday
    [InlineData("2026-09-30", true)]
    [InlineData("2026-10-01", false)]
    [InlineData("2026-10-07", false)]
    [InlineData("2026-10-08", true)]
    [InlineData("2026-10-10", true)] // Saturday
    [InlineData("2026-10-11", false)]
    // National Day 2025 joined Mid-Autumn.
    [InlineData("2025-10-08", false)]
    [InlineData("2025-10-09", true)]
    [InlineData("2024-02-09", true)]
    [InlineData("2024-02-18", true)] // Sunday
    public void A_day_is_a_working_day_as_it_was_announced(string day, bool expected) => Assert.Equal(new Reckoned<bool>(expected, false), _china.IsWorkday(Day(day)));

    [Theory]
    [InlineData("2026-02-13", "2026-02-14", "2026-02-12")]
    [InlineData("2026-02-14", "2026-02-24", "2026-02-13")]
    [InlineData("2026-02-18", "2026-02-24", "2026-02-14")]
    [InlineData("2026-09-30", "2026-10-08", "2026-09-29")]
    [InlineData("2026-10-05", "2026-10-08", "2026-09-30")]
    [InlineData("2025-12-31", "2026-01-04", "2025-12-30")]
    [InlineData("2026-01-01", "2026-01-04", "2025-12-31")]
    public void Days_off_are_stepped_over(string day, string next, string previous)
    {
        Assert.Equal((Day(next), Day(previous)), (_china.NextWorkday(Day(day)).Value, _china.PreviousWorkday(Day(day)).Value));
        if (_china.IsWorkday(Day(day)).Value) (next, previous) = (day, day);
        Assert.Equal((Day(next), Day(previous)), (_china.NextOnOrAfter(Day(day)).Value, _china.PreviousOnOrBefore(Day(day)).Value));
    }

    [Theory]
    // Ten working days to answer a warning of 11 February 2026: the 12th, 13th, 14th, 24th to 28th, and two of March.
    [InlineData("2026-02-11", 10, "2026-03-03")]
    [InlineData("2026-02-11", 0, "2026-02-11")]
    [InlineData("2026-02-18", 0, "2026-02-18")]
    [InlineData("2026-02-18", 1, "2026-02-24")]
    [InlineData("2026-02-18", -1, "2026-02-14")]
    [InlineData("2026-03-03", -10, "2026-02-11")]
    [InlineData("2026-09-30", 3, "2026-10-10")]
    [InlineData("2025-12-30", 2, "2026-01-04")]
    public void A_deadline_in_working_days_does_not_count_the_first_day(string from, int count, string expected)
    {
        Assert.Equal(new Reckoned<DateOnly>(Day(expected), false), _china.AddWorkdays(Day(from), count));
        Assert.Equal(new Reckoned<int>(count, false), _china.WorkdaysBetween(Day(from), Day(expected)));
    }

    [Theory]
    [InlineData("2026-01", "2026-01-30")]
    [InlineData("2026-02", "2026-02-28")]
    [InlineData("2026-05", "2026-05-29")]
    [InlineData("2026-09", "2026-09-30")]
    [InlineData("2025-08", "2025-08-29")]
    [InlineData("2024-09", "2024-09-30")]
    public void A_month_ends_with_its_last_working_day(string month, string expected) =>
        Assert.Equal(new Reckoned<DateOnly>(Day(expected), false), _china.LastWorkdayOf(YearMonth.Parse(month)));

    [Theory]
    // Year, days off that would have been worked, make-up days, working days: weekdays − days off + make-up days.
    [InlineData(2024, 28, 8, 251)]
    [InlineData(2025, 28, 5, 248)]
    [InlineData(2026, 33, 6, 248)]
    public void A_year_has_as_many_days_as_were_announced(int year, int off, int madeUp, int workdays)
    {
        var known = _china.Years.Single(candidate => candidate.Year == year);
        Assert.Equal((off, madeUp), (known.Holidays.Sum(holiday => holiday.Days.Count), known.MakeUpDays.Count));
        Assert.Equal(workdays, _china.WorkdaysBetween(new DateOnly(year - 1, 12, 31), new DateOnly(year, 12, 31)).Value);
        Assert.All(known.MakeUpDays, day => Assert.Contains(day.DayOfWeek, new[] { DayOfWeek.Saturday, DayOfWeek.Sunday }));
    }

    [Fact]
    public void A_year_without_data_goes_by_weekdays_and_every_answer_says_so()
    {
        Assert.Equal(new Reckoned<bool>(true, true), _china.IsWorkday(Day("2027-10-01")));
        Assert.Equal(new Reckoned<bool>(false, true), _china.IsWorkday(Day("2027-10-02")));
        Assert.Equal(new Reckoned<DateOnly>(Day("2027-01-01"), true), _china.NextWorkday(Day("2026-12-31")));
        Assert.Equal(new Reckoned<DateOnly>(Day("2026-12-31"), false), _china.NextWorkday(Day("2026-12-30")));
        Assert.Equal(new Reckoned<DateOnly>(Day("2026-12-31"), true), _china.AddWorkdays(Day("2027-01-04"), -2));
        Assert.Equal(new Reckoned<int>(2, true), _china.WorkdaysBetween(Day("2026-12-30"), Day("2027-01-01")));
        Assert.Equal(new Reckoned<int>(1, false), _china.WorkdaysBetween(Day("2026-12-30"), Day("2026-12-31")));
        Assert.Equal(new Reckoned<DateOnly>(Day("2023-12-29"), true), _china.LastWorkdayOf(new YearMonth(2023, 12)));
        Assert.False(WorkdayCalendar.MondayToFriday.Knows(2026));
        Assert.True(WorkdayCalendar.MondayToFriday.IsWorkday(Day("2026-10-01")) is { Value: true, IsGuess: true });
    }

    [Theory]
    [InlineData("2026-10-31", "")]
    [InlineData("2026-11-01", "2027")]
    [InlineData("2026-12-31", "2027")]
    [InlineData("2025-11-01", "")]
    [InlineData("2027-03-01", "2027")]
    [InlineData("2027-11-01", "2027 2028")]
    [InlineData("2023-12-01", "2023")]
    public void Of_the_next_year_one_must_know_from_November_on(string today, string missing) =>
        Assert.Equal(missing, string.Join(' ', _china.MissingYears(Day(today))));

    [Fact]
    public void Another_country_may_have_another_weekend()
    {
        var elsewhere = new WorkdayCalendar("xx", [new CalendarYear("xx", 2026, null, [DayOfWeek.Friday], [], [Day("2026-01-09")])]);
        Assert.Equal((false, true, true), (elsewhere.IsWorkday(Day("2026-01-02")).Value, elsewhere.IsWorkday(Day("2026-01-03")).Value, elsewhere.IsWorkday(Day("2026-01-09")).Value));
    }

    [Fact]
    public void A_weekend_without_end_is_refused() =>
        Assert.Throws<ArgumentException>(() => new WorkdayCalendar("xx", [new CalendarYear("xx", 2026, null, Enum.GetValues<DayOfWeek>(), [], [])]));

    [Property]
    public bool There_are_as_many_working_days_between_as_were_added(ushort start, sbyte count)
    {
        var from = Around(start);
        return _china.WorkdaysBetween(from, _china.AddWorkdays(from, count).Value).Value == count;
    }

    [Property]
    public bool From_a_working_day_the_way_back_is_the_way_there(ushort start, sbyte count)
    {
        var from = _china.NextOnOrAfter(Around(start)).Value;
        return _china.AddWorkdays(_china.AddWorkdays(from, count).Value, -count).Value == from;
    }

    [Property]
    public bool More_days_or_a_later_start_never_end_earlier(ushort start, byte later, sbyte count)
    {
        var (from, end) = (Around(start), _china.AddWorkdays(Around(start), count).Value);
        return _china.AddWorkdays(from, count + 1).Value > end && _china.AddWorkdays(from.AddDays(later), count).Value >= end;
    }

    [Property]
    public bool What_was_counted_to_is_a_working_day(ushort start, sbyte count)
    {
        var found = _china.AddWorkdays(Around(start), count == 0 ? 1 : count).Value;
        return _china.IsWorkday(found).Value && !_china.Years.SelectMany(year => year.Holidays).SelectMany(holiday => holiday.Days).Contains(found);
    }

    [Property]
    public bool Counts_add_up(ushort start, byte first, byte second)
    {
        var from = Around(start);
        var (middle, end) = (from.AddDays(first), from.AddDays(first + second));
        return _china.WorkdaysBetween(from, middle).Value + _china.WorkdaysBetween(middle, end).Value == _china.WorkdaysBetween(from, end).Value
            && _china.WorkdaysBetween(from, end).Value == Enumerable.Range(1, first + second).Count(days => _china.IsWorkday(from.AddDays(days)).Value);
    }

    [Property]
    public bool An_answer_is_a_guess_exactly_where_it_looked_at_an_unknown_year(ushort start, byte count)
    {
        var found = _china.AddWorkdays(Around(start), count + 1);
        return found.IsGuess == (!_china.Knows(Around(start).AddDays(1).Year) || !_china.Knows(found.Value.Year));
    }

    /// <summary>Known years and some on both sides.</summary>
    private static DateOnly Around(ushort start) => new DateOnly(2022, 7, 1).AddDays(start % 2200);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

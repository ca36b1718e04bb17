using System.Globalization;
using MonitorWorker.Calendar;
using MonitorWorker.Tasks;

namespace MonitorWorker.Tests.Tasks;

/// <summary>Worked out by hand with the announced holidays: 15 to 17 September 2024 off, Saturday the 14th worked; 1 to 7 October off, Sunday 29 September worked.</summary>
public class TaskOccasionsTests
{
    private static readonly int[] _usual = [-5, -1, 1, 5];

    [Theory]
    [InlineData("2024-09-10", "2024-09-10")]
    [InlineData("2024-09-14", "2024-09-14")] // Saturday, worked
    [InlineData("2024-09-15", "2024-09-18")] // Mid-Autumn
    [InlineData("2024-10-01", "2024-10-08")]
    [InlineData("2024-09-07", "2024-09-09")]
    public void A_deadline_on_a_day_off_moves_to_the_next_working_day(string written, string deadline) =>
        Assert.Equal(new Reckoned<DateOnly>(Day(deadline), false), TaskOccasions.DeadlineOf(Day(written), Some.Workdays));

    [Theory]
    [InlineData("2024-09-10", "2024-09-03 2024-09-09 2024-09-11 2024-09-18")]
    [InlineData("2024-09-18", "2024-09-10 2024-09-14 2024-09-19 2024-09-25")]
    [InlineData("2024-10-08", "2024-09-25 2024-09-30 2024-10-09 2024-10-14")]
    public void Occasions_count_working_days(string deadline, string days) =>
        Assert.Equal(days, string.Join(' ', TaskOccasions.All(_usual, Day(deadline), Some.Workdays).Select(occasion => $"{occasion.Day:yyyy-MM-dd}")));

    [Theory]
    // Deadline Tuesday 10 September: occasions on the 3rd, 9th, 11th and 18th.
    [InlineData("2024-09-02", "", null)]
    [InlineData("2024-09-03", "", -5)]
    [InlineData("2024-09-03", "-5", null)]
    [InlineData("2024-09-04", "-5", null)]
    [InlineData("2024-09-04", "", -5)] // the service was down on the day
    [InlineData("2024-09-08", "", -5)] // a Sunday
    [InlineData("2024-09-09", "", -1)] // the earlier one was missed as well: the latest is told alone
    [InlineData("2024-09-09", "-5", -1)]
    [InlineData("2024-09-10", "-5 -1", null)]
    [InlineData("2024-09-11", "-5 -1", 1)]
    [InlineData("2024-09-17", "-5 -1 1", null)]
    [InlineData("2024-09-18", "-5 -1 1", 5)]
    [InlineData("2024-09-30", "-5", 5)]
    [InlineData("2024-10-19", "-5", 5)]
    [InlineData("2024-10-20", "-5", null)] // 32 days late
    [InlineData("2024-12-31", "-5 -1 1 5", null)]
    public void The_latest_occasion_that_has_come_is_due_once(string day, string told, int? due) =>
        Assert.Equal(due, TaskOccasions.Due(_usual, Day("2024-09-10"), Day(day), Numbers(told), Some.Workdays)?.Offset);

    [Fact]
    public void The_day_itself_may_be_an_occasion_and_none_may_be()
    {
        Assert.Equal(new TaskOccasion(0, Day("2024-09-10")), TaskOccasions.Due([0], Day("2024-09-10"), Day("2024-09-10"), [], Some.Workdays));
        Assert.Null(TaskOccasions.Due([0], Day("2024-09-10"), Day("2024-09-09"), [], Some.Workdays));
        Assert.Null(TaskOccasions.Due([], Day("2024-09-10"), Day("2024-09-10"), [], Some.Workdays));
    }

    [Theory]
    [InlineData("2024-09-01", "2024-09-03")]
    [InlineData("2024-09-03", "2024-09-09")]
    [InlineData("2024-09-11", "2024-09-18")]
    [InlineData("2024-09-18", null)]
    public void The_next_occasion_is_after_today(string day, string? next) =>
        Assert.Equal(next is null ? null : Day(next), TaskOccasions.Next(_usual, Day("2024-09-10"), Day(day), Some.Workdays)?.Day);

    private static List<int> Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

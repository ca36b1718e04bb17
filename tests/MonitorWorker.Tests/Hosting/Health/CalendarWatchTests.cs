using Microsoft.Extensions.Logging;
using MonitorWorker.Calendar;
using MonitorWorker.Hosting;
using MonitorWorker.Hosting.Health;
using MonitorWorker.Scheduling;
using MonitorWorker.Tests.Jobs;

namespace MonitorWorker.Tests.Hosting.Health;

public class CalendarWatchTests
{
    private static readonly WorkdayCalendar _none = new("cn", []);

    [Fact]
    public async Task A_running_service_says_once_a_day_that_the_next_year_is_missing()
    {
        await using var office = await TestOffice.OpenAsync();
        var log = new Warnings();
        var watch = new CalendarWatch(office.Settings with { Workdays = Some.Workdays }, [], office.Watch, office.Notes, office.Clock, log);
        // Where the office is, November has not begun.
        office.Clock.SetUtcNow(new DateTimeOffset(2026, 10, 31, 15, 59, 50, TimeSpan.Zero));
        await watch.LookAsync(default);
        Assert.Empty(log.Said);
        office.Clock.Advance(TimeSpan.FromSeconds(10));
        await watch.LookAsync(default);
        await watch.LookAsync(default);
        Assert.Contains("cn-2027.json", Assert.Single(log.Said));
        office.Clock.Advance(TimeSpan.FromDays(1));
        await watch.LookAsync(default);
        Assert.Equal(2, log.Said.Count);
        // By mail from December on, when it has been announced; once, also after a restart, and that it is mended once.
        Assert.Empty(await office.RoundAsync());
        office.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 1, 1, 0, 0, TimeSpan.Zero));
        await watch.LookAsync(default);
        await new CalendarWatch(office.Settings with { Workdays = Some.Workdays }, [], office.Watch, office.Notes, office.Clock, log).LookAsync(default);
        var mails = await office.RoundAsync();
        Assert.Equal(["【运行故障】工作日历 cn 缺少年份：没有2027年的工作日历"], mails.Select(mail => mail.Subject));
        var mended = new WorkdayCalendar("cn", [.. Some.Workdays.Years, Some.Workdays.Years[^1] with { Year = 2027 }]);
        await new CalendarWatch(office.Settings with { Workdays = mended }, [], office.Watch, office.Notes, office.Clock, log).LookAsync(default);
        Assert.Equal(["【运行恢复】工作日历 cn 已补齐"], (await office.RoundAsync()).Select(mail => mail.Subject));
    }

    [Theory]
    [InlineData("2026-11-09", "")]
    [InlineData("2026-11-10", "calendar")]
    [InlineData("2026-11-28", "calendar")] // the service was down on the day
    [InlineData("2026-12-20", "trouble calendar")]
    public async Task The_calendar_of_the_next_year_is_asked_for_once_on_each_of_its_days(string day, string told)
    {
        await using var office = await TestOffice.OpenAsync();
        office.Clock.SetUtcNow(DateTimeOffset.Parse(day + "T01:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        for (var start = 0; start < 2; start++)
            await new CalendarWatch(office.Settings with { Workdays = Some.Workdays }, [], office.Watch, office.Notes, office.Clock, new Warnings()).LookAsync(default);
        var mails = (await office.RoundAsync()).Select(mail => mail.Kind == "note" ? mail.Subject.Contains("请准备2027年的工作日历", StringComparison.Ordinal) ? "calendar" : mail.Subject : mail.Kind);
        Assert.Equal(told, string.Join(' ', mails.OrderDescending()));
    }

    [Fact]
    public void An_office_without_a_calendar_hears_nothing_until_a_schedule_asks_for_one()
    {
        var today = new DateOnly(2026, 12, 1);
        Assert.Null(CalendarWords.Missing(_none, today, [Schedule(null)]));
        Assert.Contains("cn-2026.json, cn-2027.json", CalendarWords.Missing(_none, today, [Schedule(null), Schedule(new WorkdayRule(DayOff.MoveOn, _none))]));
        Assert.Contains("The working days of 2027 are not known", CalendarWords.Missing(Some.Workdays, today, []));
        Assert.Null(CalendarWords.Missing(Some.Workdays, new DateOnly(2026, 10, 31), []));
    }

    [Fact]
    public void What_is_known_is_said_in_one_line()
    {
        Assert.Equal("working days (cn): 2024, 2025, 2026", CalendarWords.Known(Some.Workdays));
        Assert.Equal("working days: no calendar, Monday to Friday", CalendarWords.Known(_none));
    }

    private static Schedule Schedule(WorkdayRule? rule) =>
        CronReading.TryRead("0 9 5 * *", "Asia/Shanghai", out var cron, out var problem)
            ? new Schedule("s", "check", cron, MissedRun.Once, TimeSpan.FromHours(12)) { Workdays = rule }
            : throw new FormatException(problem);

    private sealed class Warnings : ILogger<CalendarWatch>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add($"{logLevel}: {formatter(state, exception)}");
    }
}

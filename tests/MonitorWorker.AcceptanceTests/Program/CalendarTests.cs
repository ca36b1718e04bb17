using System.Globalization;

namespace MonitorWorker.AcceptanceTests.Program;

/// <summary>The calendar of working days as whoever keeps it sees it, and what it does to a running service.</summary>
public class CalendarTests
{
    [Fact]
    public async Task The_shipped_calendars_are_good_and_counted_month_by_month()
    {
        using var work = WorkFolder.Sample();
        var ended = (await work.RunAsync("calendar", "check")).Expect(0);
        // Days off, make-up days, working days of the year, and of its months.
        Assert.Contains("cn-2026 33 6 248 21 16 22 21 19 21 23 21 22 18 21 23", Rows(ended.Output));
        var list = (await work.RunAsync("calendar", "list", "--year", "2026")).Expect(0).Output;
        Assert.Contains("2026-02-16 星期一 春节放假", Rows(list));
        Assert.Contains("2026-09-20 星期日 调休上班", Rows(list));
        Assert.Equal(39, Rows(list).Count(row => row.StartsWith("2026-", StringComparison.Ordinal)));
        Assert.Contains("cn-2030.json", (await work.RunAsync("calendar", "list", "--year", "2030")).Expect(2).Errors);
        Assert.Contains("working days (cn): 2024, 2025, 2026", (await work.RunAsync("check-config")).Expect(0).Output);
        Assert.False(Directory.Exists(work.In("data")));
    }

    [Fact]
    public async Task A_mistake_is_told_with_file_and_line_by_both_checks_and_keeps_the_service_from_starting()
    {
        using var work = WorkFolder.Sample();
        work.Edit("config/calendars/cn-2026.json", "\"2026-09-26\"", "\"2025-09-26\"");
        work.Edit("config/calendars/cn-2025.json", "\"2025-01-26\"", "\"2025-01-27\"");
        foreach (var verb in new[] { "calendar check", "check-config", "run" })
        {
            var errors = (await work.RunAsync(verb.Split(' '))).Expect(2).Errors.Split('\n');
            Assert.Contains($"calendars/cn-2026.json:{Line(work, 2026, "2025-09-26")}  holidays[5].days[1] = \"2025-09-26\": is not a day of 2026. Expected: days of one year in one file", errors);
            Assert.Contains($"calendars/cn-2025.json:{Line(work, 2025, "2025-01-27")}  workdays[0] = \"2025-01-27\": is a Monday, a working day already. Expected: a day of the weekend on which people work", errors);
        }

        var alone = await work.RunAsync("calendar", "check", "config/calendars/cn-2024.json");
        Assert.Contains("cn-2024 28 8 251", string.Join('\n', Rows(alone.Expect(0).Output)));
        Assert.Contains("there is no such file", (await work.RunAsync("calendar", "check", "config/calendars/cn-2031.json")).Expect(2).Errors);
    }

    [Fact]
    public async Task Without_any_calendar_the_check_says_where_it_looked()
    {
        using var work = WorkFolder.Sample();
        Directory.Delete(work.In("config/calendars"), recursive: true);
        Assert.Contains(work.In("config/calendars"), (await work.RunAsync("calendar", "check")).Expect(2).Errors);
        Assert.Contains("no calendar, Monday to Friday", (await work.RunAsync("check-config")).Expect(0).Output);
    }

    [Fact]
    public async Task On_a_day_off_a_schedule_of_working_days_rests_while_others_go_on()
    {
        using var work = WorkFolder.Empty();
        OnDaysOff(work);
        work.Schedule(
            """{ "name": "resting", "job": "housekeeping", "cron": "* * * * * ?", "calendar": "workdays", "missed": "skip" }""",
            """{ "name": "moved", "job": "housekeeping", "cron": "* * * * * ?", "calendar": "nextWorkday", "missed": "skip" }""",
            """{ "name": "always", "job": "housekeeping", "cron": "* * * * * ?", "missed": "skip" }""");
        Assert.Contains("resting (housekeeping): Quartz (seconds first, 1 is Sunday): * * * * * ?, Asia/Shanghai; on working days alone", (await work.RunAsync("check-config")).Expect(0).Output);
        await using var service = work.Start("run");
        await service.WaitForOutputAsync("接下来的运行", WorkFolder.Deadline);
        await WorkFolder.UntilAsync(() => Done("always") > 3, "The schedule of all days did not run", () => service.Errors);
        Assert.Equal((0, 0), (Done("resting"), Done("moved")));
        service.Terminate();
        Assert.Equal(0, await service.WaitAsync(WorkFolder.Deadline));

        long Done(string schedule) => work.Count($"SELECT COUNT(*) FROM ScheduleRuns WHERE Schedule = '{schedule}' AND Outcome = 'done'");
    }

    /// <summary>A country that is off work for a week about the day of the test.</summary>
    private static void OnDaysOff(WorkFolder work)
    {
        work.Environment["MonitorWorker__calendar__country"] = "xx";
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(8).DateTime);
        foreach (var year in Enumerable.Range(-3, 7).Select(today.AddDays).GroupBy(day => day.Year))
        {
            var days = string.Join(", ", year.Select(day => $"\"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\""));
            File.WriteAllText(work.In($"config/calendars/xx-{year.Key}.json"), $$"""{ "year": {{year.Key}}, "holidays": [{ "name": "rest", "days": [{{days}}] }] }""");
        }
    }

    private static int Line(WorkFolder work, int year, string day) =>
        Array.FindIndex(File.ReadAllLines(work.In($"config/calendars/cn-{year}.json")), line => line.Contains(day, StringComparison.Ordinal)) + 1;

    private static IEnumerable<string> Rows(string output) => output.Split('\n').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}

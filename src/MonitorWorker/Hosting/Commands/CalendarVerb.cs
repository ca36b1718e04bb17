using System.Globalization;
using MonitorWorker.Calendar;
using MonitorWorker.Hosting.Configuration;

namespace MonitorWorker.Hosting.Commands;

/// <summary><c>calendar check</c> and <c>calendar list</c>: what the calendar files say, to be compared with the announcement.</summary>
internal static class CalendarVerb
{
    private static readonly string[] _weekdays = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];

    /// <param name="files">None are those of the configured folder.</param>
    /// <exception cref="BadConfigException">A file has problems; all of them are listed.</exception>
    public static int Check(GlobalOptions global, IReadOnlyList<string> files)
    {
        if (files.Count > 0) return Show(CalendarReader.ReadFiles(Directory.GetCurrentDirectory(), files.Select(Path.GetFullPath)));

        var (options, calendars) = Session.LoadCalendars(global.ConfigFolder);
        var shown = Show(calendars);
        if (calendars.Years.Count == 0) return NoFile(options.Calendar.Folder, "COUNTRY-YEAR.json");
        if (CalendarWords.Missing(calendars.For(options.Calendar.Country), Today(options), []) is { } missing) ConsoleOutput.WriteError($"Warning: {missing}");
        return shown;
    }

    /// <param name="asked">Null is this year where the office is.</param>
    /// <exception cref="BadConfigException">A file has problems; all of them are listed.</exception>
    public static int List(GlobalOptions global, int? asked)
    {
        var (options, calendars) = Session.LoadCalendars(global.ConfigFolder);
        Refuse(calendars.Problems);
        var workdays = calendars.For(options.Calendar.Country);
        var year = asked ?? Today(options).Year;
        if (workdays.Years.FirstOrDefault(known => known.Year == year) is not { } found)
            return NoFile(options.Calendar.Folder, string.Create(CultureInfo.InvariantCulture, $"{workdays.Country}-{year}.json"));

        if (found.Basis is { } basis) ConsoleOutput.WriteLine(basis);
        var days = found.Holidays.SelectMany(holiday => holiday.Days.Select(day => (Day: day, What: $"{holiday.Name}放假")))
            .Concat(found.MakeUpDays.Select(day => (Day: day, What: "调休上班")))
            .OrderBy(day => day.Day);
        ConsoleOutput.WriteTable(
            ["日期", "星期", "安排"],
            days.Select(day => (IReadOnlyList<string>)[day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), _weekdays[(int)day.Day.DayOfWeek], day.What]));
        return ExitCodes.Good;
    }

    private static int Show(CalendarReading calendars)
    {
        string[] header = ["日历", ">放假天数", ">调休上班天数", ">工作日", .. Enumerable.Range(1, 12).Select(month => $">{month}月")];
        if (calendars.Years.Count > 0) ConsoleOutput.WriteTable(header, calendars.Years.Select(Row));
        Refuse(calendars.Problems);
        return ExitCodes.Good;
    }

    private static IReadOnlyList<string> Row(CalendarYear year)
    {
        var workdays = new WorkdayCalendar(year.Country, [year]);
        var months = Enumerable.Range(1, 12).Select(month => new YearMonth(year.Year, month)).Select(month => workdays.WorkdaysBetween(month.FirstDay.AddDays(-1), month.LastDay).Value).ToList();
        int[] figures = [year.Holidays.Sum(holiday => holiday.Days.Count), year.MakeUpDays.Count, months.Sum(), .. months];
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{year.Country}-{year.Year}"),
            .. figures.Select(figure => figure.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static void Refuse(IReadOnlyList<ConfigProblem> problems)
    {
        if (problems.Count > 0) throw new BadConfigException([.. problems.Select(problem => problem.ToString())]);
    }

    private static int NoFile(string folder, string expected)
    {
        ConsoleOutput.WriteError($"There is no calendar to show. Expected: {expected} in {folder}");
        return ExitCodes.BadUsage;
    }

    private static DateOnly Today(MonitorOptions options)
    {
        // check-config tells of a zone that is none.
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), zone).DateTime);
    }
}

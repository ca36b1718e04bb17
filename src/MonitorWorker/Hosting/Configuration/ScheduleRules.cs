using MonitorWorker.Scheduling;

namespace MonitorWorker.Hosting.Configuration;

/// <summary>What schedules have to be among themselves and in time. Adds are (key, message, expected).</summary>
/// <param name="reports">Names of all reports that there are.</param>
internal sealed class ScheduleRules(IReadOnlyList<ScheduleOptions> schedules, IReadOnlyCollection<string> reports, Action<string, string, string> add)
{
    private const string ReportJob = "report";

    public void Check()
    {
        var names = new Dictionary<string, int>();
        for (var index = 0; index < schedules.Count; index++)
        {
            var (schedule, key) = (schedules[index], $"schedules[{index}]");
            // A required key that could not be read is null here and has been reported.
            if (schedule.Name is { } name && !names.TryAdd(name, index))
                add($"{key}.name", $"schedules[{names[name]}] has this name as well", "each name once: the memory of past runs hangs on it");
            if (schedule.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
                add($"{key}.timeZone", "is not a time zone", "e.g. Asia/Shanghai or China Standard Time");
            // The zone has been judged on its own.
            if (schedule.Cron is { } cron && !CronReading.TryRead(cron, "UTC", out _, out var problem))
                add($"{key}.cron", problem, "e.g. 30 8 * * MON-FRI (minute hour day month weekday) or 0 30 8 ? * MON-FRI (Quartz, seconds first)");
            CheckReport(schedule, key);
        }
    }

    private void CheckReport(ScheduleOptions schedule, string key)
    {
        // A job that could not be read asks for nothing that is known.
        if (schedule.Job is null) return;
        var all = $"one of {string.Join(", ", reports)}";
        if (schedule.Job != ReportJob)
        {
            if (schedule.Report is not null) add($"{key}.report", $"is of the job report alone, and this one is {schedule.Job}", "the key removed, or \"job\": \"report\"");
        }
        else if (schedule.Report is not { } report)
        {
            add($"{key}.report", "is missing, and the job is report", all);
        }
        else if (!reports.Contains(report))
        {
            add($"{key}.report", "there is no such report", Spelling.Nearest(report, reports) is { } near ? $"{all}; did you mean {near}?" : all);
        }
    }
}

using Quartz;

namespace MonitorWorker.Scheduling;

/// <summary>A cron expression as it was read: its form, its zone, and the times it means.</summary>
public sealed class CronReading
{
    private CronReading(CronExpression expression, string describe)
    {
        Expression = expression;
        Describe = describe;
    }

    public CronExpression Expression { get; }

    public string Describe { get; }

    public static bool TryRead(string cron, string timeZone, out CronReading reading, out string problem)
    {
        reading = null!;
        problem = "";
        var five = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 5;
        if (!CronExpression.TryParse(cron, five ? CronFormat.Unix : CronFormat.Quartz, out var expression))
        {
            problem = "is not a cron expression";
            return false;
        }

        reading = new CronReading(expression!.WithTimeZone(TimeZoneInfo.FindSystemTimeZoneById(timeZone)), five ? "five-field" : "Quartz");
        return true;
    }

    public DateTimeOffset? NextAfter(DateTimeOffset time) => Expression.GetNextValidTimeAfter(time);

    public DateTimeOffset? PreviousAtOrBefore(DateTimeOffset time) => Expression.GetPreviousValidTimeBefore(time.AddSeconds(1));
}

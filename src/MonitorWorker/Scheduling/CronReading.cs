using System.Globalization;
using Quartz;

namespace MonitorWorker.Scheduling;

/// <summary>
/// A cron expression as it was read: its form, its zone, and the times it means. Five fields are Unix cron (weekday 0 and 7
/// are Sunday), six or seven are Quartz (seconds first, weekday 1 is Sunday); the same number is another day in the other
/// form, so the reading is told with names. In the hour that a clock change skips a run comes when the clock has jumped; in the
/// hour that comes twice a run at a fixed time comes once.
/// </summary>
public sealed class CronReading
{
    /// <summary>How far to look back. The last holds two leap days around a century that has none.</summary>
    private static readonly TimeSpan[] _windows = [TimeSpan.FromMinutes(2), TimeSpan.FromDays(1), TimeSpan.FromDays(32), TimeSpan.FromDays(9 * 366)];
    private static readonly TimeSpan _beforeBothHours = TimeSpan.FromHours(3);
    private readonly TimeZoneInfo _zone;

    private CronReading(CronExpression expression, TimeZoneInfo zone, string form)
    {
        Expression = expression;
        _zone = zone;
        Describe = $"{form}, read as {QuartzText} (second minute hour day month weekday), {zone.Id}";
    }

    /// <summary>For the clockwork of this room.</summary>
    public CronExpression Expression { get; }

    /// <summary>The same schedule in Quartz's form, with weekdays as names.</summary>
    public string QuartzText => WithNames(Expression.CronExpressionString);

    /// <summary>How it was read, for a person who has to notice a wrong weekday.</summary>
    public string Describe { get; }

    /// <summary>Reads both forms and tells them apart by the number of fields.</summary>
    /// <param name="timeZone">IANA or Windows name.</param>
    public static bool TryRead(string cron, string timeZone, out CronReading reading, out string problem)
    {
        reading = null!;
        problem = "";
        var fields = cron.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone)) problem = $"{timeZone} is not a time zone";
        else if (fields.Length is < 5 or > 7) problem = string.Create(CultureInfo.InvariantCulture, $"has {fields.Length} fields, not 5 (Unix) or 6 to 7 (Quartz)");
        if (problem.Length > 0) return false;

        try
        {
            var form = fields.Length == 5 ? "five fields" : string.Create(CultureInfo.InvariantCulture, $"Quartz, {fields.Length} fields");
            var expression = CronExpression.Parse(string.Join(' ', fields), fields.Length == 5 ? CronFormat.Unix : CronFormat.Quartz).WithTimeZone(zone!);
            if (expression.GetNextValidTimeAfter(DateTimeOffset.UnixEpoch) is null) problem = "names a day that never comes";
            else reading = new CronReading(expression, zone!, form);
        }
        catch (FormatException e)
        {
            problem = $"is not a cron expression: {e.Message.TrimEnd('.')}";
        }

        return problem.Length == 0;
    }

    /// <summary>In the zone's own time, so that whoever prints it prints what the clock on the wall shows.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset time)
    {
        if (!_zone.IsAmbiguousTime(TimeZoneInfo.ConvertTime(time, _zone))) return InZone(Expression.GetNextValidTimeAfter(time));

        // Asked in the middle of an hour that comes twice, Quartz forgets that the run was in the first one.
        var next = Expression.GetNextValidTimeAfter(time - _beforeBothHours);
        while (next <= time) next = Expression.GetNextValidTimeAfter(next.Value);
        return InZone(next);
    }

    /// <summary>
    /// The latest time that <see cref="NextAfter"/> gives up to now. Quartz's own way back is not used: it takes a local time
    /// for UTC, and names the other of two equal hours than its way forward, which would run one due time twice.
    /// </summary>
    public DateTimeOffset? PreviousAtOrBefore(DateTimeOffset time)
    {
        foreach (var window in _windows)
        {
            var (from, to) = (time - window, time);
            if (!ComesBy(from, time)) continue;
            while (to - from > TimeSpan.FromTicks(1))
            {
                var middle = from + (to - from) / 2;
                if (ComesBy(middle, time)) from = middle;
                else to = middle;
            }

            return NextAfter(from);
        }

        return null;
    }

    private bool ComesBy(DateTimeOffset from, DateTimeOffset time) => NextAfter(from) <= time;

    private DateTimeOffset? InZone(DateTimeOffset? time) => time is { } known ? TimeZoneInfo.ConvertTime(known, _zone) : null;

    /// <summary>Quartz numbers weekdays from Sunday = 1; numbers after # and / count something else.</summary>
    private static string WithNames(string expression)
    {
        string[] names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
        var fields = expression.Split(' ');
        var days = fields[5].ToCharArray();
        var named = string.Concat(days.Select((letter, index) =>
            letter is >= '1' and <= '7' && (index == 0 || days[index - 1] is ',' or '-') ? names[letter - '1'] : letter.ToString()));
        fields[5] = named;
        return string.Join(' ', fields);
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Quartz;

namespace MonitorWorker.Scheduling;

/// <summary>
/// A cron expression as it was read: its form, its zone, and the times it means. People paste both forms, and their
/// weekday numbers differ by one, so the reading is always said.
/// </summary>
public sealed partial class CronReading
{
    private static readonly string[] _weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly TimeSpan _beforeRepeatedHour = TimeSpan.FromHours(3);
    private readonly CronExpression _expression;

    private CronReading(CronExpression expression, TimeZoneInfo zone, string describe)
    {
        _expression = expression;
        Zone = zone;
        Describe = describe;
    }

    public TimeZoneInfo Zone { get; }

    /// <summary>Form, expression and zone in one line, with a warning where weekdays are numbers.</summary>
    public string Describe { get; }

    /// <param name="problem">What is wrong, in the parser's own words unless fields are missing or too many.</param>
    /// <param name="clock">An expression that does not fire after this clock's time is a problem, too.</param>
    public static bool TryRead(string cron, string timeZone, out CronReading reading, out string problem, TimeProvider? clock = null)
    {
        reading = null!;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
        {
            problem = $"'{timeZone}' is not a time zone";
            return false;
        }

        var fields = cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(' ', fields);
        if (fields.Length >= 5 && fields.Take(6).FirstOrDefault(field => NumberOfQuartzItself().IsMatch(field)) is { } field)
        {
            problem = $"'{field}' is out of range";
            return false;
        }

        if (fields.Length is > 1 and not (5 or 6 or 7))
        {
            problem = string.Create(
                CultureInfo.InvariantCulture,
                $"has {fields.Length} fields; a schedule has six: second minute hour day month weekday, e.g. 0 0 8 ? * MON-FRI (five, without the second, and a seventh for the year are read as well)");
            return false;
        }

        try
        {
            var expression = CronExpression.Parse(text, fields.Length == 5 ? CronFormat.Unix : CronFormat.Quartz).WithTimeZone(zone);
            reading = new CronReading(expression, zone, $"{FormOf(fields)}: {text}, {timeZone}{WeekdayWarning(fields)}");
        }
        catch (FormatException e)
        {
            problem = e.Message.TrimEnd('.');
            return false;
        }

        problem = reading.NextAfter((clock ?? TimeProvider.System).GetUtcNow()) is null ? "never fires again" : "";
        return problem.Length == 0;
    }

    /// <summary>The same from wherever it is asked: in the middle of an hour that comes twice, Quartz has forgotten the run of the first.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset time)
    {
        if (!Zone.IsAmbiguousTime(TimeZoneInfo.ConvertTime(time, Zone))) return _expression.GetNextValidTimeAfter(time);

        var next = _expression.GetNextValidTimeAfter(time - _beforeRepeatedHour);
        while (next <= time) next = _expression.GetNextValidTimeAfter(next.Value);
        return next;
    }

    /// <summary>
    /// The latest firing that is not after a time. Only what <see cref="NextAfter"/> comes by is a firing: in the hour
    /// that summer time repeats, looking back would find one more.
    /// </summary>
    public DateTimeOffset? PreviousAtOrBefore(DateTimeOffset time)
    {
        var wholeSecond = new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var candidate = _expression.GetPreviousValidTimeBefore(wholeSecond.AddSeconds(1));
        if (candidate is null || !Zone.IsAmbiguousTime(candidate.Value)) return candidate;

        DateTimeOffset? found = null;
        for (var next = NextAfter(candidate.Value - _beforeRepeatedHour); next <= time; next = NextAfter(next.Value)) found = next;
        return found ?? candidate;
    }

    private static string FormOf(string[] fields) => fields.Length switch
    {
        1 => "shorthand",
        5 => "five fields (Unix, 0 and 7 are Sunday)",
        _ => "Quartz (seconds first, 1 is Sunday)",
    };

    private static string WeekdayWarning(string[] fields)
    {
        if (fields.Length < 5) return "";
        var field = fields[fields.Length == 5 ? 4 : 5];
        var sunday = fields.Length == 5 ? 0 : 1;
        var named = WeekdayNumber().Replace(field, number => _weekdays[(number.Value[0] - '0' - sunday) % 7]);
        return named == field ? "" : $"; careful: weekday {field} is read as {named}, better write names";
    }

    /// <summary>Quartz keeps 99 for "every" and 98 for "no matter", and reads them so where somebody wrote the number; only a year is that large.</summary>
    [GeneratedRegex(@"(?<!\d)9[89](?!\d)")]
    private static partial Regex NumberOfQuartzItself();

    /// <summary>A digit that is a day, not the count behind # or the step behind /.</summary>
    [GeneratedRegex(@"(?<![#/\d])\d")]
    private static partial Regex WeekdayNumber();
}

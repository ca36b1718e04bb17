using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Alerts;

/// <summary>
/// The life of one alert as a line of text, one word a day from 31 August on. Found: <c>r</c> red, <c>y</c> yellow, <c>g</c> clear, <c>_</c> cannot be
/// judged, <c>.</c> no check on that day. Told: <c>opened/r</c>, <c>raised/r</c>, <c>lowered/y</c>, <c>resolved</c>, <c>-</c> nothing.
/// </summary>
internal static class Scenario
{
    public static HoldPeriods Hold(string lasting, string holdOn) => new(Period(lasting), Period(holdOn));

    public static HoldPeriod Period(string text) => HoldPeriod.TryParse(text, out var period) ? period : throw new ArgumentException(text);

    public static DateOnly Day(int index) => Some.August31.AddDays(index);

    public static Finding Find(char result, HoldPeriods hold) => new(
        "execution-lag",
        result switch { '_' => Outcome.Unknown, 'g' => Outcome.Clear, _ => Outcome.Breached },
        result switch { '_' => Level.Grey, 'g' => Level.Green, 'y' => Level.Yellow, _ => Level.Red },
        new LineKey(2024, "101", "P01", ""),
        "",
        "",
        new Dictionary<string, string?>(),
        Some.Row(1))
    {
        Hold = hold,
    };

    public static string Told(string found, HoldPeriods hold) => string.Join(' ', Steps(found, hold).Select(step => step.Told));

    /// <summary>What is told on each day, and what is remembered after it.</summary>
    public static IEnumerable<(string Told, Alert? After)> Steps(string found, HoldPeriods hold)
    {
        Alert? alert = null;
        DateOnly? toldSince = null;
        var results = found.Where(result => result != ' ').ToList();
        for (var day = 0; day < results.Count; day++)
        {
            if (results[day] == '.')
            {
                yield return (".", alert);
                continue;
            }

            var decision = AlertLifecycle.Decide(alert, Find(results[day], hold), Day(day));
            if (decision.Transition == TransitionKind.Opened || (toldSince is null && decision.Memory is not null)) toldSince = alert?.Streak?.Since ?? Day(day);
            if (decision.Memory is { } memory) alert = After(alert, decision, memory, toldSince!.Value);
            yield return (Word(decision), alert);
        }
    }

    public static string Word(AlertDecision? decision) => decision?.Transition switch
    {
        null => "-",
        TransitionKind.Resolved => "resolved",
        { } transition => $"{transition.ToString().ToLowerInvariant()}/{(decision.Level == Level.Red ? 'r' : 'y')}",
    };

    private static Alert After(Alert? alert, AlertDecision decision, AlertMemory memory, DateOnly toldSince) =>
        new("execution-lag/2024/101/P01/-", "YJ-2024-0001", memory.State, decision.Level, (alert?.Episode ?? 0) + (decision.Transition == TransitionKind.Opened ? 1 : 0))
        {
            Streak = memory.Streak,
            // A breach that went without a word leaves the day of the last one that was told.
            Since = memory.State == AlertState.Pending ? memory.Streak!.Since : toldSince,
        };
}

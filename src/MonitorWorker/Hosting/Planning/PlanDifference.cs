using System.Text.RegularExpressions;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Planning;

/// <summary>A schedule that stands in both configurations and does not fire alike.</summary>
internal sealed record ChangedSchedule(PlannedSchedule Here, PlannedSchedule There);

/// <summary>A mail of a plan, with the firing that writes it.</summary>
internal sealed record PlacedMail(PlannedFiring Firing, PlannedMail Mail);

/// <summary>The same mail of the same day, written at another time.</summary>
internal sealed record MovedMail(PlacedMail Here, PlacedMail There);

/// <summary>An alert that does not stand alike after the first check; null is none.</summary>
internal sealed record ChangedAlert(AlertEntry? Here, AlertEntry? There);

/// <summary>What another configuration would do otherwise, on the same data.</summary>
/// <param name="ComparedUntil">Mails from here on are not compared, because one of the plans was not walked further; null where all are.</param>
/// <param name="Alerts">Null where one of the plans has no check.</param>
internal sealed partial record PlanDifference(
    IReadOnlyList<PlannedSchedule> SchedulesOnlyHere,
    IReadOnlyList<PlannedSchedule> SchedulesOnlyThere,
    IReadOnlyList<ChangedSchedule> SchedulesChanged,
    IReadOnlyList<PlacedMail> OnlyHere,
    IReadOnlyList<PlacedMail> OnlyThere,
    IReadOnlyList<MovedMail> Moved,
    IReadOnlyList<ChangedAlert>? Alerts,
    DateTimeOffset? ComparedUntil)
{
    /// <summary>True where nothing differs of what could be compared.</summary>
    public bool IsNone => SchedulesOnlyHere.Count + SchedulesOnlyThere.Count + SchedulesChanged.Count + OnlyHere.Count + OnlyThere.Count + Moved.Count + (Alerts?.Count ?? 0) == 0;

    /// <summary>
    /// Two mails are the same if they go to one person on one day of the office with one subject and for the same reasons. Numbers of alerts do not
    /// count: one alert more gives all later ones another number.
    /// </summary>
    public static PlanDifference Of(Plan here, Plan there, TimeZoneInfo zone)
    {
        var until = new[] { here.WalkedUntil, there.WalkedUntil }.Min();
        var (onlyHere, onlyThere, moved) = (new List<PlacedMail>(), new List<PlacedMail>(), new List<MovedMail>());
        var others = Mails(there, until).GroupBy(mail => Identity(mail, zone)).ToDictionary(same => same.Key, same => new Queue<PlacedMail>(same));
        foreach (var mail in Mails(here, until))
        {
            if (!others.TryGetValue(Identity(mail, zone), out var same) || !same.TryDequeue(out var other)) onlyHere.Add(mail);
            else if (other.Firing.Firing.Due != mail.Firing.Firing.Due) moved.Add(new MovedMail(mail, other));
        }

        onlyThere.AddRange(others.Values.SelectMany(rest => rest).OrderBy(mail => mail.Firing.Firing.Due));
        var theirs = there.Schedules.ToDictionary(schedule => schedule.Schedule.Name);
        var ours = here.Schedules.ToDictionary(schedule => schedule.Schedule.Name);
        return new PlanDifference(
            [.. here.Schedules.Where(schedule => !theirs.ContainsKey(schedule.Schedule.Name))],
            [.. there.Schedules.Where(schedule => !ours.ContainsKey(schedule.Schedule.Name))],
            [
                .. here.Schedules.Where(schedule => theirs.TryGetValue(schedule.Schedule.Name, out var other) && !FireAlike(schedule, other))
                    .Select(schedule => new ChangedSchedule(schedule, theirs[schedule.Schedule.Name])),
            ],
            onlyHere,
            onlyThere,
            moved,
            here.FirstAlerts is { } before && there.FirstAlerts is { } after ? Changed(before, after) : null,
            until);
    }

    private static bool FireAlike(PlannedSchedule one, PlannedSchedule other) =>
        one.Schedule.Job == other.Schedule.Job
        && one.Schedule.Report == other.Schedule.Report
        && one.Schedule.Describe == other.Schedule.Describe
        && one.Firings.Select(firing => firing.Due).SequenceEqual(other.Firings.Select(firing => firing.Due));

    private static IEnumerable<PlacedMail> Mails(Plan plan, DateTimeOffset? until) =>
        plan.Firings.Where(firing => until is null || firing.Firing.Due < until).SelectMany(firing => (firing.Mails ?? []).Select(mail => new PlacedMail(firing, mail)));

    private static string Identity(PlacedMail placed, TimeZoneInfo zone) => string.Join(
        '\n',
        TimeZoneInfo.ConvertTime(placed.Firing.Firing.Due, zone).Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        placed.Mail.To,
        placed.Mail.Kind,
        Number().Replace(placed.Mail.Subject, ""),
        string.Join(',', placed.Mail.Reasons.Select(reason => FormattableString.Invariant($"{reason.Key} {reason.Value}"))));

    private static List<ChangedAlert> Changed(IReadOnlyDictionary<string, AlertEntry> before, IReadOnlyDictionary<string, AlertEntry> after) =>
    [
        .. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(key => new ChangedAlert(before.GetValueOrDefault(key), after.GetValueOrDefault(key)))
            .Where(alert => alert is not { Here: { } one, There: { } other } || one.Level != other.Level || one.State != other.State),
    ];

    [GeneratedRegex(@"\s*\[YJ-\d{4}-\d+\]")]
    private static partial Regex Number();
}

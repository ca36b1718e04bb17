using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;

namespace MonitorWorker.Jobs;

/// <summary>What the author of a silence is told of its end where it keeps back what may not leave.</summary>
internal static class EndingDisclosing
{
    /// <param name="highest">The most that may go to the reader's address.</param>
    /// <returns>Null where nothing may be said.</returns>
    public static EndingNotice? Of(EndingNotice notice, WithheldProjects withheld, Disclosure highest)
    {
        if (withheld.IsEmpty && highest == Disclosure.Full) return notice;

        var open = notice.Open.Zip(notice.Keys).Where(alert => LevelOf(alert.Second) != Disclosure.None).Select(alert => alert.First).ToList();
        // An acknowledgement is of one alert, and its heading is the number.
        if (notice.Scope is not { } scope) return open.Count == 0 ? null : Cleaned(notice);

        var level = scope.AlertKey is { } key ? LevelOf(key) : scope.Project is { } project ? Disclosures.Stricter(withheld.Of(scope.Entity, project), highest) : Disclosure.Full;
        var told = Cleaned(notice with { Open = open });
        return level == Disclosure.Full ? told : told with { Covers = RowDisclosing.NotTold, Scope = null };

        EndingNotice Cleaned(EndingNotice whole) => withheld.AreNamedIn(whole.Reason) || highest != Disclosure.Full ? whole with { Reason = RowDisclosing.NotTold } : whole;

        Disclosure LevelOf(string alert) => Disclosures.Stricter(highest, new FormerSubject(alert).Line is var (entity, of) ? withheld.Of(entity, of) : withheld.IsEmpty ? Disclosure.Full : Disclosure.None);
    }
}

using MonitorWorker.Hosting.Health;
using MonitorWorker.Notifications;

namespace MonitorWorker.Hosting.Watching;

/// <summary>Whether the work is done: the database answers, the schedules run, and nothing is in trouble without which figures are not read or mails not sent.</summary>
/// <param name="schedulesRun">Asked each time.</param>
internal sealed class Readiness(HealthGlance glance, Liveness liveness, Func<bool> schedulesRun)
{
    private static readonly string[] _stopping = ["database", TroubleKind.Source, TroubleKind.Mail, TroubleKind.Schedule, TroubleKind.Disk, TroubleKind.Mailbox];

    /// <summary>Who keeps the service alive asks this alone.</summary>
    public Liveness Liveness { get; } = liveness;

    /// <summary>Troubles of these kinds mean that work is not done. A file, a template or a calendar in trouble stops nothing else.</summary>
    public static bool Stops(string kind) => _stopping.Contains(kind);

    /// <returns>What keeps it from being ready, in English and without names of people or projects; none where it is.</returns>
    public async Task<IReadOnlyList<string>> ReasonsAsync(CancellationToken cancellationToken)
    {
        List<string> reasons = [];
        if (!Liveness.IsAlive) reasons.Add(Hung());
        if (!schedulesRun()) reasons.Add("schedules: not started yet");
        var report = await glance.ReadAsync(cancellationToken);
        // What each is stands in health file and status: here anybody on this machine may read.
        reasons.AddRange(report.Troubles
            .Where(trouble => Stops(trouble.Kind))
            .GroupBy(trouble => trouble.Kind)
            .Select(kind => FormattableString.Invariant($"{kind.Key}: {kind.Count()} in trouble since {kind.Min(trouble => trouble.Since):yyyy-MM-dd'T'HH:mm:sszzz}")));
        return reasons;
    }

    /// <summary>What is said where it is not alive.</summary>
    public string Hung() => FormattableString.Invariant($"hung: the service has not gone round for {(long)Liveness.SinceBeat.TotalSeconds} seconds");
}

using System.Globalization;
using MonitorWorker.Alerts;

namespace MonitorWorker.Jobs;

/// <summary>What one run of a job came to, in numbers, in the order in which its line in the log says them.</summary>
public sealed record JobFigures(IReadOnlyList<(string What, long Count)> Counts)
{
    /// <summary>The job found nothing to do.</summary>
    public static JobFigures None { get; } = new([]);

    public bool IsNothing => Counts.All(count => count.Count == 0);

    public static JobFigures Of(string what, long count) => new([(what, count)]);

    internal static JobFigures Of(IReadOnlyList<ImportedFile> files)
    {
        var read = files.Where(file => !file.Unchanged).ToList();
        return new JobFigures([
            ("files", read.Count),
            ("rows", read.Where(file => !file.Rejected).Sum(file => file.Reading.Tables.Sum(table => (long)table.Accepted))),
            ("rows refused", read.Sum(file => (long)file.Refused)),
        ]);
    }

    internal static JobFigures Of(CheckResult check) => new([
        ("lines judged", check.Judgement.Positions.Count),
        ("findings", check.Judgement.Breaches.Count()),
        ("alerts opened", Count(check, TransitionKind.Opened)),
        ("raised", Count(check, TransitionKind.Raised)),
        ("lowered", Count(check, TransitionKind.Lowered)),
        ("resolved", Count(check, TransitionKind.Resolved)),
        ("notices", check.Changes.Sum(change => change.Notices.Count)),
    ]);

    internal static JobFigures Of(MonitorRunResult run) => Of(run.Imported).And(Of(run.Check)).And(Of("mails written", run.Composed));

    internal static JobFigures Of(DeliveryRound round) => new([("mails sent", round.Sent), ("deferred", round.Deferred), ("undelivered", round.Dead)]);

    public JobFigures And(JobFigures other) => new([.. Counts, .. other.Counts]);

    public override string ToString() =>
        Counts.Count == 0 ? "nothing to do" : string.Join(", ", Counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.What} {count.Count}")));

    private static int Count(CheckResult check, TransitionKind kind) => check.Changes.Count(change => change.Decision.Transition == kind);
}

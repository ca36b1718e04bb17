using MonitorWorker.Jobs;
using MonitorWorker.Scheduling;
using MonitorWorker.Storage;

namespace MonitorWorker.Hosting.Health;

/// <summary>Gathers how the program is from the store, the board of what the store cannot keep, and the disks.</summary>
internal sealed class HealthReader(
    TroubleStore troubles,
    HealthStore store,
    UndeliveredStore undelivered,
    FactStore facts,
    MailboxStore mailboxes,
    TroubleBoard board,
    DiskWatch disks,
    IReadOnlyList<Schedule> schedules,
    OfficeSettings office,
    TimeProvider clock)
{
    private const int Firings = 5;

    /// <summary>For how long a mail that nobody could be told of counts as something to do.</summary>
    private static readonly TimeSpan _undeliveredCounts = TimeSpan.FromDays(7);

    /// <param name="startedAt">When the service started; null where none speaks.</param>
    /// <returns>A report also where the database cannot be asked: that is then its first trouble.</returns>
    public async Task<HealthReport> ReadAsync(DateTimeOffset? startedAt, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var report = new HealthReport
        {
            Now = Local(now),
            StartedAt = startedAt is { } started ? Local(started) : null,
            Troubles = [.. board.Posted.Select(posted => new HealthTrouble(posted.Kind, posted.Name, Local(posted.Since), posted.Reason, false))],
            Next = [.. ScheduleRunner.NextFirings(schedules, now, Firings).Select(firing => new HealthFiring(firing.Schedule, firing.Job, Local(firing.Due)))],
            Database = store.DatabaseFile,
            Disks = disks.Disks(),
        };
        try
        {
            var open = await troubles.LoadOpenAsync(null, cancellationToken);
            var check = await store.LastCheckAsync(cancellationToken);
            var mails = await store.CountMailsAsync(cancellationToken);
            var untold = await undelivered.LoadUntoldAsync(now - _undeliveredCounts, cancellationToken);
            var withheld = await facts.LoadWithheldAsync(office.Routes.Disclosure, cancellationToken);
            return report with
            {
                Troubles =
                [
                    .. report.Troubles,
                    .. open.Select(state => new HealthTrouble(state.Kind, state.Name, Local(state.FailingSince!.Value), state.LastError, state.ToldAt >= state.FailingSince)),
                ],
                LastCheck = check is null ? null : new HealthCheck(check.Run, Local(check.At), check.AsOf),
                Outbox = new HealthOutbox(
                    mails.Queued, mails.Sending, mails.Deferred, mails.Sent, mails.Dead, mails.OldestWaiting is { } oldest ? Local(oldest) : null),
                Mailbox = await MailboxAsync(cancellationToken),
                Undelivered = [.. untold.Select(mail => new HealthUndelivered(mail.Id, mail.Recipient, withheld.AreNamedIn(mail.Subject) ? RowDisclosing.NotTold : mail.Subject, mail.Reason))],
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return report with { Troubles = [new HealthTrouble("database", store.DatabaseFile, Local(now), e.Message, false), .. report.Troubles] };
        }
    }

    private async Task<HealthMailbox?> MailboxAsync(CancellationToken cancellationToken)
    {
        if (office.Mailbox is not { } name) return null;
        var state = await mailboxes.LoadAsync(name, cancellationToken);
        return new HealthMailbox(
            name, state.LastGoodAt is { } read ? Local(read) : null, state.FailingSince is { } since ? Local(since) : null, state.FailingSince is null ? null : state.LastError);
    }

    private DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, office.Zone);
}

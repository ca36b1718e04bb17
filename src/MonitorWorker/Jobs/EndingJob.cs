using Microsoft.Extensions.Logging;
using MonitorWorker.Alerts;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>Tells the authors of silences, waivers and acknowledgements before these end, each once: what was kept back comes then.</summary>
public sealed class EndingJob(OverlayStore overlays, FactStore facts, ComposeJob compose, OfficeSettings office, TimeProvider clock, ILogger<EndingJob> log)
{
    /// <param name="day">The day of the check.</param>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> RunAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var last = office.Workdays.AddWorkdays(day, Silence.EndsSoon).Value;
        var ending = await overlays.LoadEndingAsync(day, last, cancellationToken);
        if (ending.Count == 0) return 0;

        var router = new Router(await facts.LoadContactsAsync(cancellationToken), day, office.CatchAll, office.Routes);
        var withheld = await facts.LoadWithheldAsync(office.Routes.Disclosure, cancellationToken);
        var composed = 0;
        foreach (var one in ending)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var toAuthor = one.Address is { } address && router.Reaches(address);
                IReadOnlyList<Recipient> recipients = toAuthor ? [new Recipient(one.Notice.Author, one.Address!, one.Notice.Kind + "的发起人")] : router.Administrators();
                var identity = MessageIds.NumberOf($"{one.Notice.Kind}|{one.Id}");
                var mails = recipients.Select(recipient => (recipient, notice: EndingDisclosing.Of(one.Notice, withheld, office.Routes.Disclosure.Of(office.RehearsalTo?.Address ?? recipient.Address))))
                    .Where(told => told.notice is not null)
                    .Select(told => compose.ComposeEnding(told.recipient, told.notice! with { ToAuthor = toAuthor }, identity, day))
                    .ToList();
                if (await overlays.TryTellEndAsync(one, mails, clock.GetUtcNow(), cancellationToken)) composed += mails.Count;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // It stays untold and is tried again by the next check.
                log.LogError(e, "The mail about the end of {Kind} {Id} could not be written", one.Notice.Kind, one.Id);
            }
        }

        return composed;
    }
}

using Microsoft.Extensions.Logging;
using MonitorWorker.Alerts;
using MonitorWorker.Delivery;
using MonitorWorker.Jobs.People;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>Tells the authors of silences, waivers and acknowledgements before these end, each once: what was kept back comes then.</summary>
public sealed class EndingJob(OverlayStore overlays, FactStore facts, PeopleStore people, ComposeJob compose, OfficeSettings office, TimeProvider clock, ILogger<EndingJob> log)
{
    /// <param name="day">The day of the check.</param>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> RunAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var last = office.Workdays.AddWorkdays(day, Silence.EndsSoon).Value;
        var ending = await overlays.LoadEndingAsync(day, last, cancellationToken);
        if (ending.Count == 0) return 0;

        var contacts = await facts.LoadContactsAsync(cancellationToken);
        var router = new Router(contacts, day, office.CatchAll, office.Routes);
        var successions = Succession.Of(await people.LoadAsync(cancellationToken), contacts, day);
        var withheld = await facts.LoadWithheldAsync(office.Routes.Disclosure, cancellationToken);
        var composed = 0;
        foreach (var one in ending)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var toAuthor = one.Address is { } address && router.Reaches(address);
                // Whoever has the author's office now, where the author has left.
                var successor = toAuthor || one.Address is null ? null : Succession.After(one.Address, successions);
                var reached = successor?.To.Addresses.FirstOrDefault(router.Reaches);
                IReadOnlyList<Recipient> recipients = toAuthor ? [new Recipient(one.Notice.Author, one.Address!, one.Notice.Kind + "的发起人")]
                    : reached is not null ? [new Recipient(successor!.To.Name, reached, $"接替{one.Notice.Author}")]
                    : router.Administrators();
                var identity = MessageIds.NumberOf($"{one.Notice.Kind}|{one.Id}");
                var mails = recipients.Select(recipient => (recipient, notice: EndingDisclosing.Of(one.Notice, withheld, office.Routes.Disclosure.Of(office.ReaderOf(recipient.Address)))))
                    .Where(told => told.notice is not null)
                    .Select(told => compose.ComposeEnding(told.recipient, told.notice! with { ToAuthor = toAuthor, ToSuccessor = reached is not null }, identity, day))
                    .ToList();
                if (await overlays.TryTellEndAsync(one, mails, clock.GetUtcNow(), cancellationToken)) composed += mails.Count;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // It stays untold and is tried again by the next check.
                log.LogError(CheckEvents.EndingMailFailed, e, "The mail about the end of {Kind} {Id} could not be written", one.Notice.Kind, one.Id);
            }
        }

        return composed;
    }
}

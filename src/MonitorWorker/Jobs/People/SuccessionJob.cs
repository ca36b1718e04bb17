using Microsoft.Extensions.Logging;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.People;

/// <summary>
/// Makes successors known to themselves: each gets, once, one mail with all that is open in the office (交接清单), and acts for those alerts from then on. The predecessor, where a
/// person has entered the hand-over, is told that it is done.
/// </summary>
public sealed class SuccessionJob(FactStore facts, AlertStore alerts, PeopleStore people, NoteBook notes, OfficeSettings office, TimeProvider clock, ILogger<SuccessionJob> log)
{
    /// <param name="day">The day of the check.</param>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> RunAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var contacts = await facts.LoadContactsAsync(cancellationToken);
        var recent = Succession.Of(await people.LoadAsync(cancellationToken), contacts, day).Where(one => one.Day.DayNumber >= day.DayNumber - Succession.Days).ToList();
        if (recent.Count == 0) return 0;

        var estate = new Estate(await alerts.LoadAsync(cancellationToken), await facts.LoadAsync(day, cancellationToken), contacts, office, day);
        var told = 0;
        foreach (var one in recent)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                told += await TellAsync(one, estate, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The next check tries again, and tells once what it can.
                log.LogError(CheckEvents.HandoverNotTold, e, "The hand-over from {From} to {To} could not be told", one.From.Address, one.To.Address);
            }
        }

        return told;
    }

    private async Task<int> TellAsync(Succession one, Estate estate, CancellationToken cancellationToken)
    {
        var open = estate.OpenOf(one);
        var silences = estate.SilencesOf(one);
        // That a post has changed hands without anything in it, the address book's own people know.
        if (!one.IsEntered && open.Count == 0 && silences.Count == 0) return 0;

        var taken = await people.TakeOverAsync([.. open.Select(alert => estate.TakenOver(one, alert))], one.Day, clock.GetUtcNow(), cancellationToken);
        if (taken > 0) log.LogInformation(CheckEvents.HandedOver, "{Count} open alerts go from {From} to {To}", taken, one.From.Address, one.To.Address);
        var reached = estate.AddressesOf(one.To).Select(address => new Recipient(one.To.Name, address, $"接替{one.From.Name}")).ToList();
        var list = HandoverList.ForSuccessor(one, open, silences, estate);
        var told = reached.Count > 0
            ? await notes.TellAsync(reached, list, one.Key, cancellationToken)
            : await notes.TellAdministratorsAsync(list with { Lead = $"{one.To.Name}没有可用的邮箱，请转交。{list.Lead}" }, one.Key, cancellationToken);
        if (!one.IsEntered) return told;

        var left = estate.AddressesOf(one.From).Where(address => !estate.IsSharedAt(address, one.From.Name)).Select(address => new Recipient(one.From.Name, address, "原责任人")).ToList();
        return left.Count == 0 ? told : told + await notes.TellAsync(left, HandoverList.ForPredecessor(one, open.Count, silences.Count), one.Key + "|farewell", cancellationToken);
    }
}

using Microsoft.Extensions.Logging;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs;

/// <summary>Tells people once of what happens with the program itself. What was told is remembered by the mail that tells it.</summary>
public sealed class NoteBook(OutboxStore outbox, FactStore facts, ComposeJob compose, OfficeSettings office, TimeProvider clock, ILogger<NoteBook> log)
{
    /// <param name="key">What is told: the same key reaches the same address once, ever. It carries the day, year or number that makes it new.</param>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> TellAsync(IReadOnlyList<Recipient> to, NoteNotice note, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(note);
        var identity = MessageIds.NumberOf("note\n" + key);
        var told = 0;
        foreach (var recipient in to)
        {
            if (await outbox.TryAddAsync(compose.ComposeNote(recipient, note, identity), clock.GetUtcNow(), cancellationToken)) told++;
        }

        if (told > 0) log.LogInformation(MailEvents.NoteTold, "Told {Count} people: {Key}", told, key);
        return told;
    }

    /// <summary>Tells the administrators.</summary>
    /// <inheritdoc cref="TellAsync"/>
    public async Task<int> TellAdministratorsAsync(NoteNotice note, string key, CancellationToken cancellationToken)
    {
        var router = new Router(await facts.LoadContactsAsync(cancellationToken), office.JudgeAsOf(null, clock.GetUtcNow()), office.CatchAll, office.Routes);
        return await TellAsync(router.Administrators(), note, key, cancellationToken);
    }
}

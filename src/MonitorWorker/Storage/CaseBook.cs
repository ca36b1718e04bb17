using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Alerts;
using MonitorWorker.Rules;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>An alert as <c>alerts list</c> shows it.</summary>
/// <param name="Project">Empty where it is about no single project.</param>
/// <param name="LastTold">When somebody was last told of it; null if never.</param>
/// <param name="SilencedUntil">Last day of the silence or waiver that covers it; null where none does.</param>
/// <param name="Acknowledged">Null where nobody has taken it on, or no more.</param>
public sealed record AlertEntry(
    string Key,
    string Number,
    string Rule,
    string Project,
    Level Level,
    AlertState State,
    DateOnly Since,
    int Episode,
    DateTimeOffset? LastTold,
    DateOnly? SilencedUntil,
    Acknowledgement? Acknowledged,
    Answer? Answer)
{
    /// <summary>What is said against its figures; null where nothing is, or no more.</summary>
    public Dispute? Disputed { get; init; }

    /// <summary>Who acts now in place of those who were told first; null where nobody was handed it.</summary>
    public Handover? HandedOver { get; init; }

    /// <summary>Who has said to have read of it.</summary>
    public IReadOnlyList<string> ReadBy { get; init; } = [];
}

/// <summary>A mail that told of an event.</summary>
/// <param name="Reason">In the contract's words.</param>
/// <param name="Subject">Null while it is not written.</param>
/// <param name="SettledAt">When the server took or refused it last; null while it waits.</param>
public sealed record CaseMail(string Recipient, string Address, string Why, string Reason, string? Route, string? Subject, OutboxState? State, DateTimeOffset? SettledAt);

/// <summary>One event of an alert's story.</summary>
/// <param name="AsOf">Day that the check judged; null of what a person did.</param>
/// <param name="RuleSet">Rule set that judged; null where none did.</param>
/// <param name="Message">What the check found, in one sentence; null where it found nothing.</param>
/// <param name="Values">Figures as printed, by name.</param>
public sealed record CaseEvent(
    DateTimeOffset At,
    DateOnly? AsOf,
    TransitionKind Kind,
    int Episode,
    Level Level,
    string Reason,
    string? Actor,
    string? RuleSet,
    string? Message,
    IReadOnlyDictionary<string, string?> Values,
    IReadOnlyList<CaseMail> Mails);

/// <summary>The story of one alert.</summary>
/// <param name="Checks">All stored checks since it was first found, in their order: those without an event changed nothing.</param>
/// <param name="Answers">All answers, in their order.</param>
/// <param name="Silences">All silences and waivers that match it, ended or not.</param>
public sealed record Case(
    AlertEntry Alert, IReadOnlyList<CaseEvent> Events, IReadOnlyList<(DateOnly AsOf, DateTimeOffset At, string RuleSet)> Checks, IReadOnlyList<Answer> Answers, IReadOnlyList<SilenceEntry> Silences)
{
    /// <summary>Mails that came in and speak of it, with what became of them.</summary>
    public IReadOnlyList<IncomingEntry> Incoming { get; init; } = [];
}

/// <summary>Reads what became of alerts; changes nothing.</summary>
public sealed class CaseBook(MonitorStore store)
{
    /// <summary>All alerts, the worst open ones first.</summary>
    /// <param name="today">Day by which silences and acknowledgements hold.</param>
    public async Task<IReadOnlyList<AlertEntry>> ListAsync(DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var overlays = await OverlayStore.LoadAsync(db, cancellationToken);
        var rows = await db.Alerts.AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. rows.OrderBy(row => row.State == AlertState.Firing ? 0 : row.State == AlertState.Pending ? 1 : 2)
                .ThenByDescending(row => row.Level)
                .ThenBy(row => row.Number, StringComparer.Ordinal)
                .Select(row => ToEntry(row, overlays, today)),
        ];
    }

    /// <returns>Null where no alert has that key or number.</returns>
    public async Task<Case?> FindAsync(string keyOrNumber, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var row = await db.Alerts.AsNoTracking().SingleOrDefaultAsync(alert => alert.Key == keyOrNumber || alert.Number == keyOrNumber, cancellationToken);
        if (row is null) return null;

        var runs = await db.CheckRuns.AsNoTracking().OrderBy(run => run.At).ToListAsync(cancellationToken);
        var days = runs.ToDictionary(run => run.Id, run => run.AsOf);
        var transitions = await db.AlertTransitions.AsNoTracking().Where(transition => transition.AlertId == row.Id).OrderBy(transition => transition.Id).ToListAsync(cancellationToken);
        var notices = await db.Notices.AsNoTracking().Include(notice => notice.Outbox).Where(notice => notice.Transition!.AlertId == row.Id).OrderBy(notice => notice.Id).ToListAsync(cancellationToken);
        var mails = notices.Select(notice => notice.OutboxId).OfType<long>().ToList();
        var settled = (await db.DeliveryAttempts.AsNoTracking().Where(attempt => mails.Contains(attempt.OutboxId)).ToListAsync(cancellationToken))
            .GroupBy(attempt => attempt.OutboxId)
            .ToDictionary(attempts => attempts.Key, attempts => attempts.Max(attempt => attempt.At));
        var told = notices.ToLookup(notice => notice.TransitionId!.Value);
        var first = transitions.Count > 0 ? transitions[0].At : (DateTimeOffset?)null;
        var silences = await db.Silences.AsNoTracking().OrderBy(silence => silence.Id).ToListAsync(cancellationToken);
        var answers = await db.Answers.AsNoTracking().Where(answer => answer.AlertId == row.Id).OrderBy(answer => answer.Id).ToListAsync(cancellationToken);
        return new Case(
            ToEntry(row, await OverlayStore.LoadAsync(db, cancellationToken), today),
            [.. transitions.Select(transition => ToEvent(transition, days, told[transition.Id], settled))],
            [.. runs.Where(run => first is null || run.At >= first).Select(run => (run.AsOf, run.At, run.RuleSet))],
            [.. answers.Select(OverlayStore.ToAnswer)],
            [.. silences.Select(silence => new SilenceEntry(OverlayStore.ToSilence(silence), silence.CreatedAt, silence.EndedAt, silence.EndedBecause)).Where(entry => entry.Silence.Scope.Matches(row.Key))])
        {
            Incoming = await IncomingStore.OfAlertAsync(db, row.Number, cancellationToken),
        };
    }

    private static AlertEntry ToEntry(AlertRow row, Overlays overlays, DateOnly today)
    {
        var isOpen = row.State == AlertState.Firing;
        var acknowledged = overlays.Acknowledgements.GetValueOrDefault(row.Key);
        return new AlertEntry(
            row.Key,
            row.Number,
            row.Rule,
            row.ProjectCode,
            row.Level,
            row.State,
            row.State == AlertState.Pending && row.StreakSince is { } waiting ? waiting : row.Since,
            row.Episode,
            row.LastTold,
            isOpen ? overlays.Mute(row.Key, row.Level, today)?.Until : null,
            acknowledged?.Holds(row.Level, today) == true ? acknowledged : null,
            overlays.Answers.GetValueOrDefault(row.Key))
        {
            Disputed = overlays.Disputes.GetValueOrDefault(row.Key) is { } dispute && today <= dispute.Until ? dispute : null,
            HandedOver = overlays.Handovers.GetValueOrDefault(row.Key) is { } handed ? handed[^1] : null,
            ReadBy = overlays.ReadBy.GetValueOrDefault(row.Key) ?? [],
        };
    }

    private static CaseEvent ToEvent(AlertTransitionRow row, Dictionary<string, DateOnly> days, IEnumerable<NoticeRow> notices, Dictionary<long, DateTimeOffset> settled)
    {
        var seen = row.Values is null ? null : JsonSerializer.Deserialize<SeenFigures>(row.Values, StoredJson.Options);
        return new CaseEvent(
            row.At,
            days.TryGetValue(row.RunId, out var asOf) ? asOf : null,
            row.Kind,
            row.Episode,
            row.To,
            row.Reason,
            row.Actor,
            row.RuleSet,
            seen?.Message,
            seen?.Values ?? new Dictionary<string, string?>(),
            [
                .. notices.Select(notice => new CaseMail(
                    notice.RecipientName,
                    notice.RecipientAddress,
                    notice.Why,
                    notice.Reason,
                    notice.Route,
                    notice.Outbox?.Subject,
                    notice.Outbox?.State,
                    notice.OutboxId is { } mail && settled.TryGetValue(mail, out var at) ? at : null)),
            ]);
    }
}

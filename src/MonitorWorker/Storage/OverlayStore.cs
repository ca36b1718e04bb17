using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MonitorWorker.Alerts;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>A silence or waiver as <c>silence list</c> shows it.</summary>
/// <param name="EndedAt">When a person or a worse figure ended it before its time; null where neither did.</param>
public sealed record SilenceEntry(Silence Silence, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, string? EndedBecause);

/// <summary>Who speaks, and why.</summary>
/// <param name="Address">Where the author is told that it ends; null where no address is known.</param>
public sealed record Word(string Author, string? Address, string Reason);

/// <summary>Something that ends soon, and what its author is to be told.</summary>
/// <param name="Address">Null where the author has none.</param>
public sealed record EndingOverlay(long Id, bool IsAcknowledgement, string? Address, EndingNotice Notice);

/// <summary>What people say about alerts. Each word counts from the next decision on: one that is being made meanwhile is made anew.</summary>
public sealed class OverlayStore(MonitorStore store)
{
    /// <summary>Run of what a person does by hand, in histories.</summary>
    public const string ByHand = "by-hand";

    internal static async Task<Overlays> LoadAsync(MonitorDb db, CancellationToken cancellationToken)
    {
        var silences = await db.Silences.AsNoTracking().Where(row => row.EndedAt == null).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var acknowledged = await db.Acknowledgements.AsNoTracking()
            .Where(row => row.Episode == row.Alert!.Episode && row.Alert.State == AlertState.Firing)
            .OrderBy(row => row.Id)
            .Select(row => new { row.Alert!.Key, Row = row })
            .ToListAsync(cancellationToken);
        var answers = await db.Answers.AsNoTracking()
            .Where(row => row.Episode == row.Alert!.Episode && row.Alert.State == AlertState.Firing)
            .OrderBy(row => row.Id)
            .Select(row => new { row.Alert!.Key, Row = row })
            .ToListAsync(cancellationToken);
        return new Overlays(
            [.. silences.Select(ToSilence)],
            acknowledged.GroupBy(row => row.Key).ToDictionary(
                same => same.Key, same => new Acknowledgement(same.Last().Row.Level, same.Last().Row.Author, same.Last().Row.Reason, same.Last().Row.Until)),
            answers.GroupBy(row => row.Key).ToDictionary(same => same.Key, same => ToAnswer(same.Last().Row)))
        {
            Disputes = await DisputesAsync(db, cancellationToken),
            Handovers = await HandoversAsync(db, cancellationToken),
            ReadBy = await ReadersAsync(db, cancellationToken),
        };
    }

    /// <summary>All that were ever given, latest first.</summary>
    public async Task<IReadOnlyList<SilenceEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var rows = await db.Silences.AsNoTracking().OrderByDescending(row => row.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new SilenceEntry(ToSilence(row), row.CreatedAt, row.EndedAt, row.EndedBecause))];
    }

    /// <summary>Adds a silence, or a waiver of what is open now and matches.</summary>
    /// <returns>Its number, and how many open alerts it covers now.</returns>
    public async Task<(long Id, int Covered)> AddAsync(SilenceKind kind, SilenceScope scope, Word word, DateOnly from, DateOnly until, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var open = await db.Alerts.AsNoTracking().Where(row => row.State == AlertState.Firing).Select(row => new { row.Key, row.Level }).ToListAsync(cancellationToken);
        var matched = open.Where(alert => scope.Matches(alert.Key)).ToDictionary(alert => alert.Key, alert => alert.Level);
        var row = new SilenceRow
        {
            Kind = kind,
            Project = scope.Project,
            Entity = scope.Entity,
            Rule = scope.Rule,
            Level = scope.Level,
            AlertKey = scope.AlertKey,
            Author = word.Author,
            AuthorAddress = word.Address,
            Reason = word.Reason,
            From = from,
            Until = until,
            Baseline = kind == SilenceKind.Waiver ? JsonSerializer.Serialize(matched.ToDictionary(alert => alert.Key, alert => alert.Value.Code()), StoredJson.Options) : null,
            CreatedAt = now,
        };
        db.Add(row);
        await KeepAsync(db, transaction, () => new AuditEntry(AuditEvent.Silenced, now) { AlertKey = scope.AlertKey, Actor = word.Author, Reason = word.Reason, Detail = Describe(row) }, cancellationToken);
        return (row.Id, matched.Values.Count(scope.Reaches));
    }

    /// <summary>Ends a silence or waiver; what it held back is told by the next check.</summary>
    /// <returns>False where there is none of that number, or it has ended.</returns>
    public async Task<bool> ExpireAsync(long id, string because, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Silences.SingleOrDefaultAsync(silence => silence.Id == id && silence.EndedAt == null, cancellationToken) is not { } row) return false;
        (row.EndedAt, row.EndedBecause) = (now, because);
        await KeepAsync(db, transaction, () => new AuditEntry(AuditEvent.Expired, now) { AlertKey = row.AlertKey, Actor = because, Detail = Describe(row) }, cancellationToken);
        return true;
    }

    /// <summary>Somebody takes an open alert on.</summary>
    /// <returns>False where no open alert has that key or number.</returns>
    public Task<bool> AcknowledgeAsync(string keyOrNumber, Word word, DateOnly until, DateTimeOffset now, CancellationToken cancellationToken) => SpeakAsync(
        keyOrNumber,
        TransitionKind.Acknowledged,
        word.Author,
        $"{word.Reason} (until {until:yyyy-MM-dd})",
        now,
        alert => new AcknowledgementRow
        {
            AlertId = alert.Id,
            Episode = alert.Episode,
            Level = alert.Level,
            Author = word.Author,
            AuthorAddress = word.Address,
            Reason = word.Reason,
            Until = until,
            At = now,
        },
        cancellationToken);

    /// <summary>Somebody answers for an open alert.</summary>
    /// <param name="confirmation">Tells the person what was written down; null where nobody is told.</param>
    /// <returns>False where no open alert has that key or number.</returns>
    public Task<bool> AnswerAsync(string keyOrNumber, Answer answer, CancellationToken cancellationToken, NewMail? confirmation = null) => SpeakAsync(
        keyOrNumber,
        TransitionKind.Answered,
        answer.By,
        InWords(answer),
        answer.At,
        alert => ToRow(answer, alert.Id, alert.Episode, null),
        cancellationToken,
        answer,
        confirmation);

    /// <summary>An answer as histories tell it.</summary>
    internal static string InWords(Answer answer) =>
        string.Join("；", new[] { answer.Cause.Length == 0 ? null : answer.Cause, answer.Measure, answer.DueDate is { } due ? $"{due:yyyy-MM-dd}" : null }.OfType<string>());

    /// <summary>How an answer came, for the audit's book; null where there is nothing to say.</summary>
    internal static string? WayOf(Answer answer) => answer switch
    {
        { Via: { } via, RecordedBy: { } clerk } => $"via {via}, recorded by {clerk}",
        { Via: { } via } => $"via {via}",
        { ByAddress: { } address } => $"mail from {address}",
        _ => null,
    };

    internal static AnswerRow ToRow(Answer answer, long alert, int episode, long? incoming) => new()
    {
        AlertId = alert,
        Episode = episode,
        Cause = answer.Cause,
        Measure = answer.Measure,
        DueDate = answer.DueDate,
        PromisedRate = answer.PromisedRate,
        By = answer.By,
        ByAddress = answer.ByAddress,
        Via = answer.Via,
        RecordedBy = answer.RecordedBy,
        IncomingId = incoming,
        On = answer.On,
        At = answer.At,
    };

    /// <summary>What ends within some days and nobody was told of yet.</summary>
    /// <param name="day">The day that is judged.</param>
    /// <param name="last">Latest end that is told of.</param>
    public async Task<IReadOnlyList<EndingOverlay>> LoadEndingAsync(DateOnly day, DateOnly last, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var silences = await db.Silences.AsNoTracking()
            .Where(row => row.EndedAt == null && row.EndToldAt == null && row.Until >= day && row.Until <= last)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        var acknowledged = await db.Acknowledgements.AsNoTracking()
            .Include(row => row.Alert)
            .Where(row => row.EndToldAt == null && row.Until >= day && row.Until <= last && row.Episode == row.Alert!.Episode && row.Alert.State == AlertState.Firing)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        if (silences.Count == 0 && acknowledged.Count == 0) return [];

        var open = await db.Alerts.AsNoTracking().Where(row => row.State == AlertState.Firing).OrderBy(row => row.Number).Select(row => new { row.Key, row.Number, row.Level }).ToListAsync(cancellationToken);
        return
        [
            .. silences.Select(row => (Row: row, Silence: ToSilence(row))).Select(one => new EndingOverlay(
                one.Row.Id,
                false,
                one.Row.AuthorAddress,
                new EndingNotice(
                    one.Silence.Kind == SilenceKind.Waiver ? "豁免" : "静默",
                    SilenceWords.Of(one.Silence.Scope),
                    one.Silence.Author,
                    one.Silence.Reason,
                    one.Silence.Until,
                    [.. open.Where(alert => one.Silence.Covers(alert.Key, alert.Level)).Select(alert => alert.Number)],
                    true)
                {
                    Scope = one.Silence.Scope,
                    Keys = [.. open.Where(alert => one.Silence.Covers(alert.Key, alert.Level)).Select(alert => alert.Key)],
                })),
            .. acknowledged.Select(row => new EndingOverlay(
                row.Id, true, row.AuthorAddress, new EndingNotice("受理", $"预警{row.Alert!.Number}", row.Author, row.Reason, row.Until, [row.Alert.Number], true) { Keys = [row.Alert.Key] })),
        ];
    }

    /// <summary>Stores the mails about an end and that it is told, together.</summary>
    /// <returns>False where another process did so first.</returns>
    public async Task<bool> TryTellEndAsync(EndingOverlay ending, IReadOnlyList<NewMail> mails, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var told = ending.IsAcknowledgement
            ? await db.Acknowledgements.Where(row => row.Id == ending.Id && row.EndToldAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.EndToldAt, now), cancellationToken)
            : await db.Silences.Where(row => row.Id == ending.Id && row.EndToldAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.EndToldAt, now), cancellationToken);
        if (told == 0) return false;

        db.AddRange(mails.Select(mail => OutboxStore.ToRow(mail, now)));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<bool> SpeakAsync(
        string keyOrNumber,
        TransitionKind kind,
        string actor,
        string reason,
        DateTimeOffset now,
        Func<AlertRow, object> said,
        CancellationToken cancellationToken,
        Answer? answer = null,
        NewMail? confirmation = null)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var alert = await db.Alerts.SingleOrDefaultAsync(row => (row.Key == keyOrNumber || row.Number == keyOrNumber) && row.State == AlertState.Firing, cancellationToken);
        if (alert is null) return false;

        db.Add(said(alert));
        if (confirmation is not null) db.Add(OutboxStore.ToRow(confirmation, now));
        db.Add(new AlertTransitionRow
        {
            AlertId = alert.Id,
            RunId = ByHand,
            Kind = kind,
            From = alert.ToldLevel,
            To = alert.Level,
            Episode = alert.Episode,
            Since = alert.Since,
            Reason = reason,
            Actor = actor,
            At = now,
        });
        var heard = kind == TransitionKind.Acknowledged ? AuditEvent.Acknowledged : AuditEvent.Answered;
        await KeepAsync(db, transaction, () => new AuditEntry(heard, now) { AlertKey = alert.Key, AlertNumber = alert.Number, Level = alert.Level, Actor = actor, Reason = reason, Detail = answer is null ? null : WayOf(answer) }, cancellationToken);
        return true;
    }

    /// <summary>Stores a word with its entry in the audit's book. A check that has read before it must not decide without it.</summary>
    /// <param name="entry">Asked once the rows have their numbers.</param>
    private static async Task KeepAsync(MonitorDb db, IDbContextTransaction transaction, Func<AuditEntry> entry, CancellationToken cancellationToken)
    {
        (await db.Generations.SingleAsync(cancellationToken)).Value++;
        await db.SaveChangesAsync(cancellationToken);
        using (var audit = new AuditWriter(db)) audit.Add(entry());
        await transaction.CommitAsync(cancellationToken);
    }

    private static string Describe(SilenceRow row) => string.Join(", ", new[]
    {
        $"{row.Kind.ToString().ToLowerInvariant()} {row.Id}",
        row.Project is null ? null : $"project {row.Project}",
        row.Entity is null ? null : $"entity {row.Entity}",
        row.Rule is null ? null : $"rule {row.Rule}",
        row.Level is { } level ? $"up to {level.Code()}" : null,
        $"{row.From:yyyy-MM-dd} to {row.Until:yyyy-MM-dd}",
    }.OfType<string>());

    internal static Silence ToSilence(SilenceRow row) =>
        new(row.Id, row.Kind, new SilenceScope(row.Project, row.Entity, row.Rule, row.Level, row.AlertKey), row.Author, row.Reason, row.From, row.Until)
        {
            AuthorAddress = row.AuthorAddress,
            Baseline = row.Baseline is null
                ? new Dictionary<string, Level>()
                : JsonSerializer.Deserialize<Dictionary<string, string>>(row.Baseline, StoredJson.Options)!.ToDictionary(pair => pair.Key, pair => Levels.Parse(pair.Value)),
        };

    internal static Answer ToAnswer(AnswerRow row) => new(row.Cause, row.Measure, row.DueDate, row.PromisedRate, row.By, row.On, row.At)
    {
        ByAddress = row.ByAddress,
        Via = row.Via,
        RecordedBy = row.RecordedBy,
    };

    /// <param name="offices">Whose office went over to whom.</param>
    internal static Handover ToHandover(HandoverRow row, IReadOnlySet<(string From, string To)>? offices = null) => new(row.Id, row.FromName, row.FromAddress, row.ToName, row.ToAddress, row.AcceptedAt is not null)
    {
        IsOfOffice = offices?.Contains((row.FromAddress.ToLowerInvariant(), row.ToAddress)) == true,
    };

    private static async Task<IReadOnlyDictionary<string, Dispute>> DisputesAsync(MonitorDb db, CancellationToken cancellationToken)
    {
        var rows = await db.Disputes.AsNoTracking()
            .Where(row => row.Episode == row.Alert!.Episode && row.Alert.State == AlertState.Firing)
            .OrderBy(row => row.Id)
            .Select(row => new { row.Alert!.Key, Row = row })
            .ToListAsync(cancellationToken);
        // The pause is the first one's; what was said is the last one's.
        return rows.GroupBy(row => row.Key).ToDictionary(
            same => same.Key, same => new Dispute(same.Last().Row.By, same.Last().Row.Says, same.Max(row => row.Row.Until)));
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<Handover>>> HandoversAsync(MonitorDb db, CancellationToken cancellationToken)
    {
        var rows = await db.Handovers.AsNoTracking()
            .Where(row => row.Episode == row.Alert!.Episode && row.Alert.State == AlertState.Firing)
            .OrderBy(row => row.Id)
            .Select(row => new { row.Alert!.Key, Row = row })
            .ToListAsync(cancellationToken);
        var offices = rows.Count == 0 ? [] : (await db.PersonHandovers.AsNoTracking().Select(row => new { row.FromAddress, row.ToAddress }).ToListAsync(cancellationToken)).Select(row => (row.FromAddress, row.ToAddress)).ToHashSet();
        return rows.GroupBy(row => row.Key).ToDictionary(same => same.Key, IReadOnlyList<Handover> (same) => [.. same.Select(row => ToHandover(row.Row, offices))]);
    }

    /// <summary>Who has read before the present episode began has read of another one.</summary>
    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadersAsync(MonitorDb db, CancellationToken cancellationToken)
    {
        var rows = await (
            from mark in db.ReadMarks.AsNoTracking()
            join alert in db.Alerts on mark.AlertId equals alert.Id
            where alert.State == AlertState.Firing
            orderby mark.Id
            select new
            {
                alert.Key,
                mark.By,
                mark.At,
                Began = db.AlertTransitions.Where(transition => transition.AlertId == alert.Id && transition.Episode == alert.Episode).Min(transition => (DateTimeOffset?)transition.At),
            }).ToListAsync(cancellationToken);
        return rows.Where(row => row.Began is not { } began || row.At >= began)
            .GroupBy(row => row.Key)
            .ToDictionary(same => same.Key, IReadOnlyList<string> (same) => [.. same.Select(row => row.By).Distinct()]);
    }
}

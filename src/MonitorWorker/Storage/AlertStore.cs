using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Alerts;
using MonitorWorker.Calendar;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>What a check must know of the past before it decides.</summary>
/// <param name="Generation">Number of decisions; one counts only if it is still the same.</param>
/// <param name="LastAsOf">Day of the last stored check.</param>
/// <param name="LastNumbers">Highest alert number given out, by fiscal year.</param>
/// <param name="Told">Who believes that an alert is open, by its key: all who were told of it since it was last told to be over.</param>
/// <param name="Overlays">What people have said about alerts.</param>
public sealed record AlertBook(
    long Generation,
    DateOnly? LastAsOf,
    IReadOnlyDictionary<string, Alert> Alerts,
    IReadOnlyDictionary<int, int> LastNumbers,
    IReadOnlyDictionary<string, IReadOnlyList<Recipient>> Told,
    Overlays Overlays)
{
    /// <summary>The last check was a rehearsal's and this one is in earnest: what the rehearsal told is known to nobody.</summary>
    public bool GoesLive { get; init; }

    /// <summary>It is the first check in earnest ever, so that everybody is told of all that is open.</summary>
    public bool IsFirstInEarnest { get; init; }
}

/// <summary>One decision to be stored: what became of an alert, and who is to be told.</summary>
public sealed record AlertChange(Alert? Before, string Number, Finding Finding, AlertDecision Decision, IReadOnlyList<NewNotice> Notices)
{
    public string Key => AlertKey.For(Finding.Rule, Finding.Subject);

    /// <summary>What is written into the alert's history; null where only the next check must know of it.</summary>
    public TransitionKind? Event { get; init; }

    /// <summary>Why, in the words that log, history and test share.</summary>
    public required string Reason { get; init; }

    /// <summary>The rule set that judged; null where nothing judges it any more.</summary>
    public RuleSet? Rules { get; init; }

    /// <summary>Day for which the figures speak.</summary>
    public DateOnly? JudgedDay { get; init; }

    /// <summary>What people believe from now on; null where that has not changed.</summary>
    public Belief? Belief { get; init; }

    /// <summary>True where people hear of it, so that reminders count from this day.</summary>
    public bool RestartsClock { get; init; }

    /// <summary>Steps of the escalation that have been taken; null where none was.</summary>
    public int? StepsTaken { get; init; }
}

/// <summary>One person to be told, with the figures as they are now.</summary>
public sealed record NewNotice(Recipient Recipient, string Reason, IReadOnlyList<LineSnapshot> Lines)
{
    public IReadOnlyList<StatementSnapshot> Statements { get; init; } = [];

    public IReadOnlyList<IndicatorSnapshot> Indicators { get; init; } = [];

    /// <summary>Name of the route that chose the recipient; null where none did.</summary>
    public string? Route { get; init; }

    /// <summary>The same with why it is told now.</summary>
    public NewNotice With(NoticeDetails? details) => details is null ? this : this with
    {
        Lines = [.. Lines.Select(line => line with { Details = details })],
        Statements = [.. Statements.Select(statement => statement with { Details = details })],
        Indicators = [.. Indicators.Select(indicator => indicator with { Details = details })],
    };

    /// <summary>The same with the days of its alert.</summary>
    public NewNotice Dated(DateOnly since, DateOnly? answerBy) => this with
    {
        Lines = [.. Lines.Select(line => line with { Since = since, AnswerBy = answerBy })],
        Indicators = [.. Indicators.Select(indicator => indicator with { Since = since, AnswerBy = answerBy })],
    };

    /// <summary>The same with what else is open of its line.</summary>
    public NewNotice Beside(IReadOnlyList<AlsoFound> open) => open.Count == 0 ? this : this with { Lines = [.. Lines.Select(line => line with { StillOpen = open })] };

    /// <summary>At once, or with everything else of the day or week.</summary>
    public Timing Timing { get; init; }

    /// <summary>Where the notice is a leader's summary: its sums. It then has no lines.</summary>
    public SummarySnapshot? Summary { get; init; }

    /// <summary>Where the notice is a digest of everything: what it says beside its lines.</summary>
    public DigestNote? Note { get; init; }
}

/// <summary>Everything that one check decided.</summary>
/// <param name="Changes">What is written into histories, told or not.</param>
public sealed record CheckDecision(
    string RunId, DateOnly AsOf, DateTimeOffset At, RuleSet Rules, long Generation, int Positions, int Findings, IReadOnlyList<AlertChange> Changes)
{
    /// <summary>Decisions without an event that the next check must know of: what has begun to last, or has ceased to.</summary>
    public IReadOnlyList<AlertChange> Memories { get; init; } = [];

    /// <summary>The newest year that is over: what was silenced in it or before is silenced no more.</summary>
    public int? EndedYear { get; init; }

    /// <summary>Waivers that are over, with the key of the alert that got worse.</summary>
    public IReadOnlyDictionary<long, string> BrokenWaivers { get; init; } = new Dictionary<long, string>();

    /// <summary>It is the first in earnest after a rehearsal, whose memory of who was told ends with it.</summary>
    public bool GoesLive { get; init; }
}

/// <summary>The memory of alerts: what was found, what became of it, and who was told.</summary>
/// <param name="bundles">When notices that are not told at once become due.</param>
public sealed class AlertStore(MonitorStore store, BundleTimes bundles)
{
    private const int KeysAtOnce = 500;

    /// <param name="isRehearsal">A rehearsal goes on with what rehearsals have told; in earnest that counts as never told.</param>
    public async Task<AlertBook> LoadAsync(CancellationToken cancellationToken, bool isRehearsal = false)
    {
        await using var db = store.Context();
        var generation = await db.Generations.AsNoTracking().SingleAsync(cancellationToken);
        var lastAsOf = await db.CheckRuns.MaxAsync(run => (DateOnly?)run.AsOf, cancellationToken);
        var alerts = await db.Alerts.AsNoTracking().ToListAsync(cancellationToken);
        var goesLive = !isRehearsal && await Rehearsals.WasLastAsync(db, cancellationToken);
        var isFirst = goesLive && !await db.CheckRuns.AnyAsync(run => !run.Id.StartsWith(Rehearsals.Prefix), cancellationToken);
        if (goesLive)
        {
            var known = await Rehearsals.LoadKnownAsync(db, cancellationToken);
            foreach (var row in alerts)
            {
                if (known.GetValueOrDefault(row.Id) is not { } really) continue;
                (row.ToldLevel, row.ToldAsOf, row.ToldDay, row.ToldRuleSet, row.ToldRuleSetHash) = (really.Level, really.AsOf, null, really.RuleSet, null);
                (row.RemindedOn, row.EscalationStep) = (really.AsOf, really.Steps);
            }
        }

        // Under a silence an alert may be put right and found again: those who were told of it before still believe that it is open.
        var notices = isRehearsal ? db.Notices.AsNoTracking() : Rehearsals.InEarnest(db.Notices.AsNoTracking());
        var told = await notices
            .Where(notice => notice.Transition != null && (goesLive || (notice.Transition.Alert!.ToldLevel != null && notice.Transition.Alert.ToldLevel != Level.Green)))
            .OrderBy(notice => notice.Id)
            .Select(notice => new
            {
                notice.Transition!.Alert!.Key,
                notice.RecipientName,
                notice.RecipientAddress,
                notice.Why,
                notice.RunId,
                notice.Transition.To,
                IsOfEpisode = notice.Transition.Episode == notice.Transition.Alert.Episode,
            })
            .ToListAsync(cancellationToken);
        var days = await db.CheckRuns.Select(run => new { run.Id, run.AsOf }).ToDictionaryAsync(run => run.Id, run => run.AsOf, cancellationToken);
        var byKey = told.GroupBy(row => row.Key).ToDictionary(same => same.Key, same => same.ToList());
        var unheard = await UnheardAsync(db, days, cancellationToken);
        foreach (var rows in byKey.Values) rows.RemoveRange(0, rows.FindLastIndex(row => row.To == Level.Green) + 1);
        return new AlertBook(
            generation.Value,
            lastAsOf,
            alerts.ToDictionary(
                row => row.Key,
                row => ToAlert(row, byKey.GetValueOrDefault(row.Key)?.Find(notice => notice.IsOfEpisode) is { } notice && days.TryGetValue(notice.RunId, out var first) ? first : null) with
                {
                    Unheard = unheard.GetValueOrDefault(row.Id) ?? [],
                }),
            alerts.GroupBy(row => row.FiscalYear).ToDictionary(year => year.Key, year => year.Max(row => AlertNumber.Parse(row.Number))),
            byKey.ToDictionary(
                same => same.Key,
                IReadOnlyList<Recipient> (same) =>
                    [.. same.Value.DistinctBy(row => row.RecipientAddress).Select(row => new Recipient(row.RecipientName, row.RecipientAddress, row.Why))]),
            await OverlayStore.LoadAsync(db, cancellationToken))
        {
            GoesLive = goesLive,
            IsFirstInEarnest = isFirst,
        };
    }

    /// <summary>
    /// Stores a check's decisions in one short transaction: the run, the alerts with what waits to be told, their transitions,
    /// and the notices that tell of them. Nothing is rendered in here.
    /// </summary>
    /// <returns>False where another check has decided since the book was loaded: decide again.</returns>
    public async Task<bool> TryCommitAsync(CheckDecision decision, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        // Immediate: the write lock is taken before the generation is read.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var generation = await db.Generations.SingleAsync(cancellationToken);
        if (generation.Value != decision.Generation) return false;

        generation.Value++;
        if (decision.GoesLive) await Rehearsals.ForgetAsync(db, cancellationToken);
        var notices = decision.Changes.Sum(change => change.Notices.Count);
        db.Add(new CheckRunRow
        {
            Id = decision.RunId,
            AsOf = decision.AsOf,
            At = decision.At,
            RuleSet = decision.Rules.Name,
            RuleSetHash = decision.Rules.Hash,
            Positions = decision.Positions,
            Findings = decision.Findings,
            Notices = notices,
        });
        var known = await KnownAsync(db, decision, cancellationToken);
        using (var writer = new DecisionWriter(db, decision, known, bundles))
        {
            writer.Checked(notices);
            foreach (var memory in decision.Memories) writer.Remember(memory);
            foreach (var change in decision.Changes) writer.Tell(change);
            foreach (var (waiver, key) in decision.BrokenWaivers) writer.Broke(waiver, key);
            if (decision.EndedYear is { } ended)
            {
                var lastDay = FiscalYearDays.LastDay(ended);
                foreach (var silence in await db.Silences.Where(silence => silence.EndedAt == null && silence.From <= lastDay && silence.Until >= decision.AsOf).ToListAsync(cancellationToken))
                    writer.EndWithYear(silence);
            }
        }

        foreach (var (id, key) in decision.BrokenWaivers)
        {
            var waiver = await db.Silences.SingleAsync(silence => silence.Id == id, cancellationToken);
            (waiver.EndedAt, waiver.EndedBecause) = (decision.At, key);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Stores a digest's notices. One run's digest is stored once, whatever runs again.</summary>
    /// <param name="rules">What judged the figures.</param>
    public async Task AddDigestAsync(string runId, DateTimeOffset now, RuleSet rules, IReadOnlyList<NewNotice> notices, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Notices.AnyAsync(notice => notice.RunId == runId, cancellationToken)) return;
        var rows = notices.Select(notice => ToRow(notice, runId, null, now, bundles)).ToList();
        db.AddRange(rows);
        await db.SaveChangesAsync(cancellationToken);
        using (var audit = new AuditWriter(db))
        {
            foreach (var (notice, row) in notices.Zip(rows)) audit.Add(ToAudit(notice, row.Id, runId, rules, now));
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>What people were last told of alerts, with its figures, by key; of several people the first.</summary>
    public async Task<IReadOnlyDictionary<string, NewNotice>> LoadToldFiguresAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var told = new Dictionary<string, NewNotice>();
        foreach (var some in keys.Chunk(KeysAtOnce))
        {
            var notices = db.Notices.AsNoTracking()
                .Where(notice => notice.Transition != null && some.Contains(notice.Transition.Alert!.Key))
                .OrderBy(notice => notice.Id)
                .Select(notice => new { notice.Transition!.Alert!.Key, notice.RecipientName, notice.RecipientAddress, notice.Why, notice.Reason, notice.Lines, notice.Indicators });
            await foreach (var row in notices.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                told[row.Key] = new NewNotice(
                    new Recipient(row.RecipientName, row.RecipientAddress, row.Why), row.Reason, JsonSerializer.Deserialize<List<LineSnapshot>>(row.Lines, StoredJson.Options)!)
                {
                    Indicators = row.Indicators is null ? [] : JsonSerializer.Deserialize<List<IndicatorSnapshot>>(row.Indicators, StoredJson.Options)!,
                };
            }
        }

        return told;
    }

    /// <summary>Reminders and steps of open alerts since somebody last said something, by alert.</summary>
    private static async Task<Dictionary<long, IReadOnlyList<Unheard>>> UnheardAsync(MonitorDb db, Dictionary<string, DateOnly> days, CancellationToken cancellationToken)
    {
        TransitionKind[] words = [TransitionKind.Reminded, TransitionKind.Escalated, TransitionKind.Answered, TransitionKind.Acknowledged, TransitionKind.Disputed, TransitionKind.HandedOver];
        var rows = await db.AlertTransitions.AsNoTracking()
            .Where(row => words.Contains(row.Kind) && row.Episode == row.Alert!.Episode && row.Alert.State == AlertState.Firing)
            .OrderBy(row => row.Id)
            .Select(row => new { row.AlertId, row.Kind, row.RunId, row.Reason })
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.AlertId).ToDictionary(same => same.Key, IReadOnlyList<Unheard> (same) =>
        [
            .. same.Reverse()
                .TakeWhile(row => row.Kind is TransitionKind.Reminded or TransitionKind.Escalated)
                .Reverse()
                .Where(row => days.ContainsKey(row.RunId) && !row.Reason.Contains(FollowUp.RepliesUnread, StringComparison.Ordinal))
                .Select(row => new Unheard(days[row.RunId], row.Kind == TransitionKind.Escalated)),
        ]);
    }

    private static Alert ToAlert(AlertRow row, DateOnly? firstTold)
    {
        var belief = row.ToldLevel is { } told ? new Belief(told, row.ToldAsOf, row.ToldDay, row.ToldRuleSet, row.ToldRuleSetHash) : null;
        var streak = row is { StreakSince: { } since, StreakChecks: { } checks } ? new Streak(since, checks) : null;
        return new Alert(row.Key, row.Number, row.State, row.Level, row.Episode)
        {
            Since = row.State == AlertState.Pending && streak is not null ? streak.Since : row.Since,
            Streak = streak,
            Belief = belief,
            // Told under an earlier episode whose end a silence held back: the clock runs from there.
            FirstTold = belief is null or { Level: Level.Green } ? null : firstTold ?? belief.AsOf,
            RemindedOn = row.RemindedOn,
            EscalationStep = row.EscalationStep,
        };
    }

    /// <summary>The rows of the alerts that change, and of no others: the first check has none, and a usual one few of many.</summary>
    private static async Task<Dictionary<string, AlertRow>> KnownAsync(MonitorDb db, CheckDecision decision, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, AlertRow>();
        foreach (var keys in decision.Changes.Concat(decision.Memories).Where(change => change.Before is not null).Select(change => change.Key).Chunk(KeysAtOnce))
        {
            foreach (var row in await db.Alerts.Where(row => keys.Contains(row.Key)).ToListAsync(cancellationToken)) known.Add(row.Key, row);
        }

        return known;
    }

    internal static AuditEntry ToAudit(NewNotice notice, long id, string runId, RuleSet rules, DateTimeOffset now) => new(AuditEvent.Decided, now)
    {
        RunId = runId,
        Reason = notice.Reason,
        RecipientName = notice.Recipient.Name,
        RecipientAddress = notice.Recipient.Address,
        Figures = AuditFigures.Write(ToldFigures.Of(notice)),
        RuleSet = rules.Name,
        RuleSetHash = rules.Hash,
        NoticeId = id,
    };

    internal static NoticeRow ToRow(NewNotice notice, string runId, long? transition, DateTimeOffset now, BundleTimes bundles) => new()
    {
        RunId = runId,
        TransitionId = transition,
        RecipientName = notice.Recipient.Name,
        RecipientAddress = notice.Recipient.Address,
        Why = notice.Recipient.Why,
        Reason = notice.Reason,
        Route = notice.Route,
        Lines = JsonSerializer.Serialize(notice.Lines, StoredJson.Options),
        Indicators = notice.Indicators.Count == 0 ? null : JsonSerializer.Serialize(notice.Indicators, StoredJson.Options),
        Statements = notice.Statements.Count == 0 ? null : JsonSerializer.Serialize(notice.Statements, StoredJson.Options),
        CreatedAt = now,
        DueAt = bundles.DueAfter(notice.Timing, now),
        Form = notice.Summary is null ? null : NoticeForm.Summary,
        Extra = notice switch
        {
            { Summary: { } summary } => JsonSerializer.Serialize(summary, StoredJson.Options),
            { Note: { } note } => JsonSerializer.Serialize(note, StoredJson.Options),
            _ => null,
        },
    };
}

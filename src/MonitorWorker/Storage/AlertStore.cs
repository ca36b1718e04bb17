using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MonitorWorker.Alerts;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage.Rows;

namespace MonitorWorker.Storage;

/// <summary>What a check must know of the past before it decides.</summary>
/// <param name="Generation">Number of checks that have decided; a decision counts only if it is still the same.</param>
/// <param name="LastAsOf">Day of the last stored check.</param>
/// <param name="LastNumbers">Highest alert number given out, by fiscal year.</param>
/// <param name="Told">Who has been told of the present episode, by alert key; nobody of a pending alert.</param>
public sealed record AlertBook(
    long Generation,
    DateOnly? LastAsOf,
    IReadOnlyDictionary<string, Alert> Alerts,
    IReadOnlyDictionary<int, int> LastNumbers,
    IReadOnlyDictionary<string, IReadOnlyList<Recipient>> Told);

/// <summary>One decision to be stored: what happened to an alert, and who is to be told; nobody, where it is no transition.</summary>
public sealed record AlertChange(Alert? Before, string Number, Finding Finding, AlertDecision Decision, IReadOnlyList<NewNotice> Notices)
{
    public string Key => AlertKey.For(Finding.Rule, Finding.Subject);
}

/// <summary>One person to be told, with the figures as they are now.</summary>
public sealed record NewNotice(Recipient Recipient, string Reason, IReadOnlyList<LineSnapshot> Lines)
{
    public IReadOnlyList<StatementSnapshot> Statements { get; init; } = [];

    public IReadOnlyList<IndicatorSnapshot> Indicators { get; init; } = [];

    /// <summary>At once, or with everything else of the day or week.</summary>
    public Timing Timing { get; init; }

    /// <summary>Where the notice is a leader's summary: its sums. It then has no lines.</summary>
    public SummarySnapshot? Summary { get; init; }

    /// <summary>Where the notice is a digest of everything: what it says beside its lines.</summary>
    public DigestNote? Note { get; init; }
}

/// <summary>Everything that one check decided.</summary>
/// <param name="Changes">Transitions: what is told.</param>
public sealed record CheckDecision(
    string RunId, DateOnly AsOf, DateTimeOffset At, RuleSet Rules, long Generation, int Positions, int Findings, IReadOnlyList<AlertChange> Changes)
{
    /// <summary>Decisions without a transition that the next check must know of: what has begun to last, or has ceased to.</summary>
    public IReadOnlyList<AlertChange> Memories { get; init; } = [];
}

/// <summary>The memory of alerts: what was found, what became of it, and who was told.</summary>
/// <param name="bundles">When notices that are not told at once become due.</param>
public sealed class AlertStore(MonitorStore store, BundleTimes bundles)
{
    private const int KeysAtOnce = 500;

    public async Task<AlertBook> LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        var generation = await db.Generations.AsNoTracking().SingleAsync(cancellationToken);
        var lastAsOf = await db.CheckRuns.MaxAsync(run => (DateOnly?)run.AsOf, cancellationToken);
        var alerts = await db.Alerts.AsNoTracking().ToListAsync(cancellationToken);
        var told = await db.Notices.AsNoTracking()
            .Where(notice => notice.Transition != null
                && notice.Transition.Episode == notice.Transition.Alert!.Episode
                && notice.Transition.Alert.State != AlertState.Pending)
            .OrderBy(notice => notice.Id)
            .Select(notice => new { notice.Transition!.Alert!.Key, notice.RecipientName, notice.RecipientAddress, notice.Why })
            .ToListAsync(cancellationToken);
        return new AlertBook(
            generation.Value,
            lastAsOf,
            alerts.ToDictionary(row => row.Key, ToAlert),
            alerts.GroupBy(row => row.FiscalYear).ToDictionary(year => year.Key, year => year.Max(row => AlertNumber.Parse(row.Number))),
            told.GroupBy(row => row.Key).ToDictionary(
                same => same.Key,
                IReadOnlyList<Recipient> (same) =>
                    [.. same.DistinctBy(row => row.RecipientAddress).Select(row => new Recipient(row.RecipientName, row.RecipientAddress, row.Why))]));
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
        db.Add(new CheckRunRow
        {
            Id = decision.RunId,
            AsOf = decision.AsOf,
            At = decision.At,
            RuleSet = decision.Rules.Name,
            RuleSetHash = decision.Rules.Hash,
            Positions = decision.Positions,
            Findings = decision.Findings,
            Notices = decision.Changes.Sum(change => change.Notices.Count),
        });
        var known = await KnownAsync(db, decision, cancellationToken);
        using (var writer = new DecisionWriter(db, decision, known, bundles))
        {
            foreach (var memory in decision.Memories) writer.Remember(memory);
            foreach (var change in decision.Changes) writer.Tell(change);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Stores a digest's notices. One run's digest is stored once, whatever runs again.</summary>
    public async Task AddDigestAsync(string runId, DateTimeOffset now, IReadOnlyList<NewNotice> notices, CancellationToken cancellationToken)
    {
        await using var db = store.Context();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Notices.AnyAsync(notice => notice.RunId == runId, cancellationToken)) return;
        db.AddRange(notices.Select(notice => ToRow(notice, runId, null, now, bundles)));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static Alert ToAlert(AlertRow row)
    {
        var streak = row is { StreakSince: { } since, StreakChecks: { } checks } ? new Streak(since, checks) : null;
        return new Alert(row.Key, row.Number, row.State, row.Level, row.Episode)
        {
            Since = row.State == AlertState.Pending && streak is not null ? streak.Since : row.Since,
            Streak = streak,
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

    internal static NoticeRow ToRow(NewNotice notice, string runId, long? transition, DateTimeOffset now, BundleTimes bundles) => new()
    {
        RunId = runId,
        TransitionId = transition,
        RecipientName = notice.Recipient.Name,
        RecipientAddress = notice.Recipient.Address,
        Why = notice.Recipient.Why,
        Reason = notice.Reason,
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

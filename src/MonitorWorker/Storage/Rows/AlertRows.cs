using MonitorWorker.Alerts;
using MonitorWorker.Rules;

namespace MonitorWorker.Storage.Rows;

/// <summary>One completed check that stored its decisions.</summary>
internal sealed class CheckRunRow
{
    public required string Id { get; set; }

    public DateOnly AsOf { get; set; }

    public DateTimeOffset At { get; set; }

    public required string RuleSet { get; set; }

    public required string RuleSetHash { get; set; }

    public int Positions { get; set; }

    public int Findings { get; set; }

    public int Notices { get; set; }
}

/// <summary>The memory of an alert.</summary>
internal sealed class AlertRow
{
    public long Id { get; set; }

    public required string Key { get; set; }

    public required string Number { get; set; }

    public required string Rule { get; set; }

    public int FiscalYear { get; set; }

    /// <summary>Empty where the alert is about no single project.</summary>
    public required string ProjectCode { get; set; }

    public AlertState State { get; set; }

    public Level Level { get; set; }

    public int Episode { get; set; }

    /// <summary>
    /// Day of the check that first found the breach of the last episode that was told. A breach that waits to be told leaves
    /// it alone, for it may go without a word; its own day is the streak's.
    /// </summary>
    public DateOnly Since { get; set; }

    /// <summary>Day of the first check of the streak; null with <see cref="StreakChecks"/>, where nothing waits.</summary>
    public DateOnly? StreakSince { get; set; }

    public int? StreakChecks { get; set; }

    public DateTimeOffset? LastTold { get; set; }
}

/// <summary>One change of an alert: history, and the reason of the notices that tell of it.</summary>
internal sealed class AlertTransitionRow
{
    public long Id { get; set; }

    public long AlertId { get; set; }

    public AlertRow? Alert { get; set; }

    public required string RunId { get; set; }

    public TransitionKind Kind { get; set; }

    public Level? From { get; set; }

    public Level To { get; set; }

    public int Episode { get; set; }

    /// <summary>Day of the check that first found the breach of this episode; null in transitions older than the column.</summary>
    public DateOnly? Since { get; set; }

    public required string Reason { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>One person to be told one thing, with the figures frozen; a mail is composed from it afterwards.</summary>
internal sealed class NoticeRow
{
    public long Id { get; set; }

    public required string RunId { get; set; }

    /// <summary>Null for a digest, which tells of no single change.</summary>
    public long? TransitionId { get; set; }

    public AlertTransitionRow? Transition { get; set; }

    public required string RecipientName { get; set; }

    public required string RecipientAddress { get; set; }

    public required string Why { get; set; }

    public required string Reason { get; set; }

    /// <summary>JSON of the line snapshots.</summary>
    public required string Lines { get; set; }

    /// <summary>JSON of the statement snapshots; null where there are none.</summary>
    public string? Statements { get; set; }

    /// <summary>JSON of the indicator snapshots; null where there are none.</summary>
    public string? Indicators { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The mail that tells it; null until composed.</summary>
    public long? OutboxId { get; set; }

    public OutboxRow? Outbox { get; set; }
}

/// <summary>One row: counts the checks that have decided, so that two cannot decide on the same state.</summary>
internal sealed class GenerationRow
{
    public int Id { get; set; }

    public long Value { get; set; }

    /// <summary>Random identity of this database, part of every Message-ID.</summary>
    public required string DatabaseId { get; set; }
}

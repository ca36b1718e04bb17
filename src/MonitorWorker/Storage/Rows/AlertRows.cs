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

    /// <summary>What people believe: the level they were last told, green once they know that it is over; null while nobody was told anything.</summary>
    public Level? ToldLevel { get; set; }

    /// <summary>Day of the check that told it, as judged (asOf).</summary>
    public DateOnly? ToldAsOf { get; set; }

    /// <summary>Day for which the figures spoke that were told.</summary>
    public DateOnly? ToldDay { get; set; }

    /// <summary>Rule set that judged what was told, and its hash.</summary>
    public string? ToldRuleSet { get; set; }

    public string? ToldRuleSetHash { get; set; }

    /// <summary>Day from which reminders count: of the first notice of the episode, then of each reminder.</summary>
    public DateOnly? RemindedOn { get; set; }

    /// <summary>Steps of the escalation that this episode has taken.</summary>
    public int EscalationStep { get; set; }
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

    /// <summary>Which step of the escalation; null in other transitions.</summary>
    public int? Step { get; set; }

    /// <summary>Who did it, where it was a person and no check.</summary>
    public string? Actor { get; set; }

    /// <summary>JSON of what the check saw: figures as printed, by name; null where it judged nothing.</summary>
    public string? Values { get; set; }

    public string? RuleSet { get; set; }

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

    /// <summary>Name of the route that chose the recipient; null in notices older than the column.</summary>
    public string? Route { get; set; }

    /// <summary>When it is to be told, with whatever else this person is told then; null is at once.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>One of <see cref="NoticeForm"/>; null where the figures say which mail it becomes.</summary>
    public string? Form { get; set; }

    /// <summary>JSON of what the form asks for: sums, a digest's silences, the notices withdrawn together; null where there is none.</summary>
    public string? Extra { get; set; }

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

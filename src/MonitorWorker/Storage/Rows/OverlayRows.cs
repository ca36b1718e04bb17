using MonitorWorker.Alerts;
using MonitorWorker.Rules;

namespace MonitorWorker.Storage.Rows;

/// <summary>A silence or a waiver: what is not told for a while, by whose word, and until when.</summary>
internal sealed class SilenceRow
{
    public long Id { get; set; }

    public SilenceKind Kind { get; set; }

    /// <summary>What it matches; null matches all.</summary>
    public string? Project { get; set; }

    public string? Entity { get; set; }

    public string? Rule { get; set; }

    /// <summary>Alert that it is for; null where the other columns say so.</summary>
    public string? AlertKey { get; set; }

    /// <summary>Worst level that it covers; null is all.</summary>
    public Level? Level { get; set; }

    public required string Author { get; set; }

    /// <summary>Who is told before it ends; null where the author has no address.</summary>
    public string? AuthorAddress { get; set; }

    public required string Reason { get; set; }

    /// <summary>First and last day on which it holds.</summary>
    public DateOnly From { get; set; }

    public DateOnly Until { get; set; }

    /// <summary>Of a waiver: JSON of the levels that its alerts had, by key.</summary>
    public string? Baseline { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When a person, or a project that got worse, ended it before its time.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBecause { get; set; }

    /// <summary>When its author was told that it ends.</summary>
    public DateTimeOffset? EndToldAt { get; set; }
}

/// <summary>Somebody has taken an alert on: no reminder and no escalation of it until a day.</summary>
internal sealed class AcknowledgementRow
{
    public long Id { get; set; }

    public long AlertId { get; set; }

    public AlertRow? Alert { get; set; }

    public int Episode { get; set; }

    /// <summary>Level that was acknowledged: a worse one is not.</summary>
    public Level Level { get; set; }

    public required string Author { get; set; }

    public string? AuthorAddress { get; set; }

    public required string Reason { get; set; }

    public DateOnly Until { get; set; }

    public DateTimeOffset At { get; set; }

    public DateTimeOffset? EndToldAt { get; set; }
}

/// <summary>What the person responsible says about an alert: cause, measure and date.</summary>
internal sealed class AnswerRow
{
    public long Id { get; set; }

    public long AlertId { get; set; }

    public AlertRow? Alert { get; set; }

    public int Episode { get; set; }

    /// <summary>偏差原因</summary>
    public required string Cause { get; set; }

    /// <summary>整改措施</summary>
    public string? Measure { get; set; }

    /// <summary>预计完成日期</summary>
    public DateOnly? DueDate { get; set; }

    /// <summary>Execution rate that is promised for that day, percent; null where none was.</summary>
    public decimal? PromisedRate { get; set; }

    public required string By { get; set; }

    /// <summary>Address it came from, lower case; null where it came another way.</summary>
    public string? ByAddress { get; set; }

    /// <summary>How it came, e.g. 电话; null where it came by mail, or the column is newer.</summary>
    public string? Via { get; set; }

    /// <summary>Who wrote it down for the other (代录); null where nobody had to.</summary>
    public string? RecordedBy { get; set; }

    /// <summary>The mail that said it; null where none did.</summary>
    public long? IncomingId { get; set; }

    /// <summary>Day of the office on which it came.</summary>
    public DateOnly On { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>One line of the audit's book: the database refuses to change or delete it.</summary>
internal sealed class AuditRow
{
    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>One of <see cref="AuditEvent"/>.</summary>
    public required string Event { get; set; }

    public string? RunId { get; set; }

    public string? AlertKey { get; set; }

    public string? AlertNumber { get; set; }

    public Level? Level { get; set; }

    /// <summary>Reason in the contract's words, or why the event happened.</summary>
    public string? Reason { get; set; }

    public string? RecipientName { get; set; }

    public string? RecipientAddress { get; set; }

    /// <summary>JSON of the figures that were told.</summary>
    public string? Figures { get; set; }

    public string? RuleSet { get; set; }

    public string? RuleSetHash { get; set; }

    public string? SourceFile { get; set; }

    public string? SourceSheet { get; set; }

    public int? SourceRow { get; set; }

    public long? NoticeId { get; set; }

    public string? MessageId { get; set; }

    /// <summary>Person or verb that caused it; null where it was the service.</summary>
    public string? Actor { get; set; }

    public string? Detail { get; set; }

    /// <summary>Hash of the row before; null in the first one.</summary>
    public string? PreviousHash { get; set; }

    /// <summary>Over all values above and the hash before (<see cref="AuditChain"/>).</summary>
    public required string Hash { get; set; }
}

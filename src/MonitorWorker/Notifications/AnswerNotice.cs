namespace MonitorWorker.Notifications;

/// <summary>What a mail about a reply says: what was understood of it, or what is asked about it. Nothing of the reply beside what was parsed stands in it.</summary>
/// <param name="Purpose">One of <see cref="AnswerPurpose"/>.</param>
/// <param name="Items">One for each thing that the reply says.</param>
public sealed record AnswerNotice(string Purpose, IReadOnlyList<AnswerItem> Items)
{
    /// <summary>Who wrote the reply; null where that is the reader.</summary>
    public string? By { get; init; }

    public string? ByAddress { get; init; }

    /// <summary>How it came, e.g. 电话; null where it came by mail.</summary>
    public string? Via { get; init; }

    /// <summary>Who wrote it down for the other (代录); null where nobody had to.</summary>
    public string? RecordedBy { get; init; }

    /// <summary>A mail of a rehearsal was answered: it says how the answer would be understood, and nothing was recorded.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>What the reader wants to see in digests from now on; null where the reply did not say.</summary>
    public bool? OnlyRed { get; init; }
}

/// <summary>Why a mail about a reply is sent.</summary>
public static class AnswerPurpose
{
    /// <summary>To whoever replied: what was understood.</summary>
    public const string Receipt = "receipt";

    /// <summary>To whoever had our mail: is what came from another address theirs?</summary>
    public const string Confirm = "confirm";

    /// <summary>To the finance contact: the figures are said to be wrong.</summary>
    public const string Check = "check";

    /// <summary>To the finance contact: a reply was not understood.</summary>
    public const string Unclear = "unclear";

    /// <summary>To whoever answered by another way: what was written down.</summary>
    public const string Recorded = "recorded";
}

/// <summary>One thing that a reply says, and what became of it.</summary>
/// <param name="Result">One of <see cref="AnswerResult"/>.</param>
/// <param name="Numbers">Numbers of the alerts that it is about; none where that is not known.</param>
public sealed record AnswerItem(string Result, IReadOnlyList<string> Numbers)
{
    public string? Project { get; init; }

    public string? Cause { get; init; }

    public string? Measure { get; init; }

    public DateOnly? Due { get; init; }

    /// <summary>The date as it was written, and why it names no day; null where it does, or none was written.</summary>
    public string? DueWritten { get; init; }

    public string? DueProblem { get; init; }

    /// <summary>Execution rate that is promised, percent as printed.</summary>
    public string? Rate { get; init; }

    /// <summary>What is missing of 偏差原因, 整改措施, 预计完成日期.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Last day without reminders; null where they go on.</summary>
    public DateOnly? RestsUntil { get; init; }

    /// <summary>Name that it was, or was to be, handed over to.</summary>
    public string? To { get; init; }

    /// <summary>What was written beside: the right figure, or a remark.</summary>
    public string? Says { get; init; }

    /// <summary>Names of those who see it.</summary>
    public IReadOnlyList<string> SeenBy { get; init; } = [];

    /// <summary>The figures that were told; null where there are none of a line.</summary>
    public LineSnapshot? Line { get; init; }
}

/// <summary>What became of one thing that a reply says.</summary>
public static class AnswerResult
{
    public const string Recorded = "recorded";

    /// <summary>Recorded, and something is missing.</summary>
    public const string Partial = "partial";

    /// <summary>Words that are no cause, measure and date: kept, and asked for these.</summary>
    public const string Noted = "noted";

    public const string HandedOver = "handed-over";

    /// <summary>Nobody of that name may be told of it.</summary>
    public const string UnknownName = "unknown-name";

    /// <summary>Several people have that name.</summary>
    public const string SeveralNames = "several-names";

    public const string Disputed = "disputed";

    /// <summary>The mail that was replied to tells of several alerts, and the reply does not say of which it speaks.</summary>
    public const string NoNumber = "no-number";

    /// <summary>No alert of that number can be answered by the writer.</summary>
    public const string UnknownNumber = "unknown-number";

    /// <summary>The alert is put right: nothing is to be answered.</summary>
    public const string Closed = "closed";

    /// <summary>What it speaks of has ended with its budget year.</summary>
    public const string YearEnded = "year-ended";

    /// <summary>The mail that was replied to tells of no alert.</summary>
    public const string NotAlert = "not-alert";

    /// <summary>Nothing could be read.</summary>
    public const string Unclear = "unclear";
}

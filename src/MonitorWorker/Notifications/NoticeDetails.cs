namespace MonitorWorker.Notifications;

/// <summary>What a notice says beside the figures: why it comes now, frozen with them. All is null where there is nothing to say.</summary>
public sealed record NoticeDetails
{
    /// <summary>Rule set that judged what was told before, where another one judges now.</summary>
    public string? RulesBefore { get; init; }

    /// <summary>Figures that were told and turned out to be wrong.</summary>
    public ChangedFigures? Correction { get; init; }

    /// <summary>Working days since the first notice of the episode; of reminders and escalations.</summary>
    public int? WorkdaysOpen { get; init; }

    /// <summary>The mailbox could not be read for a while, so that an answer may have been given that nobody knows of.</summary>
    public bool RepliesUnread { get; init; }

    /// <summary>How the same was found of the project in earlier years, in one sentence; of first notices.</summary>
    public string? EarlierYears { get; init; }

    /// <summary>What the steps of an escalation say.</summary>
    public IReadOnlyList<string> StepSays { get; init; } = [];

    /// <summary>What was promised and not kept.</summary>
    public Promise? Promise { get; init; }

    /// <summary>Who handed it over to the reader (转办).</summary>
    public string? HandedOverBy { get; init; }

    /// <summary>What people have said about it so far.</summary>
    public HeardWords? Heard { get; init; }
}

/// <summary>What people have said about an alert, frozen; null is nothing.</summary>
public sealed record HeardWords
{
    public GivenAnswer? Answer { get; init; }

    /// <summary>Who acts now in place of those who were told first.</summary>
    public string? HandedTo { get; init; }

    /// <summary>Who says that the figures are wrong.</summary>
    public string? DisputedBy { get; init; }

    /// <summary>Last day on which reminders wait for the check of the figures.</summary>
    public DateOnly? DisputedUntil { get; init; }

    /// <summary>Who has said to have read of it (阅).</summary>
    public IReadOnlyList<string> ReadBy { get; init; } = [];

    /// <summary>True where there is nothing to say.</summary>
    public bool IsEmpty => Answer is null && HandedTo is null && DisputedBy is null && ReadBy.Count == 0;
}

/// <summary>What somebody has answered for an alert.</summary>
/// <param name="Cause">Empty where none was named.</param>
/// <param name="Rate">Execution rate that is promised, percent as printed; null where none is.</param>
public sealed record GivenAnswer(string By, DateOnly On, string Cause, string? Measure, DateOnly? Due, string? Rate);

/// <summary>A figure as it was told, and as it is for the same day by the data that are there now. Amounts in fen, rates in percent as printed.</summary>
/// <param name="Period">Month as 2024-08, null where the day was no month's.</param>
/// <param name="OldLevel">Level that was told.</param>
/// <param name="NewLevel">What it would have been.</param>
/// <param name="OldValue">Completed value of an indicator, as written.</param>
public sealed record ChangedFigures(
    string? Period,
    string OldLevel,
    string NewLevel,
    long? OldExecuted,
    long? NewExecuted,
    long? OldRevised,
    long? NewRevised,
    string? OldRate,
    string? NewRate,
    string? OldValue,
    string? NewValue);

/// <summary>An answer whose day has passed.</summary>
/// <param name="Rate">Execution rate that was promised, percent as printed; null where none was.</param>
public sealed record Promise(string By, DateOnly On, DateOnly Due, string? Rate, string? Measure);

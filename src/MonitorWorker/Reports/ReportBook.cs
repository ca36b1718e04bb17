using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Calendar;
using MonitorWorker.Rules;

namespace MonitorWorker.Reports;

/// <summary>Everything that reports are made of, as of a day: loaded once, whatever number of reports is made of it. Nothing in it is changed.</summary>
public sealed record ReportBook
{
    /// <summary>What is judged as of the day.</summary>
    public required Judgement Now { get; init; }

    /// <summary>The same facts as of the end of the month before the newest judged one; null in January, and where nothing was reported.</summary>
    public Judgement? LastPeriod { get; init; }

    /// <summary>The year before as of the same month's end; null where no budget of that year is known.</summary>
    public Judgement? LastYear { get; init; }

    /// <summary>What <see cref="Now"/> was judged from.</summary>
    public required BudgetFacts Facts { get; init; }

    /// <summary>Alerts of the fiscal year with what people said of them, worst first.</summary>
    public IReadOnlyList<ReportAlert> Alerts { get; init; } = [];

    /// <summary>Silences and waivers in force on the day.</summary>
    public IReadOnlyList<Silence> Silences { get; init; } = [];

    /// <summary>The files behind the facts in force, in the order of their import.</summary>
    public IReadOnlyList<SourceFile> Sources { get; init; } = [];

    /// <summary>Files with refused rows that nobody has mended, with the number of rows.</summary>
    public IReadOnlyList<(string File, int Rows)> Refused { get; init; } = [];

    /// <summary>Files that wait for a person's word, with the reason: none of their rows counts.</summary>
    public IReadOnlyList<HeldFile> Held { get; init; } = [];

    /// <summary>Until when in a year catching up is asked for.</summary>
    public FiscalYearDays Years { get; init; } = FiscalYearDays.Usual;

    /// <summary>The office's own words.</summary>
    public required OfficeTexts Texts { get; init; }

    /// <summary>Who makes the report.</summary>
    public required string OfficeName { get; init; }

    /// <summary>When it is made, in the office's zone.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }
}

/// <summary>A file that facts came from.</summary>
/// <param name="Sha256">Checksum of its content, in hexadecimal.</param>
/// <param name="ImportedAt">In the office's zone.</param>
public sealed record SourceFile(string File, string Sha256, DateTimeOffset ImportedAt, int Accepted, int Refused);

/// <summary>A file that waits for a person's word.</summary>
/// <param name="Reason">Why it is held, in words.</param>
public sealed record HeldFile(string File, string Reason);

/// <summary>An alert, and what people said of it.</summary>
/// <param name="EntityCode">Null where it is of no one entity.</param>
/// <param name="ProjectCode">Null where it is about no project.</param>
/// <param name="Since">First day of its present episode.</param>
public sealed record ReportAlert(string Key, string Number, string Rule, string? EntityCode, string? ProjectCode, Level Level, AlertState State, DateOnly Since)
{
    /// <summary>The latest of the present episode; null where nobody answered.</summary>
    public Answer? Answer { get; init; }

    /// <summary>Null where nobody has taken it on.</summary>
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>Said against its figures, and still looked into; null where nothing is.</summary>
    public Dispute? Dispute { get; init; }

    /// <summary>Last day of the silence or waiver that covers it; null where none does.</summary>
    public DateOnly? SilencedUntil { get; init; }

    /// <summary>Null where nobody was told yet.</summary>
    public DateTimeOffset? LastTold { get; init; }
}

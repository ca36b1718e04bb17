using System.Text.Json;
using System.Text.Json.Serialization;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Storage;

/// <summary>What an entry of the audit's book tells of.</summary>
public static class AuditEvent
{
    /// <summary>A person is to be told: one entry for each notice, with the figures as they were told.</summary>
    public const string Decided = "decided";

    /// <summary>Notices became a mail.</summary>
    public const string Composed = "composed";

    /// <summary>The mail server took a mail.</summary>
    public const string Sent = "sent";

    /// <summary>A mail is given up.</summary>
    public const string Undelivered = "undelivered";

    /// <summary>A mail was too large for the server: a shorter one goes in its place, under the same Message-ID.</summary>
    public const string Shortened = "shortened";

    /// <summary>A person had a mail tried again that was given up, or at once instead of later.</summary>
    public const string Retried = "retried";

    /// <summary>A person took a mail out of the outbox.</summary>
    public const string Dropped = "dropped";

    public const string Checked = "checked";

    public const string Imported = "imported";

    /// <summary>A person put a held import in force.</summary>
    public const string Released = "released";

    /// <summary>A person took an import back, and what was decided by it.</summary>
    public const string Undone = "undone";

    /// <summary>A person gave a silence or a waiver.</summary>
    public const string Silenced = "silenced";

    /// <summary>A person ended a silence or a waiver before its time.</summary>
    public const string Expired = "expired";

    /// <summary>A waiver ended, because something got worse.</summary>
    public const string Broken = "broken";

    /// <summary>A person took an alert on.</summary>
    public const string Acknowledged = "acknowledged";

    /// <summary>A person answered for an alert.</summary>
    public const string Answered = "answered";

    /// <summary>A person said something about an alert that is no whole answer of its own.</summary>
    public const string Remarked = "remarked";

    /// <summary>A person handed an alert over to another one.</summary>
    public const string HandedOver = "handed-over";

    /// <summary>A person's office was handed over to another one, with all that is open in it.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>A person said that the figures of an alert are wrong.</summary>
    public const string Disputed = "disputed";

    /// <summary>A person said to have read of an alert.</summary>
    public const string Read = "read";

    /// <summary>A person chose what digests are to hold.</summary>
    public const string Chosen = "chosen";

    /// <summary>A delivery report said that a mail did not arrive, though the server had taken it.</summary>
    public const string Bounced = "bounced";

    /// <summary>A mail of an alert came back, and the next person in line is told.</summary>
    public const string Rerouted = "rerouted";

    /// <summary>An alert, or a silence, is over with its budget year.</summary>
    public const string YearEnded = "year-ended";

    /// <summary>An address at which mails did not arrive counts as good again.</summary>
    public const string Lifted = "lifted";

    /// <summary>What the program does by itself; everything else is a person's act.</summary>
    public static IReadOnlyList<string> OfTheProgram { get; } = [Decided, Composed, Sent, Undelivered, Shortened, Checked, Imported, Broken, Bounced, Rerouted, YearEnded];
}

/// <summary>One entry for the audit's book.</summary>
/// <param name="Event">One of <see cref="AuditEvent"/>, or the word of another act of a person.</param>
public sealed record AuditEntry(string Event, DateTimeOffset At)
{
    public string? RunId { get; init; }

    public string? AlertKey { get; init; }

    public string? AlertNumber { get; init; }

    public Level? Level { get; init; }

    /// <summary>Reason of a notice in the contract's words, kind of a mail, or why it happened.</summary>
    public string? Reason { get; init; }

    public string? RecipientName { get; init; }

    public string? RecipientAddress { get; init; }

    /// <summary>JSON, by <see cref="AuditFigures"/>.</summary>
    public string? Figures { get; init; }

    public string? RuleSet { get; init; }

    public string? RuleSetHash { get; init; }

    public string? SourceFile { get; init; }

    public string? SourceSheet { get; init; }

    public int? SourceRow { get; init; }

    public long? NoticeId { get; init; }

    public string? MessageId { get; init; }

    /// <summary>Person or verb; null where it was the program by itself.</summary>
    public string? Actor { get; init; }

    public string? Detail { get; init; }
}

/// <summary>What one notice told. Amounts are fen, rates percent as printed; null is not known, or not of this kind.</summary>
public sealed record ToldFigures
{
    public string? Rule { get; init; }

    public string? PreviousLevel { get; init; }

    public string? Project { get; init; }

    public string? ProjectName { get; init; }

    public string? Entity { get; init; }

    public string? Fund { get; init; }

    public string? Period { get; init; }

    public DateOnly? JudgedDay { get; init; }

    public long? Revised { get; init; }

    public long? Executed { get; init; }

    public string? Rate { get; init; }

    public string? Scheduled { get; init; }

    public string? Gap { get; init; }

    public string? Pace { get; init; }

    /// <summary>Of an indicator.</summary>
    public string? Indicator { get; init; }

    public string? Target { get; init; }

    public string? Value { get; init; }

    public string? AgainstSchedule { get; init; }

    /// <summary>Of a statement.</summary>
    public string? Report { get; init; }

    public string? Scope { get; init; }

    public string? Item { get; init; }

    public string? Stated { get; init; }

    public string? Recomputed { get; init; }

    public string? Difference { get; init; }

    public string? Message { get; init; }

    public string? RuleText { get; init; }

    /// <summary>Of a digest: how many entries of each kind, and how many of them at each level.</summary>
    public int? Lines { get; init; }

    public int? Indicators { get; init; }

    public int? Statements { get; init; }

    public IReadOnlyDictionary<string, int>? Levels { get; init; }

    internal static ToldFigures Of(NewNotice notice) => notice switch
    {
        _ when notice.Lines.Count + notice.Indicators.Count + notice.Statements.Count != 1 || notice.Reason == NoticeReason.Digest => Counted(notice),
        { Lines: [var line] } => Of(line),
        { Indicators: [var indicator] } => Of(indicator),
        _ => Of(notice.Statements[0]),
    };

    private static ToldFigures Of(LineSnapshot line) => new()
    {
        Rule = line.Rule,
        PreviousLevel = line.PreviousLevel,
        Project = line.ProjectCode,
        ProjectName = line.ProjectName,
        Entity = line.EntityName,
        Fund = line.Fund,
        Period = line.Period,
        JudgedDay = line.JudgedDay,
        Revised = line.Revised,
        Executed = line.Executed,
        Rate = line.Rate,
        Scheduled = line.Scheduled,
        Gap = line.Gap,
        Pace = line.Pace,
        Message = line.Message,
        RuleText = line.RuleText,
    };

    private static ToldFigures Of(IndicatorSnapshot indicator) => new()
    {
        Rule = indicator.Rule,
        PreviousLevel = indicator.PreviousLevel,
        Project = indicator.ProjectCode,
        ProjectName = indicator.ProjectName,
        Entity = indicator.EntityName,
        Period = indicator.Period,
        JudgedDay = indicator.JudgedDay,
        Indicator = indicator.Indicator,
        Target = indicator.Target,
        Value = indicator.Value,
        AgainstSchedule = indicator.AgainstSchedule,
        Scheduled = indicator.Scheduled,
        Message = indicator.Message,
        RuleText = indicator.RuleText,
    };

    private static ToldFigures Of(StatementSnapshot statement) => new()
    {
        Rule = statement.Rule,
        PreviousLevel = statement.PreviousLevel,
        Entity = statement.ReportingUnit,
        Report = statement.Report,
        Period = statement.Period,
        JudgedDay = statement.JudgedDay,
        Scope = statement.Scope,
        Item = statement.Item,
        Stated = statement.Stated,
        Recomputed = statement.Recomputed,
        Difference = statement.Difference,
        Message = statement.Message,
        RuleText = statement.RuleText,
    };

    private static ToldFigures Counted(NewNotice notice) => new()
    {
        Lines = notice.Lines.Count,
        Indicators = notice.Indicators.Count,
        Statements = notice.Statements.Count,
        Levels = notice.Lines.Select(line => line.Level)
            .Concat(notice.Indicators.Select(indicator => indicator.Level))
            .Concat(notice.Statements.Select(statement => statement.Level))
            .CountBy(level => level)
            .ToDictionary(),
    };
}

/// <summary>A mail: of a composed one, the notices that it tells.</summary>
public sealed record MailFigures(string Subject, IReadOnlyList<long>? Notices = null);

/// <summary>What a check came to.</summary>
public sealed record CheckFigures(DateOnly AsOf, int Positions, int Findings, int Notices);

/// <summary>What an import came to, and its checksum.</summary>
public sealed record ImportFigures(long Import, string Sha256, int Accepted, int Refused);

/// <summary>What was taken back with an import: notices that nobody will be told, mails that had not left, checks that are forgotten.</summary>
public sealed record UndoneFigures(long Import, string Sha256, IReadOnlyList<long> Notices, int Mails, int Checks);

/// <summary>Figures as they stand in an entry: Chinese readable, what is null left out.</summary>
public static class AuditFigures
{
    private static readonly JsonSerializerOptions _options = new(StoredJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write<T>(T figures) => JsonSerializer.Serialize(figures, _options);

    /// <exception cref="StoreException">The text is not what was written.</exception>
    public static T Read<T>(AuditLine line)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line.Entry.Figures ?? "null", _options) ?? throw new JsonException("nothing there");
        }
        catch (JsonException e)
        {
            throw new StoreException($"Entry {line.Id} of the audit's book cannot be read: its figures are {e.Message} Run audit check.", e);
        }
    }
}

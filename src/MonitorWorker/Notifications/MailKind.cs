namespace MonitorWorker.Notifications;

/// <summary>The mails, each with a subject, an HTML and a text template of that name.</summary>
public static class MailKind
{
    public const string Warning = "warning";
    public const string Digest = "digest";
    public const string Resolved = "resolved";
    public const string Test = "test";
    public const string Trouble = "trouble";
    public const string Undelivered = "undelivered";
    public const string Receipt = "receipt";
    public const string Ending = "ending";
    public const string Summary = "summary";
    public const string TaskReminder = "task-reminder";
    public const string TaskList = "task-list";

    /// <summary>Something about the running of the program.</summary>
    public const string Note = "note";

    /// <summary>A report with its files.</summary>
    public const string Report = "report";

    /// <summary>What was understood of a reply; also to those who are asked about one.</summary>
    public const string Answer = "answer";

    public static IReadOnlyList<string> All { get; } = [Warning, Digest, Resolved, Test, Trouble, Undelivered, Receipt, Ending, Summary, TaskReminder, TaskList, Report, Answer, Note];

    /// <summary>
    /// A warning and a resolution are pages about one line; whatever else there is to tell a person goes into one digest.
    /// A warning has a rate to show: a line without one is listed.
    /// </summary>
    /// <param name="lines">Folded: one entry for a line (<see cref="LineFolding"/>).</param>
    public static string For(IReadOnlyList<LineSnapshot> lines, IReadOnlyList<StatementSnapshot> statements, IReadOnlyList<IndicatorSnapshot> indicators) => lines switch
    {
        _ when statements.Count + indicators.Count > 0 => Digest,
        _ when lines.Any(line => line.IsNumberOnly) => Digest,
        [{ IsOver: true }] => Resolved,
        [{ Reason: not NoticeReason.Digest, Rate: not null } line] when IsAboutMoney(line.Rule) => Warning,
        _ => Digest,
    };

    private static bool IsAboutMoney(string rule) => rule is "execution-lag" or "execution-ahead" or "over-execution" or "idle-funds"
        or "forecast-shortfall" or "forecast-overrun" or "forecast-not-credible" or "goal-money-gap";
}

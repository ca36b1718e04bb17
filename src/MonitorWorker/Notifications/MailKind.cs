namespace MonitorWorker.Notifications;

/// <summary>The six mails, each with a subject, an HTML and a text template of that name.</summary>
public static class MailKind
{
    public const string Warning = "warning";
    public const string Digest = "digest";
    public const string Resolved = "resolved";
    public const string Test = "test";
    public const string Source = "source";
    public const string Receipt = "receipt";

    public static IReadOnlyList<string> All { get; } = [Warning, Digest, Resolved, Test, Source, Receipt];

    /// <summary>
    /// A warning and a resolution are pages about one line; whatever else there is to tell a person goes into one digest.
    /// </summary>
    public static string For(IReadOnlyList<LineSnapshot> lines, IReadOnlyList<StatementSnapshot> statements) => lines switch
    {
        _ when statements.Count > 0 => Digest,
        [{ Reason: NoticeReason.Resolved }] => Resolved,
        [{ Rule: "execution-lag", Reason: NoticeReason.FirstNotice or NoticeReason.Raised or NoticeReason.Lowered }] => Warning,
        _ => Digest,
    };
}

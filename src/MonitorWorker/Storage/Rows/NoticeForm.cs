namespace MonitorWorker.Storage.Rows;

/// <summary>What becomes of a notice, where its figures do not say.</summary>
internal static class NoticeForm
{
    /// <summary>The sums of a leader's part; they stand in <see cref="NoticeRow.Extra"/>.</summary>
    public const string Summary = "summary";

    /// <summary>
    /// No mail tells it: it waited, and what it would have told was over before its time. <see cref="NoticeRow.Extra"/> names the notices that
    /// cancelled each other out, so that taking back an import can put those that remain in force again.
    /// </summary>
    public const string Withdrawn = "withdrawn";
}

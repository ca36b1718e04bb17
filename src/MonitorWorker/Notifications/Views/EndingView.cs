namespace MonitorWorker.Notifications.Views;

/// <summary><c>ending</c> in a template: a silence, a waiver or an acknowledgement that ends.</summary>
internal sealed class EndingView(EndingNotice notice)
{
    private const int MostNumbers = 20;

    public string Kind { get; } = notice.Kind;

    public string? Covers { get; } = Plain.Line(notice.Covers, 120);

    public string? Author { get; } = Plain.Line(notice.Author, 60);

    public string? Reason { get; } = Plain.Line(notice.Reason, 200);

    public string? Until { get; } = Months.Day(notice.Until);

    /// <summary>How many open alerts it keeps back; null where none.</summary>
    public string? Open { get; } = notice.Open.Count == 0 ? null : Figures.Count(notice.Open.Count);

    public string Numbers { get; } = string.Join("、", notice.Open.Take(MostNumbers)) + (notice.Open.Count > MostNumbers ? "等" : "");

    public bool ToAuthor { get; } = notice.ToAuthor;

    /// <summary>It keeps mails back; an acknowledgement keeps reminders back alone.</summary>
    public bool IsSilent { get; } = notice.Kind != "受理";
}

namespace MonitorWorker.Notifications.Views;

/// <summary><c>database</c> in the mail about a source.</summary>
internal sealed class DatabaseView(SourceNotice notice)
{
    public string? Name { get; } = Plain.Line(notice.Name, 60);

    public bool Works { get; } = notice.Works;

    public string Since { get; } = Months.Minute(notice.Since);

    public string? Reason { get; } = Plain.Line(notice.Reason, 400);

    public string? Cure { get; } = Plain.Line(notice.Cure, 400);

    public string? Detail { get; } = Plain.Line(notice.Detail, 600);

    public string? LastGoodAt { get; } = notice.LastGoodAt is { } time ? Months.Minute(time) : null;
}

namespace MonitorWorker.Notifications.Views;

/// <summary><c>trouble</c> in the mail about a trouble of the program's own.</summary>
internal sealed class TroubleView(TroubleNotice notice)
{
    public string Kind { get; } = notice.Kind;

    public string KindWord { get; } = TroubleKind.Word(notice.Kind);

    /// <summary>There is one way for mails: its name would say nothing.</summary>
    public string? Name { get; } = notice.Kind == TroubleKind.Mail ? null : Plain.Line(notice.Name, 120);

    public bool Over { get; } = notice.Over;

    public string Since { get; } = Months.Minute(notice.Since);

    public string? Until { get; } = notice.Until is { } time ? Months.Minute(time) : null;

    public string? Reason { get; } = Plain.Line(notice.Reason, 400);

    public string? Cure { get; } = Plain.Line(notice.Cure, 400);

    public string? Detail { get; } = Plain.Line(notice.Detail, 600);

    public string? LastGoodAt { get; } = notice.LastGoodAt is { } time ? Months.Minute(time) : null;
}

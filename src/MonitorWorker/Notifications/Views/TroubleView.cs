using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>trouble</c> in the mail about a trouble of the program's own.</summary>
internal sealed class TroubleView(TroubleNotice notice, MailWords words)
{
    public string Kind { get; } = notice.Kind;

    public string KindWord { get; } = TroubleKind.Word(notice.Kind, words);

    /// <summary>There is one way for mails: its name would say nothing.</summary>
    public string? Name { get; } = notice.Kind == TroubleKind.Mail ? null : Plain.Line(notice.Name, 120);

    public bool Over { get; } = notice.Over;

    public bool TakenBack { get; } = notice.IsTakenBack;

    public string Since { get; } = words.Months.Minute(notice.Since);

    public string? Until { get; } = notice.Until is { } time ? words.Months.Minute(time) : null;

    public string? Reason { get; } = words.Sentence(Plain.Line(notice.Reason, 400));

    public string? Cure { get; } = words.Sentence(Plain.Line(notice.Cure, 400));

    public string? Detail { get; } = words.Sentence(Plain.Line(notice.Detail, 600));

    public string? LastGoodAt { get; } = notice.LastGoodAt is { } time ? words.Months.Minute(time) : null;
}

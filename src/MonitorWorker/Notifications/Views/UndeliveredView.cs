using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>undelivered</c> in the mail about mails that will not arrive.</summary>
internal sealed class UndeliveredView(UndeliveredNotice notice, MailWords words)
{
    /// <summary>What one reads, and what fits below the size at which mails are cut off; the rest stands in <c>outbox list</c>.</summary>
    public const int Most = 30;

    public int Count { get; } = notice.Mails.Count;

    public IReadOnlyList<UndeliveredMailView> Items { get; } = [.. notice.Mails.Take(Most).Select(mail => new UndeliveredMailView(mail, words))];

    /// <summary>Null where all are listed.</summary>
    public int? MoreCount { get; } = notice.Mails.Count > Most ? notice.Mails.Count - Most : null;
}

/// <summary><c>letter</c>: one mail that will not arrive.</summary>
internal sealed class UndeliveredMailView(UndeliveredMail mail, MailWords words)
{
    public int Id { get; } = (int)Math.Min(mail.Id, int.MaxValue);

    public string? Recipient { get; } = Plain.Line(mail.Recipient, 254);

    public string? Subject { get; } = Plain.Line(mail.Subject, 160);

    /// <summary>Null where it tells of no alert.</summary>
    public string? Alerts { get; } = mail.Alerts.Count == 0 ? null : Plain.Line(Numbers(mail.Alerts, words), 600);

    public string WrittenAt { get; } = words.Months.Minute(mail.WrittenAt);

    public int Attempts { get; } = mail.Attempts;

    /// <summary>A server took it, and sent it back later.</summary>
    public bool CameBack { get; } = mail.CameBack;

    /// <summary>Nothing more is sent to the address for now.</summary>
    public bool Stopped { get; } = mail.IsStopped;

    public string? Reason { get; } = words.Phrase(Plain.Line(mail.Reason, 240));

    private static string Numbers(IReadOnlyList<string> alerts, MailWords words)
    {
        var names = words.List(alerts.Take(10));
        return alerts.Count > 10 ? words.Say("list.more-alerts", ("names", names), ("count", Figures.Count(alerts.Count))) : names;
    }
}

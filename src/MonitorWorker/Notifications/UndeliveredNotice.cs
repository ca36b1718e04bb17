namespace MonitorWorker.Notifications;

/// <summary>A mail that will not arrive.</summary>
/// <param name="Id">Its number in <c>outbox list</c>.</param>
/// <param name="Alerts">Numbers of the alerts that it tells of; empty where it tells of none.</param>
/// <param name="WrittenAt">In the office's zone.</param>
/// <param name="Reason">The server's last words.</param>
public sealed record UndeliveredMail(long Id, string Recipient, string Subject, IReadOnlyList<string> Alerts, DateTimeOffset WrittenAt, int Attempts, string? Reason)
{
    /// <summary>A server took it, and sent it back later.</summary>
    public bool CameBack { get; init; }

    /// <summary>Nothing more is sent to the address until somebody lifts that, or a mail comes from there.</summary>
    public bool IsStopped { get; init; }
}

/// <summary>What an administrator is told of mails that will not arrive.</summary>
public sealed record UndeliveredNotice(IReadOnlyList<UndeliveredMail> Mails);

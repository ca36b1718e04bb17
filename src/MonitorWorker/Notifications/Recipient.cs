namespace MonitorWorker.Notifications;

/// <summary>Who is told, and why this person: the mail says so, since a first mail from a program looks like phishing.</summary>
/// <param name="Why">Role as people know it, e.g. 责任人（办公室（财务股））.</param>
public sealed record Recipient(string Name, string Address, string Why);

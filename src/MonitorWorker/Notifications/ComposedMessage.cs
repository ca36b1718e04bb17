namespace MonitorWorker.Notifications;

/// <summary>A mail in words, before it becomes MIME: what the person reads, twice (text and HTML, same figures).</summary>
/// <param name="Kind">Template that made it: one of <see cref="MailKind.All"/>.</param>
/// <param name="ThreadRoot">Message-ID (no brackets) of the first mail about the same alert; null starts a conversation.</param>
public sealed record ComposedMessage(
    string Kind,
    MailPerson To,
    string Subject,
    string Text,
    string Html,
    string MessageId,
    string? ThreadRoot);

/// <summary>Somebody who writes or gets mail.</summary>
public sealed record MailPerson(string Name, string Address);

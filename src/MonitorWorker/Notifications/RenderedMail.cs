namespace MonitorWorker.Notifications;

/// <summary>A mail's words, before it has a Message-ID.</summary>
/// <param name="Kind">One of <see cref="MailKind.All"/>.</param>
/// <param name="Subject">One line without control characters.</param>
/// <param name="Fallback">Null, or why the built-in text was used instead of the template (file, line, message).</param>
public sealed record RenderedMail(string Kind, string Subject, string Text, string Html, string? Fallback);

using MonitorWorker.Notifications;

namespace MonitorWorker.Reports;

/// <summary>The files of a report about one entity, or about all; made one after the other, so that a hundred of them are never held together.</summary>
/// <param name="EntityCode">Null of the files about all entities.</param>
/// <param name="Failed">What could not be made: told wherever the rest is shown, never left out in silence.</param>
public sealed record MadeReport(string? EntityCode, string Name, IReadOnlyList<MailAttachment> Files, IReadOnlyList<FailedPart> Failed);

/// <summary>A file that could not be made.</summary>
/// <param name="Name">As it would have been called.</param>
/// <param name="Why">In words, with the place of a template's mistake.</param>
public sealed record FailedPart(string Name, string Why);

/// <summary>A file of a report cannot be made; the message is for the person who keeps templates or texts.</summary>
public sealed class ReportPartException(string message, Exception? inner = null) : Exception(message, inner);

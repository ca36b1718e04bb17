using MonitorWorker.Import;

namespace MonitorWorker.Notifications;

/// <summary>What the sender of a file is told: what was read of it, what was not, what it changes, and what is still missing.</summary>
/// <param name="Missing">Lines of the same entities without execution for the newest month, the first of them.</param>
/// <param name="MissingCount">How many there are in all.</param>
/// <param name="Attachment">Name of the marked copy that goes with the mail; null where none does.</param>
public sealed record ReceiptNotice(ReceiptContent Content, IReadOnlyList<MissingLine> Missing, int MissingCount, string? Attachment);

/// <summary>A line without execution, and from whom it is missing.</summary>
/// <param name="Section">责任股室; null where the budget names none.</param>
public sealed record MissingLine(string ProjectCode, string ProjectName, string? Section, string Period);

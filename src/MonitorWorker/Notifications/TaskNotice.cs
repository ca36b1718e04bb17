using MonitorWorker.Tasks;

namespace MonitorWorker.Notifications;

/// <summary>What a person still has to report: all that is missing of all entities that are theirs, in one mail.</summary>
public sealed record ReminderNotice(IReadOnlyList<ReminderItem> Items);

/// <summary>What one entity still has to report for one task.</summary>
/// <param name="Standing">The task; its entities are not shown.</param>
/// <param name="Attachment">Name of the form that goes with the mail; null where none does.</param>
public sealed record ReminderItem(TaskStanding Standing, EntityReport Report, string? Attachment);

/// <summary>Who has reported for a task and who has not.</summary>
/// <param name="Contacts">Whom to ask, by entity code.</param>
/// <param name="Attachment">Name of the workbook that goes with the mail; null where none does.</param>
public sealed record TaskListNotice(TaskStanding Standing, IReadOnlyDictionary<string, string> Contacts, string? Attachment);

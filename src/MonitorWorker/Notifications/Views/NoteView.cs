using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary><c>note</c> in a template: something about the running of the program.</summary>
internal sealed class NoteView(NoteNotice notice, MailWords words)
{
    public string Subject { get; } = Plain.Line(words.Phrase(notice.Subject), 80) ?? "";

    public string Lead { get; } = Plain.Line(words.Phrase(notice.Lead), 400) ?? "";

    public IReadOnlyList<string> Items { get; } = [.. notice.Items.Take(NoteNotice.MostItems).Select(item => Plain.Line(words.Phrase(item), 300)).OfType<string>()];

    /// <summary>How many more there are; null where none.</summary>
    public string? More { get; } = notice.Items.Count > NoteNotice.MostItems ? Figures.Count(notice.Items.Count - NoteNotice.MostItems) : null;

    public string? Ask { get; } = Plain.Line(words.Phrase(notice.Ask), 400);
}

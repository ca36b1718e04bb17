using MonitorWorker.Notifications.Wording;

namespace MonitorWorker.Notifications.Views;

/// <summary>A file that figures of a digest were read from; spelt like a line's, so that one partial prints both.</summary>
internal sealed record SourceView
{
    public SourceView(string file, string? sheet, string? importedAt, MailWords words)
    {
        SourceFile = Plain.Line(file, 120);
        SourceSheet = Plain.Line(sheet, 60);
        ImportedAt = words.Months.Minute(Plain.Line(importedAt, 60));
    }

    public string? SourceFile { get; }

    public string? SourceSheet { get; }

    /// <summary>Always null: the rows stand with the lines.</summary>
    public string? SourceRow { get; }

    public string? ImportedAt { get; }
}

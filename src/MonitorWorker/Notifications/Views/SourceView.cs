namespace MonitorWorker.Notifications.Views;

/// <summary>A file that figures of a digest were read from; spelt like a line's, so that one partial prints both.</summary>
internal sealed record SourceView
{
    public SourceView(LineSnapshot line)
    {
        SourceFile = Plain.Line(line.SourceFile, 120);
        SourceSheet = Plain.Line(line.SourceSheet, 60);
        ImportedAt = Plain.Line(line.ImportedAt, 60);
    }

    public string? SourceFile { get; }

    public string? SourceSheet { get; }

    /// <summary>Always null: the rows stand with the lines.</summary>
    public string? SourceRow { get; }

    public string? ImportedAt { get; }
}

namespace MonitorWorker.Reports.Sheets;

/// <summary>Everything behind a report as plain tables: positions, findings, goals, answers, stated figures, sources.</summary>
public static class DataWorkbook
{
    /// <param name="entityCode">Null takes all entities.</param>
    public static void Write(Stream file, ReportBook book, string? entityCode) => throw new ReportPartException("not written yet");
}

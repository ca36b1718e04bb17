namespace MonitorWorker.Reports.Word;

/// <summary>Turns the text of a report, as its template writes it, into an official document.</summary>
public static class WordWriter
{
    /// <param name="text">Markdown.</param>
    /// <param name="title">Of the file's properties.</param>
    /// <param name="madeAt">Stands in the file's properties.</param>
    /// <returns>The .docx; the same text gives the same bytes.</returns>
    /// <exception cref="ReportPartException">The text cannot be written; the message says what of it.</exception>
    public static byte[] Write(string text, OfficialStyle style, string title, DateTimeOffset madeAt) => throw new ReportPartException("not written yet");
}

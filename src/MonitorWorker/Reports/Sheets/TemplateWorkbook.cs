namespace MonitorWorker.Reports.Sheets;

/// <summary>Fills in a workbook that the office edits in Excel or WPS.</summary>
public static class TemplateWorkbook
{
    /// <param name="template">The .xlsx.</param>
    /// <param name="name">Of the template, for messages.</param>
    /// <param name="model">Names that its cells may use.</param>
    /// <exception cref="ReportPartException">A cell names what is not there; the message says sheet and cell.</exception>
    public static byte[] Fill(byte[] template, string name, IReadOnlyDictionary<string, object> model) => throw new ReportPartException("not written yet");
}

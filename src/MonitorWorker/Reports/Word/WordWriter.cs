using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace MonitorWorker.Reports.Word;

/// <summary>Turns the text of a report, as its template writes it, into an official document.</summary>
public static class WordWriter
{
    /// <param name="text">Markdown.</param>
    /// <param name="title">Of the file's properties.</param>
    /// <param name="madeAt">Stands in the file's properties.</param>
    /// <returns>The .docx; the same text gives the same bytes.</returns>
    /// <exception cref="ReportPartException">The text cannot be written; the message says what of it.</exception>
    public static byte[] Write(string text, OfficialStyle style, string title, DateTimeOffset madeAt)
    {
        var pieces = TextParser.Parse(text);
        using var stream = new MemoryStream();
        stream.Write(style.Package);
        stream.Position = 0;
        using (var document = WordprocessingDocument.Open(stream, isEditable: true))
        {
            var main = document.MainDocumentPart!;
            main.Document = new Document();
            main.Document.AddNamespaceDeclaration("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
            main.Document.Body = BodyWriter.Write(pieces, style, main);
            CoreProperties.Write(document, title, madeAt);
        }

        return Packing.Repack(stream);
    }
}

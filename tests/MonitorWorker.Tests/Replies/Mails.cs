using System.Text;
using MonitorWorker.Import;
using MonitorWorker.Import.Formats;
using MonitorWorker.Replies;

namespace MonitorWorker.Tests.Replies;

/// <summary>Mails of the corpus and short ones made by hand, read as in September 2024.</summary>
internal static class Mails
{
    public static readonly DateOnly Today = new(2024, 9, 3);
    public static readonly DateOnly YearEnd = new(2024, 12, 31);
    public static readonly IncomingRules Rules = new(["monitor@example.com"], "example.com", 1 << 20);

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "MonitorWorker.Tests", "Replies", "Corpus");

    /// <summary>A mail of a person with this text.</summary>
    public static IncomingMail Of(string text, string subject = "回复：【红色预警】设备购置经费 [YJ-2024-0007]", string headers = "") =>
        IncomingReader.Read(Bytes(text, subject, headers), Rules);

    public static byte[] Bytes(string text, string subject = "回复", string headers = "") => Encoding.UTF8.GetBytes(
        $"From: 张晓梅 <zhangxm@example.com>\r\nTo: monitor@example.com\r\nSubject: {subject}\r\nDate: Tue, 03 Sep 2024 09:12:10 +0800\r\nMessage-ID: <m1@mail.example.com>\r\n{headers}"
        + $"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(text), Base64FormattingOptions.InsertLineBreaks)}\r\n");

    /// <summary>What a text says, as a line.</summary>
    public static string Said(string text) => ReplyWords.Of(Read(Of(text)).Parts);

    public static ReplyReading Read(IncomingMail mail) => ReplyReader.Read(mail, Today, YearEnd, Workbooks.Instance);

    /// <summary>Workbooks as the program reads them elsewhere.</summary>
    private sealed class Workbooks : IFormCells
    {
        public static Workbooks Instance { get; } = new();

        public IReadOnlyList<IReadOnlyList<string?>> Rows(IncomingFile file)
        {
            try
            {
                return [.. FormatCatalog.Open(new MemoryStream(file.Bytes), file.Name, new ReadLimits()).SelectMany(sheet => sheet.Rows.Select(row => (IReadOnlyList<string?>)[.. row.Cells.Select(CellText.Of)]).ToList())];
            }
            catch (UnreadableFileException)
            {
                return [];
            }
        }
    }
}

using System.Globalization;
using MonitorWorker.Delivery;
using MonitorWorker.Notifications;
using MonitorWorker.Reports;

namespace MonitorWorker.Jobs.Reporting;

/// <summary>What goes with one person's mail: a few files as they are, many in one archive, and never more than servers take.</summary>
/// <param name="Notes">How the mail lists them.</param>
/// <param name="LeftOut">Names of files that are too much for the mail.</param>
internal sealed record ReportParcel(IReadOnlyList<MailAttachment> Attachments, IReadOnlyList<ReportFileNote> Notes, IReadOnlyList<string> LeftOut)
{
    /// <summary>More than these are an archive.</summary>
    public const int MostFiles = 8;

    /// <summary>Bytes of all files of a mail: base64 makes four of three and breaks lines, and the mail has words as well.</summary>
    public const long MostBytes = (AttachmentLimit.LargestMail - (1 << 20)) / 78 * 57;

    /// <summary>What an archive takes for each file beside its bytes: two headers with a name each.</summary>
    private const int ZipFrame = 1_000;

    /// <param name="files">All that the person gets.</param>
    /// <param name="mostBytes">See <see cref="MostBytes"/>.</param>
    public static ReportParcel Of(IReadOnlyList<ShelvedFile> files, ReportDefinition definition, ReportBook book, long mostBytes = MostBytes)
    {
        var entities = files.Select(file => file.Of.EntityCode).OfType<string>().Distinct().Count();
        var isZip = files.Count > MostFiles || files.Sum(file => file.Bytes) > mostBytes;
        // What is about all comes first, then kind by kind, so that of what is too much the data workbooks stay behind and not somebody's report.
        var parts = definition.Parts.ToList();
        var inOrder = files.OrderBy(file => file.Of.EntityCode is null ? 0 : 1).ThenBy(file => parts.IndexOf(file.Plan.Part)).ToList();
        var (taken, leftOut, bytes) = (new HashSet<ShelvedFile>(), new List<ShelvedFile>(), 0L);
        foreach (var file in inOrder)
        {
            var more = file.Bytes + (isZip ? ZipFrame : 0);
            if (bytes + more > mostBytes)
            {
                leftOut.Add(file);
                continue;
            }

            bytes += more;
            taken.Add(file);
        }

        var left = leftOut.Select(file => entities > 1 ? file.LongName : file.Name).ToList();
        // By entity, as they were made.
        var packed = files.Where(taken.Contains).ToList();
        if (packed.Count == 0) return new ReportParcel([], [], left);
        if (isZip)
        {
            var archive = new MailAttachment(ZipName(definition, book, packed), MailAttachment.Archive, ReportShelf.Zip(packed, book.MadeAt));
            return new ReportParcel([archive], [new ReportFileNote(archive.Name, archive.Bytes.Length, packed.Count)], left);
        }

        // The names that the mail will show: its list may not differ from them.
        var names = AttachmentNames.Of(packed.Select(file => entities > 1 ? file.LongName : file.Name));
        var attachments = packed.Select((file, index) => new MailAttachment(names[index], file.Plan.Part.MediaType, File.ReadAllBytes(file.Path))).ToList();
        return new ReportParcel(attachments, [.. attachments.Select(attachment => new ReportFileNote(attachment.Name, attachment.Bytes.Length))], left);
    }

    private static string ZipName(ReportDefinition definition, ReportBook book, List<ShelvedFile> files)
    {
        var entities = files.Select(file => file.Of.EntityCode).OfType<string>().Distinct().Count();
        var note = entities > 1 ? string.Create(CultureInfo.InvariantCulture, $"{entities}个单位") : files.Select(file => file.Of.Name).First();
        return AttachmentNames.Harmless(ReportMaker.FileName(book.Now.FiscalYear, definition.Title, ReportMaker.PeriodOf(book.Now.Positions.Select(judged => judged.Position)), note, ".zip"));
    }
}

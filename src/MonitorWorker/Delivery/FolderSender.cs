using System.Globalization;
using System.Security;
using System.Text;
using MimeKit;

namespace MonitorWorker.Delivery;

/// <summary>
/// Puts each mail into a folder: an .eml that any mail program opens, and beside it the .html part for a browser and each
/// attachment as a file. Tried again, a mail lands in the same files.
/// </summary>
public sealed class FolderSender(string folder) : IMailSender
{
    private const int LongestSubject = 64;
    private const StringComparison Ignoring = StringComparison.OrdinalIgnoreCase;
    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var name = NameOf(mail);
        try
        {
            Directory.CreateDirectory(folder);
            // The .eml comes last: where it stands, the mail is whole.
            foreach (var (file, bytes) in Beside(mail, name))
                await WriteAsync(Path.Combine(folder, file), bytes, cancellationToken).ConfigureAwait(false);
            var path = Path.Combine(folder, name + ".eml");
            await WriteAsync(path, mail.Mime, cancellationToken).ConfigureAwait(false);
            return new DeliveryOutcome.Accepted($"written to {path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException or NotSupportedException)
        {
            return new DeliveryOutcome.Deferred($"cannot write to {folder}: {e.Message} Make room or give this program the right to write there.");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Name without extension, from what never changes between tries; readable in a listing, sorted by outbox row.</summary>
    internal static string NameOf(OutgoingMail mail)
    {
        var id = mail.Id.ToString("D6", CultureInfo.InvariantCulture);
        var kind = Fragment(mail.Kind, 20);
        var subject = Fragment(mail.Subject, LongestSubject);
        return string.Join('-', new[] { id, kind, subject }.Where(part => part.Length > 0));
    }

    private static string Fragment(string text, int longest)
    {
        var kept = new StringBuilder();
        foreach (var rune in PlainLine.Of(text).EnumerateRunes())
        {
            var next = Rune.IsWhiteSpace(rune) || @"\/:*?""<>|".Contains((char)Math.Min(rune.Value, char.MaxValue)) ? "_" : rune.ToString();
            if (kept.Length + next.Length > longest)
                break;
            kept.Append(next);
        }

        return kept.ToString().Trim('.', '_', '-', ' ');
    }

    /// <summary>What a person without a mail program looks at.</summary>
    private static List<(string File, byte[] Bytes)> Beside(OutgoingMail mail, string name)
    {
        var files = new List<(string File, byte[] Bytes)>();
        try
        {
            using var stored = new MemoryStream(mail.Mime, writable: false);
            using var mime = MimeMessage.Load(stored);
            if (mime.HtmlBody is { } html) files.Add((name + ".html", Page(html)));
            var attachments = mime.Attachments.OfType<MimePart>().Where(part => part.Content is not null).ToList();
            var names = AttachmentNames.Of(attachments.Select(part => part.FileName));
            files.AddRange(attachments.Zip(names, (part, attached) => (AttachmentFile(mail, attached), Decoded(part))));
        }
        catch (FormatException)
        {
            // The .eml is written whatever stands in it.
        }

        return files;
    }

    /// <summary>Sorted beside its mail, and never in the way of the mail's own files.</summary>
    private static string AttachmentFile(OutgoingMail mail, string name) => string.Create(CultureInfo.InvariantCulture, $"{mail.Id:D6}-附件-{name}");

    private static byte[] Page(string html)
    {
        // A browser gets no charset from a file: a page that does not name its own gets the mark that says UTF-8.
        var encoding = html.Contains("charset=utf-8", Ignoring) || html.Contains("charset=\"utf-8", Ignoring) ? Utf8 : Utf8WithMark;
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(html)];
    }

    private static byte[] Decoded(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }

    private static async Task WriteAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        var temporary = path + ".part";
        try
        {
            var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
                // The outbox forgets the mail once it counts as accepted: it must have reached the disk by then.
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next try overwrites it.
        }
    }
}

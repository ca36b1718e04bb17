using MimeKit;

namespace MonitorWorker.Replies;

/// <summary>A stretch of a mail's body, in the forms in which it came.</summary>
internal sealed record BodyPart(string? Plain, string? Html);

/// <summary>The parts of a mail, taken apart without opening any: nested mails and archives stay files.</summary>
internal sealed class BodyParts
{
    private const int MostParts = 200;
    private const int MostFiles = 50;
    private const int LargestText = 1 << 20;
    private readonly List<BodyPart> _body = [];
    private readonly List<IncomingFile> _files = [];
    private int _parts;

    private BodyParts()
    {
    }

    public IReadOnlyList<BodyPart> Body => _body;

    public IReadOnlyList<IncomingFile> Files => _files;

    /// <summary>A calendar's invitation or answer stands beside the text.</summary>
    public bool HasInvitation { get; private set; }

    public static BodyParts Of(MimeEntity? entity)
    {
        var parts = new BodyParts();
        if (entity is not null) parts.Add(entity);
        return parts;
    }

    /// <summary>Text of a part in whatever encoding it came, bounded.</summary>
    public static string TextOf(MimePart part) => MailCharset.Decode(Bytes(part, LargestText), part.ContentType.Charset);

    private void Add(MimeEntity entity)
    {
        if (++_parts > MostParts) return;
        switch (entity)
        {
            case MultipartAlternative alternative:
                Alternative(alternative);
                break;
            case MultipartRelated { Count: > 0 } related:
                Add(related.Root ?? related[0]);
                foreach (var other in related.Where(other => other != related.Root)) AddFile(other);
                break;
            case Multipart parts:
                foreach (var part in parts) Add(part);
                break;
            case TextPart { IsAttachment: false } text when text.FileName is null && (text.IsPlain || text.IsHtml):
                _body.Add(text.IsHtml ? new BodyPart(null, TextOf(text)) : new BodyPart(TextOf(text), null));
                break;
            case MimePart calendar when calendar.ContentType.IsMimeType("text", "calendar"):
                HasInvitation |= calendar.ContentType.Parameters.Contains("method");
                AddFile(calendar);
                break;
            default:
                AddFile(entity);
                break;
        }
    }

    /// <summary>The same in several forms; whatever is no text (an invitation, pictures beside the page) is added as it is.</summary>
    private void Alternative(MultipartAlternative alternative)
    {
        string? plain = null, html = null;
        foreach (var one in alternative)
        {
            if (++_parts > MostParts) return;
            if (one is TextPart { IsPlain: true } text) plain ??= TextOf(text);
            else if (one is TextPart { IsHtml: true } page) html ??= TextOf(page);
            else if (one is MultipartRelated { Root: TextPart { IsHtml: true } root } related)
            {
                html ??= TextOf(root);
                foreach (var other in related.Where(other => other != root)) AddFile(other);
            }
            else if (one is Multipart mixed && mixed.OfType<TextPart>().FirstOrDefault(part => part.IsHtml) is { } inner)
            {
                html ??= TextOf(inner);
                foreach (var other in mixed.Where(other => other != inner)) Add(other);
            }
            else Add(one);
        }

        if (plain is not null || html is not null) _body.Add(new BodyPart(plain, html));
    }

    private void AddFile(MimeEntity entity)
    {
        if (_files.Count >= MostFiles) return;
        var name = PlainText.Line(entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? "", 200);
        var type = PlainText.Line(entity.ContentType.MimeType, 100).ToLowerInvariant();
        if (entity is MimePart part)
        {
            _files.Add(new IncomingFile(name, type, Bytes(part, int.MaxValue)));
            return;
        }

        using var bytes = new MemoryStream();
        entity.WriteTo(bytes, contentOnly: true);
        _files.Add(new IncomingFile(name, type, bytes.ToArray()));
    }

    private static byte[] Bytes(MimePart part, int most)
    {
        if (part.Content is not { } content) return [];
        using var decoded = new MemoryStream();
        content.DecodeTo(decoded);
        return decoded.Length <= most ? decoded.ToArray() : decoded.GetBuffer()[..most];
    }
}

using System.IO.Compression;
using System.Text;
using MimeKit;
using MonitorWorker.Delivery;

namespace MonitorWorker.Tests.Jobs;

/// <summary>All that has left the store, to be searched byte by byte: what it is, and its text in every way in which a reader could have it.</summary>
internal sealed class Outside
{
    private readonly List<(string What, string Text)> _texts = [];

    public int Count => _texts.Count;

    public void Add(string what, string text) => _texts.Add((what, text));

    /// <summary>The bytes as they went, each part decoded, attachments unpacked.</summary>
    public void Add(OutgoingMail mail)
    {
        var what = $"{mail.Kind} to {mail.Recipient}: {mail.Subject}";
        Add(what, Encoding.Latin1.GetString(mail.Mime));
        using var message = MimeMessage.Load(new MemoryStream(mail.Mime));
        Add(what, string.Join('\n', message.Headers.Select(header => $"{header.Field}: {header.Value}").Append(mail.Subject)));
        foreach (var part in message.BodyParts.OfType<MimePart>())
        {
            using var content = new MemoryStream();
            part.Content!.DecodeTo(content);
            Add($"{what} › {part.FileName}", part.FileName ?? "");
            Unpack($"{what} › {part.FileName ?? part.ContentType.MimeType}", content.ToArray());
        }
    }

    /// <summary>A file, unpacked where it is an archive.</summary>
    public void Unpack(string what, byte[] bytes)
    {
        Add(what, Encoding.UTF8.GetString(bytes));
        if (bytes is not [(byte)'P', (byte)'K', ..]) return;
        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using (var part = entry.Open()) part.CopyTo(content);
            Add(what, entry.FullName);
            Unpack($"{what} › {entry.FullName}", content.ToArray());
        }
    }

    /// <summary>Where a word stands.</summary>
    public List<string> Find(string word) => [.. _texts.Where(text => text.Text.Contains(word, StringComparison.Ordinal)).Select(text => $"“{word}” in {text.What}: …{Around(text.Text, word)}…").Distinct()];

    private static string Around(string text, string word)
    {
        var at = text.IndexOf(word, StringComparison.Ordinal);
        return text[Math.Max(0, at - 40)..Math.Min(text.Length, at + word.Length + 40)].ReplaceLineEndings(" ");
    }
}

using System.Text;

namespace MonitorWorker.Notifications;

/// <summary>File names that come from data: of attachments, of reports and their folders.</summary>
internal static class FileNames
{
    private const string Nameless = "附件";

    /// <summary>Bytes in UTF-8 before the extension, sixty Chinese characters: file systems take 255 for a whole name.</summary>
    private const int LongestStem = 180;
    private const int LongestExtension = 10;

    private static readonly HashSet<string> _devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Harmless names, each different from the others.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string?> names)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. names.Select(name => Unlike(taken, Harmless(name)))];
    }

    /// <summary>One name that is a name everywhere: no path, nothing hidden, not too long, its extension kept.</summary>
    public static string Harmless(string? name)
    {
        var kept = new StringBuilder();
        foreach (var rune in (Plain.Line(name, int.MaxValue) ?? "").EnumerateRunes())
            kept.Append(@"\/:*?""<>|".Contains((char)Math.Min(rune.Value, char.MaxValue)) ? "_" : rune.ToString());

        var whole = kept.ToString().Trim('.', ' ');
        var extension = ExtensionOf(whole);
        var stem = Cut(whole[..^extension.Length], LongestStem);
        if (extension.Length == 0) stem = stem.TrimEnd('.', ' ');
        if (stem.Length == 0) stem = Nameless;
        // Windows opens a device where a file of this name is asked for, whatever the extension.
        return (_devices.Contains(stem.Split('.')[0]) ? "_" : "") + stem + extension;
    }

    /// <summary>With its dot; what is no extension of a file is part of the name.</summary>
    private static string ExtensionOf(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 && name.Length - dot <= LongestExtension && Ascii.IsValid(name.AsSpan(dot)) ? name[dot..] : "";
    }

    private static string Unlike(HashSet<string> taken, string name)
    {
        var extension = ExtensionOf(name);
        var different = name;
        for (var number = 2; !taken.Add(different); number++)
            different = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name[..^extension.Length]}({number}){extension}");
        return different;
    }

    private static string Cut(string text, int longest)
    {
        var kept = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > longest) break;
            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }
}

namespace MonitorWorker.Delivery;

/// <summary>
/// Chinese (and any) text for a header after RFC 2047. Written here, because MimeKit makes words longer than the 75 characters
/// allowed and does not count the header's name: some servers then show the raw code to the reader.
/// </summary>
internal static class EncodedWords
{
    private const string Begin = "=?utf-8?B?";
    private const string End = "?=";

    // 42 bytes are 56 characters of base64, 68 with the frame: a line with "Subject: " before it stays below 78.
    private const int BytesInWord = 42;
    private const int LongestLine = 78;
    private const int LongestPlain = 60;

    /// <summary>A value for an unstructured header such as Subject, folded, without the line break at the end.</summary>
    public static string Text(string line, string header = "Subject") => IsPlain(line, c => c is >= ' ' and < (char)127) ? line : Fold(line, header);

    /// <summary>A mailbox for From or To.</summary>
    public static string Mailbox(string name, string address) => name switch
    {
        "" => address,
        _ when IsPlain(name, c => char.IsAsciiLetterOrDigit(c) || c == ' ') => $"{name}\r\n <{address}>",
        _ => $"{Fold(name)}\r\n <{address}>",
    };

    /// <summary>A parameter's value in quotes, as mail programs want it that do not know RFC 2231.</summary>
    public static string Quoted(string line) => $"\"{Text(line)}\"";

    private static bool IsPlain(string line, Func<char, bool> allowed) =>
        line.Length <= LongestPlain && line.All(allowed) && !line.Contains("=?", StringComparison.Ordinal);

    private static string Fold(string line, string header = "Subject")
    {
        var room = Math.Min(BytesInWord, (LongestLine - header.Length - ": ".Length - Begin.Length - End.Length) / 4 * 3);
        var words = new List<string>();
        var bytes = new List<byte>(BytesInWord);
        Span<byte> next = stackalloc byte[4];
        foreach (var rune in line.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(next);
            if (bytes.Count + length > (words.Count == 0 ? room : BytesInWord))
                Close();
            bytes.AddRange(next[..length]);
        }

        Close();
        return string.Join("\r\n ", words);

        void Close()
        {
            words.Add(Begin + Convert.ToBase64String([.. bytes]) + End);
            bytes.Clear();
        }
    }
}

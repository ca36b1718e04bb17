using System.Text;

namespace MonitorWorker.Replies;

/// <summary>
/// Bytes of a text part to text. Chinese mail programs label GBK and GB18030 as gb2312, leave the label out, or say
/// us-ascii and iso-8859-1 of what is neither; valid UTF-8 of some length is never anything else by chance.
/// </summary>
internal static class MailCharset
{
    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static MailCharset() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>GBK and GB2312 are parts of it.</summary>
    public static Encoding Gb18030 => Encoding.GetEncoding("GB18030");

    public static string Decode(ReadOnlySpan<byte> bytes, string? label)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Encoding.UTF8.GetString(bytes[3..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(bytes[2..]);
        if (Named(label) is { } named) return named.GetString(bytes);
        return Utf8(bytes) ?? Gb18030.GetString(bytes);
    }

    /// <summary>Only a label that means something else than Chinese, UTF-8 or nothing is believed unseen.</summary>
    private static Encoding? Named(string? label)
    {
        var name = label?.Trim().Trim('"', '\'').ToLowerInvariant() ?? "";
        if (name.Length == 0 || name.StartsWith("gb", StringComparison.Ordinal) || name is "utf-8" or "utf8" or "cp936" or "us-ascii" or "ascii" or "iso-8859-1" or "latin1" or "windows-1252" or "unknown-8bit" or "x-unknown") return null;
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Utf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

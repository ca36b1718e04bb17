using System.Text;

namespace MonitorWorker.Import.Formats;

/// <summary>How the bytes of a text file are meant: its byte order mark, else strict UTF-8 all the way through, else what it declares, else GB18030.</summary>
internal static class TextEncoding
{
    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>GBK and GB2312 are parts of it.</summary>
    public static Encoding Gb18030 => Encoding.GetEncoding("GB18030");

    public static Encoding? ByteOrderMark(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? Encoding.UTF8
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode
        : head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode
        : null;

    /// <summary>
    /// The declaration comes after the bytes: systems export UTF-8 under a header that says gb2312 and the other way
    /// round, but whole files are not valid UTF-8 by chance.
    /// </summary>
    public static Encoding Of(Stream stream, string? declared = null)
    {
        var start = stream.Position;
        try
        {
            Span<byte> head = stackalloc byte[4];
            var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (ByteOrderMark(head[..length]) is { } marked) return marked;
            stream.Position = start;
            return IsUtf8(stream) ? _strictUtf8 : Declared(declared) ?? Gb18030;
        }
        finally
        {
            stream.Position = start;
        }
    }

    /// <summary>A name without any mark, as archives hold them.</summary>
    public static string Name(byte[] bytes)
    {
        try
        {
            return _strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Gb18030.GetString(bytes);
        }
    }

    private static bool IsUtf8(Stream stream)
    {
        var bytes = new byte[1 << 16];
        var characters = new char[(1 << 16) + 16];
        var decoder = _strictUtf8.GetDecoder();
        try
        {
            int count;
            while ((count = stream.Read(bytes)) > 0) decoder.GetChars(bytes, 0, count, characters, 0, flush: false);
            decoder.GetChars([], 0, 0, characters, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static Encoding? Declared(string? name)
    {
        if (name is null || name.StartsWith("gb", StringComparison.OrdinalIgnoreCase) || name.StartsWith("utf", StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

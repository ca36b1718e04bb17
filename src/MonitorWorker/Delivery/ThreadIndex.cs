using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MonitorWorker.Delivery;

/// <summary>
/// The header by which Outlook groups mails (MS-OXOMSG, PidTagConversationIndex): when the conversation began and a number of its own, then five bytes for each later mail.
/// The number follows from the Message-ID with which the conversation began, so that nothing has to be remembered.
/// </summary>
internal static class ThreadIndex
{
    private const int HeadLength = 22;
    private const int LaterLength = 5;

    /// <param name="root">Message-ID of the first mail, without angle brackets.</param>
    /// <param name="at">When a later mail is written; null for the first one.</param>
    /// <param name="messageId">Of this mail: tells two of one moment apart.</param>
    public static string Of(string root, DateTimeOffset began, DateTimeOffset? at, string messageId)
    {
        Span<byte> index = stackalloc byte[HeadLength + LaterLength];
        Span<byte> time = stackalloc byte[sizeof(long)];
        var start = Second(began);
        BinaryPrimitives.WriteInt64BigEndian(time, start);
        // The upper 48 bits; the first byte is the 1 that the format asks for until the year 2057.
        time[..6].CopyTo(index);
        SHA256.HashData(Encoding.ASCII.GetBytes(root)).AsSpan(0, 16).CopyTo(index[6..]);
        if (at is not { } later) return Convert.ToBase64String(index[..HeadLength]);

        var ticks = Math.Max(0, Second(later) - (start & ~0xFFFFL));
        // Units of 26 ms where 31 bits hold it (1.8 years), else of 0.8 s.
        var isLong = ticks >> 49 != 0;
        var passed = isLong ? (uint)(ticks >> 23) & 0x7FFF_FFFF | 0x8000_0000 : (uint)(ticks >> 18);
        BinaryPrimitives.WriteUInt32BigEndian(index[HeadLength..], passed);
        index[^1] = SHA256.HashData(Encoding.ASCII.GetBytes(messageId))[0];
        return Convert.ToBase64String(index);
    }

    /// <summary>As the Date header has it: what is stored of a time is coarser than the clock.</summary>
    private static long Second(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds()).ToFileTime();
}

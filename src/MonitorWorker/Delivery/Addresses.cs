using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace MonitorWorker.Delivery;

/// <summary>Which addresses can be sent to: one mailbox in ASCII, without a name around it. MimeKit alone would also take "nobody".</summary>
internal static class Addresses
{
    private const int Longest = 254;

    public static bool TryParse(string address, [NotNullWhen(true)] out MailboxAddress? mailbox)
    {
        mailbox = null;
        return address.Length <= Longest
            && address.IndexOf('@', StringComparison.Ordinal) > 0
            && address.All(c => c is > ' ' and < (char)127 and not ('<' or '>' or '"' or ',' or ';'))
            && MailboxAddress.TryParse(address, out mailbox)
            && mailbox.Address == address;
    }
}

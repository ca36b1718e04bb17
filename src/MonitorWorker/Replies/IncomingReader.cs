namespace MonitorWorker.Replies;

/// <summary>What must be known of us to read a mail.</summary>
/// <param name="OwnAddresses">Addresses that we send from or receive at, lower case.</param>
/// <param name="OwnDomain">Domain of our Message-IDs.</param>
/// <param name="LargestBytes">Larger mails are kept and not read.</param>
public sealed record IncomingRules(IReadOnlyList<string> OwnAddresses, string OwnDomain, int LargestBytes);

/// <summary>Bytes of a mail to what it is. Never throws for what stands in a mail.</summary>
public static class IncomingReader
{
    public static IncomingMail Read(byte[] raw, IncomingRules rules) => throw new NotSupportedException();
}

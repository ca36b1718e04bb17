using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace MonitorWorker.Delivery;

/// <summary>How a reply names the mail that it answers: by that mail's Message-ID, or by the address that it was sent to.</summary>
/// <param name="Mail">What names the mail among ours.</param>
/// <param name="Signature">Null where the mail was written without one.</param>
public sealed partial record MailReference(string Mail, string? Signature)
{
    private const int LongestLocalPart = 64;

    /// <summary>The Message-ID with its signature.</summary>
    /// <param name="messageId">As <see cref="MessageIds.For"/> makes it.</param>
    /// <param name="recipient">Address that the mail goes to.</param>
    public static string WithSignature(string messageId, string recipient, ReplyTokens tokens)
    {
        var mail = IdPattern().Match(messageId).Groups["mail"].Value;
        return messageId.Insert(messageId.IndexOf('@', StringComparison.Ordinal), "." + tokens.Sign(mail, recipient));
    }

    /// <summary>The address that is replied to; null where there is no room for it before the @.</summary>
    /// <param name="messageId">Signed.</param>
    public static string? ReplyTo(string messageId, string fromAddress)
    {
        if (!TryParseId(messageId, out var reference)) return null;
        var at = fromAddress.LastIndexOf('@');
        var local = $"{fromAddress[..at]}+{reference.Mail}.{reference.Signature}";
        return local.Length > LongestLocalPart ? null : local + fromAddress[at..];
    }

    /// <summary>From one of our Message-IDs, without angle brackets.</summary>
    public static bool TryParseId(string messageId, [NotNullWhen(true)] out MailReference? reference) => TryRead(IdPattern().Match(messageId), out reference);

    /// <summary>From an address of ours with what names a mail behind its plus.</summary>
    public static bool TryParseAddress(string address, string fromAddress, [NotNullWhen(true)] out MailReference? reference)
    {
        reference = null;
        var at = fromAddress.LastIndexOf('@');
        var (ours, domain) = (fromAddress[..at] + "+", fromAddress[at..]);
        return address.StartsWith(ours, StringComparison.OrdinalIgnoreCase)
            && address.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
            && address.Length > ours.Length + domain.Length
            && TryRead(TagPattern().Match(address[ours.Length..^domain.Length].ToLowerInvariant()), out reference);
    }

    private static bool TryRead(Match match, [NotNullWhen(true)] out MailReference? reference)
    {
        reference = match.Success ? new MailReference(match.Groups["mail"].Value, match.Groups["signature"] is { Success: true } signature ? signature.Value : null) : null;
        return reference is not null;
    }

    [GeneratedRegex(@"^yj\.[a-z0-9]+\.(?<mail>[a-z2-9]{20})(\.(?<signature>[a-z2-9]{16}))?@", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^(?<mail>[a-z2-9]{20})\.(?<signature>[a-z2-9]{16})$", RegexOptions.CultureInvariant)]
    private static partial Regex TagPattern();
}

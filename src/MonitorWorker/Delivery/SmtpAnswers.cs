using System.Globalization;
using MailKit.Net.Smtp;

namespace MonitorWorker.Delivery;

/// <summary>What an answer of the server means for the mail, by where in the conversation it came. Pure.</summary>
internal static class SmtpAnswers
{
    private static readonly TimeSpan Greylisted = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MailboxFull = TimeSpan.FromHours(6);

    /// <summary>A mailbox that is full for a day is full of mails that nobody reads.</summary>
    private static readonly TimeSpan MailboxFullLifetime = TimeSpan.FromDays(1);

    /// <summary>Enhanced codes that speak of a domain: its name is not found, its server cannot be reached.</summary>
    private static readonly string[] OfDomain = ["4.1.2 ", "4.4."];

    /// <summary>Greeting, EHLO, STARTTLS: nothing is known of any mail yet.</summary>
    public static DeliveryOutcome AtConnect(SmtpStatusCode code, string said)
    {
        if (Limited(code, said) is { } limited)
            return limited;
        return IsTemporary(code)
            ? new DeliveryOutcome.Deferred($"The server is not ready: {Quote(code, said)}. Tried again later.") { Scope = DeferralScope.Server }
            : new DeliveryOutcome.Broken($"The server does not take mails from here: {Quote(code, said)}. Ask who runs it, "
                + "and check mail.host and mail.port.");
    }

    /// <param name="login">Whose login at which server, with which file.</param>
    public static DeliveryOutcome AtLogin(SmtpStatusCode code, string said, string login)
    {
        return IsTemporary(code)
            ? new DeliveryOutcome.Deferred($"The server cannot check logins just now: {Quote(code, said)}. Tried again later.") { Scope = DeferralScope.Server }
            : new DeliveryOutcome.Broken($"The login was refused ({login}): {Quote(code, said)}. Check mail.user and put the valid password "
                + "(with QQ or 163 the authorization code) into the file that mail.passwordFile names; then it is tried at once, until then "
                + "ever more rarely, so that the account is not locked.")
            { IsLogin = true };
    }

    public static DeliveryOutcome AtSender(SmtpStatusCode code, string said)
    {
        if (Limited(code, said) is { } limited)
            return limited;
        if (IsTemporary(code))
            return new DeliveryOutcome.Deferred($"The server takes no mail just now: {Quote(code, said)}. Tried again later.") { Scope = DeferralScope.Server };
        return code == SmtpStatusCode.ExceededStorageAllocation
            ? TooLarge(Quote(code, said))
            : new DeliveryOutcome.Broken($"The server does not take our sender address: {Quote(code, said)}. Set mail.from to the "
                + "address that mail.user logs in as, or set mail.user if the server wants a login.");
    }

    public static DeliveryOutcome AtRecipient(SmtpStatusCode code, string said)
    {
        if (Limited(code, said) is { } limited)
            return limited;
        if (code == SmtpStatusCode.ServiceNotAvailable)
            return new DeliveryOutcome.Deferred($"The server closed the connection: {Quote(code, said)}. Tried again later.") { Scope = DeferralScope.Domain };
        if (IsFull(said))
            return Full(code, said);
        if (IsTemporary(code) && OfDomain.Any(about => said.StartsWith(about, StringComparison.Ordinal)))
            return new DeliveryOutcome.Deferred($"Not now for this domain: {Quote(code, said)}. Tried again later.") { Scope = DeferralScope.Domain };
        return IsTemporary(code)
            ? new DeliveryOutcome.Deferred($"Not now for this recipient: {Quote(code, said)}. Tried again later.", Greylisted)
            : new DeliveryOutcome.Rejected($"The server refuses this recipient: {Quote(code, said)}. Correct the address in the recipients.");
    }

    /// <summary>DATA itself or the dot after the message.</summary>
    public static DeliveryOutcome AtMessage(SmtpStatusCode code, string said)
    {
        if (Limited(code, said) is { } limited)
            return limited;
        if (IsTemporary(code))
        {
            var scope = code == SmtpStatusCode.ServiceNotAvailable ? DeferralScope.Connection : DeferralScope.Mail;
            return new DeliveryOutcome.Deferred($"The server did not take the message: {Quote(code, said)}. Tried again later.") { Scope = scope };
        }

        if (IsFull(said) || (code == SmtpStatusCode.ExceededStorageAllocation && said.Contains("quota", StringComparison.OrdinalIgnoreCase)))
            return Full(code, said);
        if (code == SmtpStatusCode.ExceededStorageAllocation)
            return TooLarge(Quote(code, said));
        return new DeliveryOutcome.Rejected($"The server refuses the message: {Quote(code, said)}. Ask who runs the server what it "
            + "objects to.");
    }

    /// <param name="limit">Bytes that the server takes; null where it did not say.</param>
    public static DeliveryOutcome.Oversized TooLarge(string why, long? limit = null) => new($"The mail is larger than the server takes: {why}. "
        + "Ask for a higher limit there, or let fewer lines go into one mail.", limit);

    private static DeliveryOutcome.Deferred Full(SmtpStatusCode code, string said) =>
        new($"The recipient's mailbox is full: {Quote(code, said)}. Ask them to make room; tried again in some hours.", MailboxFull) { Lifetime = MailboxFullLifetime };

    private static DeliveryOutcome.Deferred? Limited(SmtpStatusCode code, string said) => ProviderLimits.Pause(said) is not { } pause
        ? null
        : new($"The provider limits our rate: {Quote(code, said)}. Left alone for {pause.TotalMinutes.ToString(CultureInfo.InvariantCulture)} minutes.", pause) { Scope = DeferralScope.Provider };

    private static bool IsFull(string said) => said.StartsWith("5.2.2 ", StringComparison.Ordinal) || said.StartsWith("4.2.2 ", StringComparison.Ordinal);

    private static bool IsTemporary(SmtpStatusCode code) => (int)code is >= 400 and < 500;

    private static string Quote(SmtpStatusCode code, string said)
    {
        var line = PlainLine.Of(said);
        var shown = line.Length <= 300 ? line : string.Concat(line.AsSpan(0, 300), "…");
        return string.Create(CultureInfo.InvariantCulture, $"{(int)code} {shown}").TrimEnd();
    }
}

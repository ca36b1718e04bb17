namespace MonitorWorker.Notifications;

/// <summary>The mail domains that mails may go to (mail.allowedDomains): a domain itself, or with <c>*.</c> before it all below it.</summary>
public sealed class MailDomains
{
    private const string Below = "*.";

    private readonly string[] _domains;

    /// <param name="domains">Empty allows every domain.</param>
    public MailDomains(IEnumerable<string> domains) => _domains = [.. domains.Select(domain => domain.ToLowerInvariant())];

    /// <summary>No limit.</summary>
    public static MailDomains All { get; } = new([]);

    /// <summary>May a mail go to this address? The domain is what follows the last @.</summary>
    public bool Allow(string address)
    {
        if (_domains.Length == 0) return true;
        var at = address.LastIndexOf('@');
        var domain = at < 0 ? "" : address[(at + 1)..].ToLowerInvariant();
        return domain.Length > 0 && _domains.Any(allowed => allowed.StartsWith(Below, StringComparison.Ordinal)
            ? domain.EndsWith(allowed[1..], StringComparison.Ordinal)
            : domain == allowed);
    }

    /// <summary>As the configuration lists them.</summary>
    public override string ToString() => string.Join(", ", _domains);
}

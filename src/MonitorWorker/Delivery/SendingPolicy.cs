using MonitorWorker.Notifications;

namespace MonitorWorker.Delivery;

/// <summary>How fast, how often and over how many connections mails may go.</summary>
public sealed record SendingPolicy
{
    /// <summary>Connections that are open at once at most.</summary>
    public int Connections { get; init; } = 1;

    /// <summary>Mails in any 60 seconds; 0 is as many as there are.</summary>
    public int PerMinute { get; init; }

    /// <summary>Mails in any 24 hours; 0 is as many as there are.</summary>
    public int PerDay { get; init; }

    /// <summary>What is otherwise for some domains: the first that covers an address counts.</summary>
    public IReadOnlyList<DomainRule> Domains { get; init; } = [];

    /// <summary>The login as a refusal names it; null where there is none.</summary>
    public string? Login { get; init; }

    /// <summary>Files that are read at each connection: where one has changed, a broken channel is worth a try.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Null where nothing is otherwise.</summary>
    public DomainRule? For(string address) => Domains.FirstOrDefault(rule => rule.Covers(address));
}

/// <summary>How mails to a domain are sent.</summary>
/// <param name="Domain">The domain itself, or with <c>*.</c> before it all below it.</param>
/// <param name="RetryMinutes">Waits after each try, the last of which repeats; empty are the usual ones.</param>
/// <param name="PerMinute">Mails in any 60 seconds; 0 is as many as there are.</param>
/// <param name="PerDay">Mails in any 24 hours; 0 is as many as there are.</param>
public sealed record DomainRule(string Domain, IReadOnlyList<int> RetryMinutes, int PerMinute, int PerDay)
{
    private readonly MailDomains _domains = new([Domain]);

    public bool Covers(string address) => _domains.Allow(address);
}

using MonitorWorker.Budgets;

namespace MonitorWorker.Notifications;

/// <summary>
/// What a stored mail says of the levels by which it was written, in a header of its own: a mail that waits while they become stricter is known by it. It names no project.
/// </summary>
public static class DisclosureStamp
{
    /// <summary>Name of the header.</summary>
    public const string Header = "X-MonitorWorker-Disclosure";

    /// <returns>Null where nothing was withheld.</returns>
    public static string? Of(WithheldProjects withheld, DisclosurePolicy policy, string address)
    {
        ArgumentNullException.ThrowIfNull(withheld);
        ArgumentNullException.ThrowIfNull(policy);
        var highest = policy.Of(address);
        return withheld.IsEmpty && highest == Disclosure.Full ? null : $"{withheld.Fingerprint}.{(int)highest}";
    }
}

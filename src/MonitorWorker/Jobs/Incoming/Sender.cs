using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Incoming;

/// <summary>Whoever wrote a mail, as far as its address says.</summary>
/// <param name="Name">By the address book, else as we address them, else as the mail says.</param>
/// <param name="Address">Lower case.</param>
/// <param name="Addresses">All of the person's, that one first.</param>
internal sealed record Sender(string Name, string Address, IReadOnlyList<string> Addresses, bool IsKnown)
{
    public static Sender Of(string address, string? name, Router router, IncomingDesk desk)
    {
        var rows = router.PeopleAt(address);
        var told = desk.Alerts.Values.SelectMany(alert => alert.Told).FirstOrDefault(recipient => recipient.Address.Equals(address, StringComparison.OrdinalIgnoreCase));
        return new Sender(
            rows.Select(contact => contact.Name).FirstOrDefault() ?? told?.Name ?? (string.IsNullOrWhiteSpace(name) ? address : name.Trim()),
            address,
            [.. rows.SelectMany(contact => contact.Addresses).Prepend(address).Distinct(StringComparer.OrdinalIgnoreCase)],
            rows.Count > 0);
    }

    public bool Has(string? address) => address is not null && Addresses.Contains(address, StringComparer.OrdinalIgnoreCase);
}

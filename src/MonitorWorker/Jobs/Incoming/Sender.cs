using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Incoming;

/// <summary>Whoever wrote a mail, as far as its address says.</summary>
/// <param name="Name">By the address book, else as we address them, else as the mail says.</param>
/// <param name="Address">Lower case.</param>
/// <param name="Addresses">All of the person's, that one first.</param>
internal sealed record Sender(string Name, string Address, IReadOnlyList<string> Addresses, bool IsKnown)
{
    /// <param name="signed">Who the mail says has answered; null where it says nobody.</param>
    /// <param name="signature">Lines in which a person's name may stand alone.</param>
    public static Sender Of(string address, string? name, Router router, IncomingDesk desk, string? signed = null, IReadOnlyList<string>? signature = null)
    {
        var rows = router.PeopleAt(address);
        var told = desk.Alerts.Values.SelectMany(alert => alert.Told).FirstOrDefault(recipient => recipient.Address.Equals(address, StringComparison.OrdinalIgnoreCase));
        return new Sender(
            Reader(rows, signed, signature ?? []) ?? told?.Name ?? (string.IsNullOrWhiteSpace(name) ? address : name.Trim()),
            address,
            [.. rows.SelectMany(contact => contact.Addresses).Prepend(address).Distinct(StringComparer.OrdinalIgnoreCase)],
            rows.Count > 0);
    }

    /// <summary>Of several who read one mailbox, the one whom the mail names; else the mailbox. What somebody else has written from it says so.</summary>
    private static string? Reader(IReadOnlyList<Contact> rows, string? signed, IReadOnlyList<string> signature)
    {
        var names = rows.Select(contact => contact.Name).Distinct().ToList();
        if (names.Count == 0) return null;
        var mailbox = SharedMailbox.NameOf(rows) ?? names[0];
        if (signed is not null) return names.Contains(signed) ? signed : $"{signed}（{mailbox}）";
        return names.Count == 1 ? names[0] : names.Where(signature.Contains).ToList() is [var one] ? one : mailbox;
    }

    public bool Has(string? address) => address is not null && Addresses.Contains(address, StringComparer.OrdinalIgnoreCase);
}

using MonitorWorker.Budgets;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.People;

/// <summary>Somebody is another's successor: a person has entered it, or the dates of the address book show it.</summary>
/// <param name="Key">What tells it from every other one.</param>
/// <param name="Day">The successor's first day.</param>
/// <param name="From">One of the predecessor's rows: name and addresses.</param>
/// <param name="To">One of the successor's rows: name and addresses.</param>
/// <param name="Rows">What the successor has taken over.</param>
/// <param name="IsEntered">A person has entered it (交接).</param>
internal sealed record Succession(string Key, DateOnly Day, Contact From, Contact To, IReadOnlyList<Contact> Rows, bool IsEntered)
{
    /// <summary>Days by which the dates of two rows may differ that are one change of office, and after which a hand-over is no news.</summary>
    public const int Days = 31;

    /// <summary>All that have taken place by a day, oldest first.</summary>
    /// <param name="entered">By a person's word, oldest first.</param>
    /// <param name="contacts">The address book.</param>
    public static IReadOnlyList<Succession> Of(IReadOnlyList<OfficeHandover> entered, IReadOnlyList<Contact> contacts, DateOnly day)
    {
        var all = entered.Where(handover => handover.Day <= day)
            .Select(handover => new Succession($"handover|{handover.Batch}", handover.Day, handover.Left[0], handover.Took[0], handover.Took, true))
            .ToList();
        var known = all.SelectMany(one => one.Rows.Select(row => (one.From.Name, row.Name, PlaceOf(row)))).ToHashSet();
        var inOffice = contacts.Where(contact => contact.IsInOffice(day) && contact.From is not null).ToLookup(PlaceOf);
        var byDates =
            from left in contacts
            where left.Until is { } until && until <= day
            from took in inOffice[PlaceOf(left)]
            where took.Name != left.Name && Math.Abs(took.From!.Value.DayNumber - left.Until!.Value.DayNumber) <= Days && !known.Contains((left.Name, took.Name, PlaceOf(took)))
            group (left, took) by (From: left.Name, FromAddress: left.Address, To: took.Name, ToAddress: took.Address, Day: took.From!.Value) into same
            select new Succession(
                $"dates|{same.Key.From}|{same.Key.FromAddress}|{same.Key.To}|{same.Key.ToAddress}|{same.Key.Day:yyyy-MM-dd}",
                same.Key.Day,
                same.First().left,
                same.First().took,
                [.. same.Select(pair => pair.took).Distinct()],
                false);
        return [.. all.Concat(byDates).OrderBy(one => one.Day)];
    }

    /// <summary>Who has taken over from whoever had an address, over several changes.</summary>
    /// <returns>Null where nobody has.</returns>
    public static Succession? After(string address, IReadOnlyList<Succession> all)
    {
        Succession? last = null;
        var asked = address;
        // Oldest first: a later one is never before the one that it follows.
        foreach (var one in all)
        {
            if (!one.From.Addresses.Contains(asked, StringComparer.OrdinalIgnoreCase)) continue;
            (last, asked) = (one, one.To.Address);
        }

        return last;
    }

    private static (ContactRole Role, string? Entity, string? Section, string? Project) PlaceOf(Contact contact) => (contact.Role, contact.EntityCode, contact.Section, contact.ProjectCode);
}

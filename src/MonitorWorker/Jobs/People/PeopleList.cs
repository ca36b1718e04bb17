using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.People;

/// <summary>One person of the address book.</summary>
/// <param name="Rows">The person's offices; all in office, or none.</param>
/// <param name="Open">Open alerts that the person was told of.</param>
/// <param name="Unanswered">Those among them that nobody has answered or taken on.</param>
/// <param name="Promises">Days that the person has promised and that have not passed, by alert number.</param>
/// <param name="SharedWith">Others who read one of the person's mailboxes.</param>
/// <param name="Successor">Who has taken over; null where nobody has.</param>
public sealed record PersonEntry(
    string Name,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<Contact> Rows,
    bool IsInOffice,
    IReadOnlyList<string> Open,
    IReadOnlyList<string> Unanswered,
    IReadOnlyDictionary<string, DateOnly> Promises,
    IReadOnlyList<string> Bounced,
    IReadOnlyList<string> SharedWith,
    string? Successor);

/// <summary>Who is in office, and what lies with whom.</summary>
public sealed class PeopleList(FactStore facts, AlertStore alerts, PeopleStore people)
{
    /// <param name="all">Also who has left.</param>
    public async Task<IReadOnlyList<PersonEntry>> LoadAsync(DateOnly day, bool all, CancellationToken cancellationToken)
    {
        var contacts = await facts.LoadContactsAsync(cancellationToken);
        var successions = Succession.Of(await people.LoadAsync(cancellationToken), contacts, day);
        return Of(contacts, successions, await alerts.LoadAsync(cancellationToken), day, all);
    }

    private static List<PersonEntry> Of(IReadOnlyList<Contact> contacts, IReadOnlyList<Succession> successions, AlertBook memory, DateOnly day, bool all)
    {
        var open = memory.Alerts.Values.Where(alert => alert is { State: AlertState.Firing, IsBelieved: true }).OrderBy(alert => alert.Number, StringComparer.Ordinal).ToList();
        return
        [
            .. contacts.GroupBy(contact => (contact.Name, contact.Address)).Select(Entry).Where(entry => all || entry.IsInOffice)
                .OrderByDescending(entry => entry.IsInOffice).ThenBy(entry => entry.Rows.Min(row => row.EntityCode ?? ""), StringComparer.Ordinal),
        ];

        PersonEntry Entry(IGrouping<(string Name, string Address), Contact> person)
        {
            var current = person.Where(contact => contact.IsInOffice(day)).ToList();
            var addresses = person.SelectMany(contact => contact.Addresses).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            var told = open.Where(alert => memory.Told.GetValueOrDefault(alert.Key)?.Any(recipient => Has(recipient.Address)) == true).ToList();
            var promised = memory.Overlays.Answers
                .Where(answer => answer.Value.DueDate >= day && (answer.Value.ByAddress is { } by ? Has(by) : answer.Value.By == person.Key.Name))
                .Select(answer => (memory.Alerts[answer.Key].Number, Due: answer.Value.DueDate!.Value));
            return new PersonEntry(
                person.Key.Name,
                addresses,
                current.Count > 0 ? current : [.. person],
                current.Count > 0,
                [.. told.Select(alert => alert.Number)],
                [.. told.Where(alert => !memory.Overlays.Answers.ContainsKey(alert.Key) && memory.Overlays.Acknowledgements.GetValueOrDefault(alert.Key)?.Holds(alert.Level, day) != true).Select(alert => alert.Number)],
                promised.ToDictionary(promise => promise.Number, promise => promise.Due),
                [.. person.SelectMany(contact => contact.Bounced).Distinct(StringComparer.OrdinalIgnoreCase)],
                [.. contacts.Where(other => other.Name != person.Key.Name && other.IsInOffice(day) && other.Addresses.Any(Has)).Select(other => other.Name).Distinct()],
                addresses.Select(address => Succession.After(address, successions)?.To.Name).OfType<string>().FirstOrDefault(name => name != person.Key.Name));

            bool Has(string address) => addresses.Contains(address, StringComparer.OrdinalIgnoreCase);
        }
    }
}

using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.People;

/// <summary>What is open in the office, by whom it was told: what a successor takes over. Pure.</summary>
internal sealed class Estate(AlertBook memory, BudgetFacts facts, IReadOnlyList<Contact> contacts, OfficeSettings office, DateOnly day)
{
    /// <summary>Sees nothing beside the rows of an address book.</summary>
    private static readonly Recipient _nobody = new("", "", "");

    private readonly Router _router = new(contacts, day, office.CatchAll, office.Routes);
    private readonly ILookup<(string, string), BudgetPosition> _lines = PositionBook.Build(facts, day).Positions.ToLookup(position => (position.Key.EntityCode, position.Key.ProjectCode));

    private readonly WithheldProjects _withheld = new(facts.Lines, office.Routes.Disclosure);

    public DateOnly Day => day;

    public Overlays Overlays => memory.Overlays;

    /// <summary>Open alerts that the predecessor was told of, by their numbers, as far as what was taken over covers them and the successor may see them.</summary>
    public IReadOnlyList<Alert> OpenOf(Succession one)
    {
        // What a mailbox of several people was told, those who stay still read.
        var had = one.From.Addresses.Where(address => !IsSharedAt(address, one.From.Name) && !one.To.Addresses.Contains(address, StringComparer.OrdinalIgnoreCase)).ToList();
        if (had.Count == 0) return [];
        var covered = new Router([.. one.Rows.Select(row => row with { From = null, Until = null, Bounced = [] })], day, _nobody);
        return
        [
            .. memory.Alerts.Values
                .Where(alert => alert is { State: AlertState.Firing, IsBelieved: true } && WasTold(alert.Key, had) && Sees(covered, one, alert.Key) && Sees(_router, one, alert.Key))
                .OrderBy(alert => alert.Number, StringComparer.Ordinal),
        ];
    }

    /// <summary>What the predecessor has silenced and still holds.</summary>
    public IReadOnlyList<Silence> SilencesOf(Succession one) =>
        [.. memory.Overlays.Silences.Where(silence => silence.Until >= day && silence.AuthorAddress is { } author && one.From.Addresses.Contains(author, StringComparer.OrdinalIgnoreCase))];

    public TakenOver TakenOver(Succession one, Alert alert)
    {
        var from = memory.Told[alert.Key].First(told => one.From.Addresses.Contains(told.Address, StringComparer.OrdinalIgnoreCase));
        return new TakenOver(alert.Key, one.From.Name, from.Address, one.To.Name, AddressesOf(one.To) is [var reached, ..] ? reached : one.To.Address);
    }

    /// <summary>Those of a person's addresses at which mails arrive, allowed or not being the office's word.</summary>
    public IReadOnlyList<string> AddressesOf(Contact person)
    {
        var bounced = contacts.SelectMany(contact => contact.Bounced).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. person.Addresses.Where(address => office.Routes.Allowed.Allow(address) && !bounced.Contains(address))];
    }

    /// <summary>Somebody else in office reads mails at this address.</summary>
    public bool IsSharedAt(string address, string name) => _router.PeopleAt(address).Any(contact => contact.Name != name);

    /// <summary>What an alert is about, as people call it.</summary>
    public string NameOf(Alert alert) => new FormerSubject(alert.Key).Line is var (entity, project)
        ? _lines[(entity, project)].Select(position => position.ProjectName).FirstOrDefault() ?? project
        : "填报数";

    /// <summary>An alert in a list: number, level, what it is about and what is wrong.</summary>
    public string TitleOf(Alert alert) => $"{alert.Number} {LevelWords.Of(alert.Level.Code()).Word} {NameOf(alert)}：{RuleWords.Of(new FormerSubject(alert.Key).Rule)}";

    /// <summary>Who is told next where nobody answers; null where nobody is, or it is about no line that there still is.</summary>
    public EscalationPolicy? EscalationOf(Alert alert)
    {
        var subject = new FormerSubject(alert.Key);
        return subject.Line is { } line
            ? _lines[line].Select(position => _router.RouteLine(subject.Rule, alert.Level, position).Route.Escalation).FirstOrDefault()
            : _router.RouteStatement(subject.Rule, alert.Level, null).Route.Escalation;
    }

    /// <summary>How much of it may be in one mail to these addresses.</summary>
    public Disclosure DisclosureOf(Alert alert, IEnumerable<string> to) => to.Select(office.Routes.Disclosure.Of)
        .Append(new FormerSubject(alert.Key).Line is var (entity, project) ? _withheld.Of(entity, project) : Disclosure.Full)
        .Aggregate(Disclosures.Stricter);

    /// <summary>What a silence is for may be said.</summary>
    public bool MayName(SilenceScope scope) => scope.Project is not { } project || _withheld.Of(scope.Entity, project) == Disclosure.Full;

    private bool WasTold(string key, List<string> addresses) => memory.Told.GetValueOrDefault(key)?.Any(told => addresses.Contains(told.Address, StringComparer.OrdinalIgnoreCase)) == true;

    /// <summary>A statement's alert does not say whose it is; its figures are shown by later mails, which ask again who may see them.</summary>
    private bool Sees(Router router, Succession one, string key) => one.To.Addresses.Any(address => new FormerSubject(key).Line is var (entity, project)
        ? _lines[(entity, project)].Any(position => router.Sees(address, position))
        : one.Rows.Any(row => row.ProjectCode is null && router.SeesStatement(address, row.EntityCode)));
}

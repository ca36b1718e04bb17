using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Notifications;

/// <summary>
/// Finds the people who are told of a finding: those whom its route asks for, else the project's own contact, else the section's, else the entity's,
/// else its finance staff, else the performance staff, else the administrators, else the address that config names. Never nobody, nobody who has
/// left, nobody outside the allowed mail domains or whose mails come back, and nobody of what lies outside of their scope. Of a project that may not leave the store
/// (不得外发) nobody at all is told. Missing and old figures and spoiled budgets go to the finance staff first, who keep them.
/// </summary>
/// <param name="catchAll">Sees everything.</param>
/// <param name="routes">Null is the catch-all alone.</param>
public sealed class Router(IReadOnlyList<Contact> contacts, DateOnly day, Recipient catchAll, RouteBook? routes = null)
{
    private static readonly ContactRole[] _upwards = [ContactRole.Responsible, ContactRole.SectionHead, ContactRole.DeputyLeader, ContactRole.Leader];
    private static readonly ContactRole[] _keepers = [ContactRole.Finance, ContactRole.Performance, ContactRole.Administrator];

    private readonly RouteBook _routes = routes ?? RouteBook.Empty;

    /// <summary>Once for each address: one envelope each, so that a refused address keeps nothing from the others.</summary>
    private readonly List<Contact> _inOffice =
    [
        .. contacts.Where(contact => contact.IsInOffice(day)).SelectMany(contact => contact.Addresses
            .Where(address => routes?.Allowed.Allow(address) != false && !contact.Bounced.Contains(address))
            .Select(address => contact with { Addresses = [address] })),
    ];

    /// <summary>Who would be told but cannot be, and why.</summary>
    private readonly List<(Contact Contact, string Why)> _unusable =
    [
        .. contacts.Where(contact => !contact.IsInOffice(day)).Select(contact => (contact, contact.Until <= day ? "已离任" : "尚未到任")),
        .. contacts.Where(contact => contact.IsInOffice(day) && contact.Addresses.Any(address => routes?.Allowed.Allow(address) == false)).Select(contact => (contact, "的邮箱不在允许的域名内")),
        .. contacts.Where(contact => contact.IsInOffice(day) && contact.Bounced.Count > 0).Select(contact => (contact, "的邮箱退信")),
    ];

    private readonly Dictionary<string, (List<Contact> InOffice, List<(Contact Contact, string Why)> Unusable)> _ofEntity = [];
    private readonly bool _isOneEntity = contacts.Select(contact => contact.EntityCode).OfType<string>().Distinct().Count() <= 1;
    private ILookup<string, Contact>? _byAddress;

    /// <summary>Addresses of people in office that no mail may go to.</summary>
    public IReadOnlyList<(string Name, string Address)> Outside =>
    [
        .. contacts.Where(contact => contact.IsInOffice(day))
            .SelectMany(contact => contact.Addresses.Where(address => !_routes.Allowed.Allow(address)).Select(address => (contact.Name, address)))
            .Distinct(),
    ];

    /// <summary>Whom the address book names for a finding about a line, whatever the routes say.</summary>
    public IReadOnlyList<Recipient> For(string rule, BudgetPosition position)
    {
        var acting = rule is "missing-data" or "stale-data" or "cannot-judge"
            ? Rungs(ContactRole.Finance, position).Concat(Rungs(ContactRole.Responsible, position))
            : Rungs(ContactRole.Responsible, position).Concat(Rungs(ContactRole.Finance, position));
        return Find(position.Key.EntityCode, null, address => Discloses(address, position), acting.Concat(Rungs(ContactRole.Performance, position)).Concat(Rungs(ContactRole.Administrator, position)));
    }

    /// <summary>How a finding about a budget line is told at a level, and to whom.</summary>
    public Routed RouteLine(string rule, Level level, BudgetPosition position)
    {
        var route = _routes.ForLine(rule, level, position);
        var asked = Asked(route, role => Find(
            position.Key.EntityCode, role, address => Discloses(address, position), [.. Rungs(role, position), .. _keepers.SelectMany(keeper => Rungs(keeper, position))]));
        asked.RemoveAll(recipient => !Discloses(recipient.Address, position));
        return new Routed(route.Route, asked.Count > 0 ? asked : For(rule, position));
    }

    /// <summary>How a finding about a statement is told at a level, and to whom.</summary>
    /// <param name="entityCode">Whose statement it is; null where it is of several entities.</param>
    public Routed RouteStatement(string rule, Level level, string? entityCode)
    {
        var route = _routes.ForStatement(rule, level);
        var asked = Asked(route, role => Find(entityCode ?? "", role, GetsAll, [Rung(role, entityCode), .. _keepers.Select(keeper => Rung(keeper, entityCode))]));
        asked.RemoveAll(recipient => !GetsAll(recipient.Address));
        return new Routed(route.Route, asked.Count > 0 ? asked : ForStatement(entityCode));
    }

    /// <summary>Who is told at a step of an escalation: the holders of its roles, else those further up; never nobody.</summary>
    /// <param name="position">Null where the alert is about no budget line.</param>
    public IReadOnlyList<Recipient> ForStep(EscalationStep step, BudgetPosition? position, string? entityCode)
    {
        var found = Once(step.To.SelectMany(role => position is null
            ? Find(entityCode ?? "", role, GetsAll, Upwards(role).Select(higher => Rung(higher, entityCode)))
            : Find(position.Key.EntityCode, role, address => Discloses(address, position), Upwards(role).SelectMany(higher => Rungs(higher, position)))));
        return found.Count > 0 ? found : [.. Last(address => position is null ? GetsAll(address) : Discloses(address, position))];
    }

    /// <summary>A statement that does not agree with the data goes to the finance staff, who mend one or the other.</summary>
    /// <param name="entityCode">Whose statement it is; null where it is of several entities, which only those see who see all.</param>
    public IReadOnlyList<Recipient> ForStatement(string? entityCode) => Find(entityCode ?? "", null, GetsAll, _keepers.Select(keeper => Rung(keeper, entityCode)));

    /// <summary>
    /// Who is told what became of a file: the finance staff, else the performance staff, else the administrators, of those who may see all entities that it
    /// speaks of. The receipt shows rows of all of them.
    /// </summary>
    /// <param name="entityCodes">Empty where the file names none: then those of the whole office, or of the only entity that there is.</param>
    public IReadOnlyList<Recipient> ForFile(IReadOnlyList<string> entityCodes)
    {
        string?[] asked = entityCodes.Count > 0 ? [.. entityCodes] : [null];
        var found = _keepers.Select(keeper => _inOffice.Where(contact => contact.Role == keeper && GetsAll(contact.Address))
            .GroupBy(contact => contact.Address, StringComparer.OrdinalIgnoreCase)
            .Where(rows => asked.All(code => rows.Any(contact => CoversStatement(contact, code))))
            .Select(rows => ToRecipient(rows.First(), null)).ToList());
        return found.FirstOrDefault(recipients => recipients.Count > 0) ?? [.. Last(GetsAll)];
    }

    /// <summary>
    /// Who is asked for an entity's figures: its own finance staff, else the office's, else the performance staff, else the
    /// administrators. The office's are not asked for what an entity's own can tell: they would get a mail for each.
    /// </summary>
    public IReadOnlyList<Recipient> ForReport(string entityCode)
    {
        var ofEntity = OfEntity(entityCode).InOffice.Where(contact => GetsAll(contact.Address)).ToList();
        var finance = ofEntity.Where(contact => contact.Role == ContactRole.Finance).ToList();
        IEnumerable<Contact>[] inTurn =
        [
            finance.Where(contact => entityCode.Length > 0 && contact.EntityCode == entityCode),
            finance.Where(contact => contact.EntityCode is null),
            finance,
            ofEntity.Where(contact => contact.Role == ContactRole.Performance),
        ];
        return inTurn.Select(found => Once(found.Select(contact => ToRecipient(contact, null)))).FirstOrDefault(found => found.Count > 0) ?? [.. Administrators().Where(administrator => GetsAll(administrator.Address))];
    }

    /// <summary>
    /// Who gets the digest of everything: the performance staff, else the finance staff, else the catch-all. Somebody of several entities comes once for each.
    /// What of it they may see, <see cref="Sees(string, BudgetPosition)"/> says.
    /// </summary>
    public IReadOnlyList<(Recipient Recipient, string? EntityCode)> ForDigest()
    {
        var readers = _inOffice.Where(contact => contact.Role == ContactRole.Performance).ToList();
        if (readers.Count == 0) readers = [.. _inOffice.Where(contact => contact.Role == ContactRole.Finance)];
        return readers.Count == 0
            ? [(catchAll, null)]
            : [
                .. readers.GroupBy(contact => contact.Address, StringComparer.OrdinalIgnoreCase)
                    .SelectMany(rows => rows.Any(contact => contact.EntityCode is null) ? rows.Where(contact => contact.EntityCode is null).Take(1) : rows.DistinctBy(contact => contact.EntityCode))
                    .Select(contact => (ToRecipient(contact, null), contact.EntityCode)),
            ];
    }

    /// <summary>Who holds one of the roles, each address once; nobody where nobody does. What they may see, <see cref="SeesStatement"/> says.</summary>
    public IReadOnlyList<Recipient> Holders(IReadOnlyList<ContactRole> roles) =>
        Once(roles.SelectMany(role => _inOffice.Where(contact => contact.Role == role)).Select(contact => ToRecipient(contact, null)));

    /// <summary>The last who is told, in the place of people who are not there.</summary>
    /// <param name="roles">Whom nobody holds.</param>
    public Recipient InPlaceOf(IReadOnlyList<ContactRole> roles) => catchAll with { Why = $"{string.Join("，", roles.Select(role => $"没有登记{role.Name()}"))}，转{catchAll.Why}" };

    /// <summary>Who gets the sums of a part: the leaders, each once, with everything that the address book names for them.</summary>
    public IReadOnlyList<LeaderPart> ForLeaders() =>
    [
        .. _inOffice.Where(contact => contact.Role is ContactRole.Leader or ContactRole.DeputyLeader)
            .GroupBy(contact => contact.Address)
            .Select(rows => new LeaderPart(new Recipient(NameAt(rows.First()), rows.Key, rows.First().Role.Name()), [.. rows])),
    ];

    /// <summary>Somebody who was told before, as the address book calls its reader today: of several who read one mailbox some may have come or gone.</summary>
    public Recipient AsOfToday(Recipient told) =>
        Known(told.Address).ToList() is not [var first, ..] rows ? told
        : SharedMailbox.Readers(rows) is { } readers ? told with { Name = readers }
        : rows.Exists(contact => contact.Name == told.Name) || !told.Name.Contains('、', StringComparison.Ordinal) ? told
        : told with { Name = first.Name };

    /// <summary>Whoever reads mails at this address leads, and does nothing else here: a summary tells such a person where everything stands.</summary>
    public bool LeadsOnly(string address) => Known(address).ToList() is { Count: > 0 } rows && rows.TrueForAll(contact => contact.Role is ContactRole.DeputyLeader or ContactRole.Leader);

    /// <summary>True where a mail may go to somebody at this address: allowed, and not of a person who has left.</summary>
    public bool Reaches(string address) =>
        _routes.Allowed.Allow(address)
        && (Known(address).Any() || !contacts.Any(contact => contact.Addresses.Contains(address, StringComparer.OrdinalIgnoreCase)));

    /// <summary>Who is told of the program's own troubles: the administrators, else the catch-all.</summary>
    public IReadOnlyList<Recipient> Administrators() =>
        Once(_inOffice.Where(contact => contact.Role == ContactRole.Administrator).Select(contact => ToRecipient(contact, null))) is { Count: > 0 } found ? found : [catchAll];

    /// <summary>May whoever reads mails at this address be shown the line? By what the address book says of the address today, or a route that names it.</summary>
    public bool Sees(string address, BudgetPosition position) => Discloses(address, position) && IsInScope(address, position);

    /// <summary>What may be said of a line at an address, if it is shown there at all.</summary>
    public Disclosure LevelAt(string address, BudgetPosition position) => _routes.Disclosure.Of(address, position);

    /// <summary>What may leave of a line, whoever asks.</summary>
    public Disclosure LevelOf(BudgetPosition position) => _routes.Disclosure.Of(position);

    /// <summary>Is it a line that whoever reads mails at this address would be shown in full, if its project or the address were not limited?</summary>
    public bool Withholds(string address, BudgetPosition position) => LevelAt(address, position) != Disclosure.Full && IsInScope(address, position);

    /// <summary>May everything go to this address?</summary>
    public bool GetsAll(string address) => _routes.Disclosure.Of(address) == Disclosure.Full;

    private bool Discloses(string address, BudgetPosition position) => LevelAt(address, position) != Disclosure.None;

    private bool IsInScope(string address, BudgetPosition position) =>
        IsCatchAll(address)
        || Known(address).Any(contact => IsOf(contact, position.Key.EntityCode) && Covers(contact, position))
        || Fixed(address).Any(route => route.Where?.Holds(position) != false);

    /// <summary>May whoever reads mails at this address be shown a statement of the entity?</summary>
    /// <param name="entityCode">Null where it is of several entities.</param>
    public bool SeesStatement(string address, string? entityCode) => GetsAll(address)
        && (IsCatchAll(address) || Known(address).Any(contact => CoversStatement(contact, entityCode)) || Fixed(address).Any(route => route.Where is null));

    /// <summary>Since when whoever reads mails at this address has had to do with the line, by the newest row that covers it; null where that is always, or nobody does.</summary>
    public DateOnly? InOfficeSince(string address, BudgetPosition position) =>
        Newest(Known(address).Where(contact => IsOf(contact, position.Key.EntityCode) && Covers(contact, position)));

    /// <inheritdoc cref="InOfficeSince"/>
    /// <param name="entityCode">Null where the statement is of several entities.</param>
    public DateOnly? InOfficeSinceOfStatement(string address, string? entityCode) => Newest(Known(address).Where(contact => CoversStatement(contact, entityCode)));

    /// <summary>Those in office whose address this is, whether mails arrive there or not.</summary>
    public IReadOnlyList<Contact> PeopleAt(string address) =>
        [.. contacts.Where(contact => contact.IsInOffice(day) && contact.Addresses.Contains(address, StringComparer.OrdinalIgnoreCase))];

    /// <summary>May somebody answer for others: who stands above one of those who were told on the ladder 责任人, 股室负责人, 分管领导, 主要领导, or keeps the entity's figures?</summary>
    /// <param name="told">Addresses of those who were told.</param>
    /// <param name="position">Null where it is about no budget line.</param>
    /// <param name="entityCode">Whose it is, where it is about no budget line.</param>
    public bool StandsAbove(string address, IEnumerable<string> told, BudgetPosition? position, string? entityCode)
    {
        var rows = PeopleAt(address).Where(contact => position is null ? CoversStatement(contact, entityCode) : IsOf(contact, position.Key.EntityCode) && Covers(contact, position)).ToList();
        if (rows.Exists(contact => contact.Role == ContactRole.Finance)) return true;
        var rank = rows.Select(contact => Array.IndexOf(_upwards, contact.Role)).DefaultIfEmpty(-1).Max();
        return told.Any(other => PeopleAt(other).Select(contact => Array.IndexOf(_upwards, contact.Role)).DefaultIfEmpty(-1).Min() < rank);
    }

    /// <summary>Who of that name can be handed something of an entity: in office, of the entity or of the whole office, at addresses where mails arrive; once for each person.</summary>
    /// <param name="name">Name, or address.</param>
    public IReadOnlyList<Recipient> Named(string name, string? entityCode) =>
    [
        .. _inOffice.Where(contact => IsOf(contact, entityCode ?? "") && (contact.Name == name || contact.Address.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .DistinctBy(contact => PeopleAt(contact.Address).Select(row => row.Addresses[0]).FirstOrDefault(), StringComparer.OrdinalIgnoreCase)
            .Select(contact => ToRecipient(contact, null)),
    ];

    /// <summary>Whom to ask about the figures of what is about no budget line, or of an entity.</summary>
    public IReadOnlyList<Recipient> ForFigures(string? entityCode) => string.IsNullOrEmpty(entityCode) ? ForStatement(null) : ForReport(entityCode);

    /// <summary>
    /// Where somebody sits is no limit of what they see; it is for whoever is in charge of sections. A project is a limit of anybody.
    /// </summary>
    private static bool Covers(Contact contact, BudgetPosition position) => contact.ProjectCode is not null
        ? contact.ProjectCode == position.Key.ProjectCode
        : !IsOfSections(contact.Role) || contact.Section is null || contact.Section == position.Section;

    /// <summary>What is of no one entity is of all of them; in an address book of one entity it is that one's.</summary>
    private bool CoversStatement(Contact contact, string? entityCode) =>
        contact.ProjectCode is null
        && (!IsOfSections(contact.Role) || contact.Section is null)
        && (entityCode is null ? contact.EntityCode is null || _isOneEntity : IsOf(contact, entityCode));

    /// <summary>True of roles whose holders mostly answer for a section of an entity, and see no more than that.</summary>
    internal static bool IsOfSections(ContactRole role) => role is ContactRole.Responsible or ContactRole.SectionHead or ContactRole.DeputyLeader;

    private static bool IsOf(Contact contact, string entityCode) =>
        contact.EntityCode is null || entityCode.Length == 0 || contact.EntityCode == entityCode;

    /// <summary>From the nearest holder of a role to the one of the whole entity. Who is responsible for a section is known to its head before anybody else.</summary>
    private static IEnumerable<Rung> Rungs(ContactRole role, BudgetPosition position)
    {
        if (!IsOfSections(role))
        {
            yield return new Rung(role, contact => Covers(contact, position));
            yield break;
        }

        yield return new Rung(role, contact => contact.ProjectCode == position.Key.ProjectCode);
        if (position.Section is { } section)
        {
            yield return new Rung(role, contact => contact.ProjectCode is null && contact.Section == section);
            if (role == ContactRole.Responsible) yield return new Rung(ContactRole.SectionHead, contact => contact.ProjectCode is null && contact.Section == section);
        }

        yield return new Rung(role, contact => contact.ProjectCode is null && contact.Section is null);
    }

    private Rung Rung(ContactRole role, string? entityCode) => new(role, contact => CoversStatement(contact, entityCode));

    /// <summary>The role itself first.</summary>
    private static IEnumerable<ContactRole> Upwards(ContactRole role) => _upwards.Contains(role)
        ? _upwards.SkipWhile(lower => lower != role).Concat(_keepers)
        : _keepers.SkipWhile(lower => lower != role);

    private List<Recipient> Asked(ConfiguredRoute route, Func<ContactRole, IReadOnlyList<Recipient>> find) => Once(route.Roles.SelectMany(find).Concat(route.Addresses
        .Where(_routes.Allowed.Allow)
        .Select(address => new Recipient(address, address, $"通知路由“{route.Route.Name}”指定的邮箱"))));

    /// <summary>The holders on the first rung that has any; they learn in whose place they are told.</summary>
    /// <param name="asked">Null where nobody asked for one role.</param>
    /// <param name="mayGoTo">Asked of each address; where it holds of nobody's, nobody is found.</param>
    private List<Recipient> Find(string entityCode, ContactRole? asked, Func<string, bool> mayGoTo, IEnumerable<Rung> ladder)
    {
        var (inOffice, unusable) = OfEntity(entityCode);
        string? missing = null;
        foreach (var rung in ladder)
        {
            var held = inOffice.Where(contact => contact.Role == rung.Role && rung.Holds(contact)).ToList();
            var found = held.Where(contact => mayGoTo(contact.Address)).ToList();
            if (found.Count == 0 && held.Count > 0) missing ??= rung.Role.Name() + "的邮箱域名不得接收";
            if (found.Count > 0)
            {
                if (asked is { } role && role != rung.Role) missing ??= $"没有登记{role.Name()}";
                return Once(found.Select(contact => ToRecipient(contact, missing)));
            }

            if (missing is null && unusable.Find(absent => absent.Contact.Role == rung.Role && rung.Holds(absent.Contact)) is { Contact: { } gone } absent)
                missing = gone.Role.Name() + absent.Why;
        }

        if (asked is { } nobody) missing ??= $"没有登记{nobody.Name()}";
        return [.. Last(mayGoTo).Select(last => missing is null ? last : last with { Why = $"{missing}，转{last.Why}" })];
    }

    private IEnumerable<Recipient> Last(Func<string, bool> mayGoTo) => mayGoTo(catchAll.Address) ? [catchAll] : [];

    /// <summary>Looked up once for all lines of an entity: a province's address book is long.</summary>
    private (List<Contact> InOffice, List<(Contact Contact, string Why)> Unusable) OfEntity(string entityCode)
    {
        if (!_ofEntity.TryGetValue(entityCode, out var found))
        {
            found = ([.. _inOffice.Where(contact => IsOf(contact, entityCode))], [.. _unusable.Where(absent => IsOf(absent.Contact, entityCode))]);
            _ofEntity[entityCode] = found;
        }

        return found;
    }

    private static DateOnly? Newest(IEnumerable<Contact> rows) => rows.Max(contact => contact.From);

    private IEnumerable<Contact> Known(string address) => (_byAddress ??= _inOffice.ToLookup(contact => contact.Address, StringComparer.OrdinalIgnoreCase))[address];

    private IEnumerable<ConfiguredRoute> Fixed(string address) =>
        _routes.Routes.Where(route => route.Addresses.Contains(address, StringComparer.OrdinalIgnoreCase) && _routes.Allowed.Allow(address));

    private string NameAt(Contact contact) => SharedMailbox.Readers(Known(contact.Address)) ?? contact.Name;

    private bool IsCatchAll(string address) => address.Equals(catchAll.Address, StringComparison.OrdinalIgnoreCase);

    private static List<Recipient> Once(IEnumerable<Recipient> found) => [.. found.DistinctBy(recipient => recipient.Address, StringComparer.OrdinalIgnoreCase)];

    /// <param name="missing">In whose place; null where this is the one who was looked for.</param>
    private Recipient ToRecipient(Contact contact, string? missing)
    {
        var why = contact.Role.Name() + (contact.Section is null ? "" : $"（{contact.Section}）");
        return new Recipient(NameAt(contact), contact.Address, missing is null ? why : $"{missing}，转{why}");
    }
}

/// <summary>One step of looking for somebody: the role, and which of its holders are near enough.</summary>
internal sealed record Rung(ContactRole Role, Func<Contact, bool> Holds);

using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Rules;

namespace MonitorWorker.Notifications;

/// <summary>
/// Finds the person who can act on a finding: the project's own contact, else the section's, else the entity's finance
/// staff, else the performance staff, else the administrators, else the address that config names. Never nobody.
/// Missing and old figures and spoiled budgets go to the finance staff first, who keep them.
/// </summary>
public sealed class Router(IReadOnlyList<Contact> contacts, DateOnly day, Recipient catchAll)
{
    /// <summary>Once for each address: one envelope each, so that a refused address keeps nothing from the others.</summary>
    private readonly List<Contact> _inOffice =
    [
        .. contacts.Where(contact => contact.IsInOffice(day)).SelectMany(contact => contact.Addresses.Select(address => contact with { Addresses = [address] })),
    ];

    private readonly Dictionary<string, List<Contact>> _ofEntity = [];

    public IReadOnlyList<Recipient> For(string rule, BudgetPosition position)
    {
        var acting = rule is "missing-data" or "stale-data" or "cannot-judge"
            ? OfEntity(position, ContactRole.Finance).Concat(Responsible(position))
            : Responsible(position).Concat(OfEntity(position, ContactRole.Finance));
        return acting
            .Concat(OfEntity(position, ContactRole.Performance))
            .Concat([_inOffice.Where(contact => contact.Role == ContactRole.Administrator)])
            .Select(Recipients)
            .FirstOrDefault(found => found.Count > 0) ?? [catchAll];
    }

    /// <summary>How a finding about a budget line is told at a level, and to whom.</summary>
    public Routed RouteLine(string rule, Level level, BudgetPosition position) => new(Route.CatchAll, For(rule, position));

    /// <summary>How a finding about a statement is told at a level, and to whom.</summary>
    /// <param name="entityCode">Whose statement it is; null where it is of several entities.</param>
    public Routed RouteStatement(string rule, Level level, string? entityCode) => new(Route.CatchAll, ForStatement(entityCode));

    /// <summary>Who is told at a step of an escalation: the holders of its roles, else those further up; never nobody.</summary>
    /// <param name="position">Null where the alert is about no budget line.</param>
    public IReadOnlyList<Recipient> ForStep(EscalationStep step, BudgetPosition? position, string? entityCode) =>
        Recipients(_inOffice.Where(contact => step.To.Contains(contact.Role) && IsOf(contact, position?.Key.EntityCode ?? entityCode ?? ""))) is { Count: > 0 } found ? found : Administrators();

    /// <summary>A statement that does not agree with the data goes to the finance staff, who mend one or the other.</summary>
    /// <param name="entityCode">Whose statement it is; null where it is of several entities.</param>
    public IReadOnlyList<Recipient> ForStatement(string? entityCode)
    {
        ContactRole[] inTurn = [ContactRole.Finance, ContactRole.Performance, ContactRole.Administrator];
        return inTurn
            .Select(role => Recipients(_inOffice.Where(contact => contact.Role == role && IsOf(contact, entityCode ?? ""))))
            .FirstOrDefault(found => found.Count > 0) ?? [catchAll];
    }

    /// <summary>Who is told what became of a file: the finance staff of each entity that it speaks of, without any the office's own.</summary>
    /// <param name="entityCodes">Empty where the file names none.</param>
    public IReadOnlyList<Recipient> ForFile(IReadOnlyList<string> entityCodes)
    {
        var finance = _inOffice.Where(contact => contact.Role == ContactRole.Finance).ToList();
        var found = entityCodes.Count == 0
            ? finance.Where(contact => contact.EntityCode is null).DefaultIfEmpty(finance.FirstOrDefault()).OfType<Contact>()
            : entityCodes.SelectMany(code => finance.Where(contact => IsOf(contact, code)));
        return Recipients(found) is { Count: > 0 } recipients ? recipients : Administrators();
    }

    /// <summary>
    /// Who is asked for an entity's figures: its own finance staff, else the office's, else the performance staff, else the
    /// administrators. The office's are not asked for what an entity's own can tell: they would get a mail for each.
    /// </summary>
    public IReadOnlyList<Recipient> ForReport(string entityCode)
    {
        var finance = OfEntity(entityCode).Where(contact => contact.Role == ContactRole.Finance).ToList();
        IEnumerable<Contact>[] inTurn =
        [
            finance.Where(contact => entityCode.Length > 0 && contact.EntityCode == entityCode),
            finance.Where(contact => contact.EntityCode is null),
            finance,
            OfEntity(entityCode).Where(contact => contact.Role == ContactRole.Performance),
        ];
        return inTurn.Select(Recipients).FirstOrDefault(found => found.Count > 0) ?? Administrators();
    }

    /// <summary>Who gets the digest of everything: the performance staff, else the finance staff, else the catch-all.</summary>
    public IReadOnlyList<(Recipient Recipient, string? EntityCode)> ForDigest()
    {
        var readers = _inOffice.Where(contact => contact.Role == ContactRole.Performance).ToList();
        if (readers.Count == 0) readers = [.. _inOffice.Where(contact => contact.Role == ContactRole.Finance)];
        return readers.Count == 0
            ? [(catchAll, null)]
            : [.. readers.DistinctBy(contact => contact.Address).Select(contact => (ToRecipient(contact), contact.EntityCode))];
    }

    /// <summary>Who is told of the program's own troubles: the administrators, else the catch-all.</summary>
    public IReadOnlyList<Recipient> Administrators() =>
        Recipients(_inOffice.Where(contact => contact.Role == ContactRole.Administrator)) is { Count: > 0 } found ? found : [catchAll];

    private IEnumerable<IEnumerable<Contact>> Responsible(BudgetPosition position)
    {
        var ofEntity = OfEntity(position.Key.EntityCode);
        yield return ofEntity.Where(contact => contact.Role == ContactRole.Responsible && contact.ProjectCode == position.Key.ProjectCode);
        if (position.Section is null) yield break;

        var ofSection = ofEntity.Where(contact => contact.Section == position.Section && contact.ProjectCode is null).ToList();
        yield return ofSection.Where(contact => contact.Role == ContactRole.Responsible);
        yield return ofSection.Where(contact => contact.Role == ContactRole.SectionHead);
    }

    private IEnumerable<IEnumerable<Contact>> OfEntity(BudgetPosition position, ContactRole role)
    {
        yield return OfEntity(position.Key.EntityCode).Where(contact => contact.Role == role);
    }

    /// <summary>Looked up once for all lines of an entity: a province's address book is long.</summary>
    private List<Contact> OfEntity(string entityCode)
    {
        if (!_ofEntity.TryGetValue(entityCode, out var found)) _ofEntity[entityCode] = found = [.. _inOffice.Where(contact => IsOf(contact, entityCode))];
        return found;
    }

    private static bool IsOf(Contact contact, string entityCode) =>
        contact.EntityCode is null || entityCode.Length == 0 || contact.EntityCode == entityCode;

    private static IReadOnlyList<Recipient> Recipients(IEnumerable<Contact> found) =>
        [.. found.DistinctBy(contact => contact.Address).Select(ToRecipient)];

    private static Recipient ToRecipient(Contact contact) =>
        new(contact.Name, contact.Address, contact.Role.Name() + (contact.Section is null ? "" : $"（{contact.Section}）"));
}

using MonitorWorker.Budgets;
using MonitorWorker.Hosting.Configuration;
using MonitorWorker.Jobs;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Hosting.Reloading;

/// <summary>One thing that a person is told of, if it happens.</summary>
/// <param name="What">As people call it.</param>
/// <param name="Level">Null where it has none.</param>
/// <param name="Subject">Project or entity; null where it is about none.</param>
internal sealed record ToldThing(string What, Level? Level = null, string? Subject = null)
{
    /// <summary>A warning by a rule about a project or an entity.</summary>
    public bool IsWarning { get; init; }

    /// <summary>The project that it is about; null where it is about none.</summary>
    public (string Entity, string Code)? Project { get; init; }
}

/// <summary>
/// Who would be told of what under one configuration, with the people and budget lines of today: of each warning that its rules can give about any line at any level, of
/// escalations, troubles, digests, reports, receipts. Whether mails are redirected for a rehearsal stands beside it.
/// </summary>
internal sealed class WhoIsTold
{
    /// <summary>Lines that are asked about one by one; of more, one of each entity, section and category.</summary>
    private const int MostLines = 1500;

    private static readonly Level[] _levels = [Level.Red, Level.Yellow, Level.Blue, Level.Grey];

    private readonly Dictionary<string, (string Name, HashSet<ToldThing> Things)> _people = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<(string Entity, string Code), Disclosure> _disclosed = [];
    private readonly DisclosurePolicy _disclosure;

    private WhoIsTold(OfficeSettings office, IReadOnlyList<Recipient> administrators, WithheldProjects withheld) =>
        (RehearsalTo, Administrators, Withheld, _disclosure) = (office.RehearsalTo, administrators, withheld, office.Routes.Disclosure);

    /// <summary>Gets every mail instead of the people concerned; null in live mode.</summary>
    public Recipient? RehearsalTo { get; }

    public IReadOnlyList<Recipient> Administrators { get; }

    public IReadOnlyCollection<string> Addresses => _people.Keys;

    /// <summary>What may not leave under this configuration.</summary>
    public WithheldProjects Withheld { get; }

    /// <param name="withheld">By the budgets of all years in force, under this configuration.</param>
    public static WhoIsTold Of(
        IReadOnlyList<BudgetPosition> positions, IReadOnlyList<Contact> contacts, DateOnly day, OfficeSettings office, MonitorOptions options, WithheldProjects withheld)
    {
        var router = new Router(contacts, day, office.CatchAll, office.Routes);
        var told = new WhoIsTold(office, router.Administrators(), withheld);
        foreach (var position in positions)
        {
            var project = (position.Key.EntityCode, position.Key.ProjectCode);
            told._disclosed[project] = Disclosures.Stricter(router.LevelOf(position), told._disclosed.GetValueOrDefault(project));
        }

        foreach (var administrator in told.Administrators) told.Add(administrator, new ToldThing("系统运行通知"));
        told.Add(office.CatchAll, new ToldThing("找不到其他收件人的邮件"));
        told.AddDigests(router, office, options);
        told.AddWarnings(router, office.Rules.At(day), positions);
        var entities = Entities(positions);
        if (office.Receipts != ReceiptPolicy.Never)
        {
            foreach (var (code, name) in entities) told.Add(router.ForFile([code]), new ToldThing("收件回执", null, name));
        }

        if (office.Tasks.Remind.Count > 0)
        {
            foreach (var (code, name) in entities) told.Add(router.ForReport(code), new ToldThing("催报", null, name));
        }

        return told;
    }

    public string NameAt(string address) => _people.TryGetValue(address, out var person) ? person.Name : address;

    public IReadOnlySet<ToldThing> ThingsAt(string address) => _people.TryGetValue(address, out var person) ? person.Things : new HashSet<ToldThing>();

    /// <summary>May not everything go to whoever a mail to this recipient reaches?</summary>
    public bool Limits(Recipient recipient) => _disclosure.Of((RehearsalTo ?? recipient).Address) != Disclosure.Full;

    /// <summary>May a mail not say which project or entity it is about?</summary>
    public bool Withholds(ToldThing thing) => Withheld.AreNamedIn(thing.Subject)
        || (thing.Project is { } project && (_disclosed.GetValueOrDefault(project) != Disclosure.Full || Withheld.Of(project.Entity, project.Code) != Disclosure.Full));

    private void AddDigests(Router router, OfficeSettings office, MonitorOptions options)
    {
        if (options.Schedules.Any(schedule => schedule.Job == "digest"))
        {
            foreach (var (reader, _) in router.ForDigest()) Add(reader, new ToldThing("监控摘要"));
            foreach (var part in office.Digests.Leaders ? router.ForLeaders() : []) Add(part.Recipient, new ToldThing("监控汇总"));
        }

        var scheduled = options.Schedules.Select(schedule => schedule.Report).OfType<string>().ToHashSet();
        foreach (var report in office.Reports.Where(report => scheduled.Contains(report.Name)))
        {
            var holders = router.Holders(report.To);
            Add(holders.Count > 0 ? holders : [router.InPlaceOf(report.To)], new ToldThing($"报告“{report.Title}”"));
        }
    }

    private void AddWarnings(Router router, RulesInForce rules, IReadOnlyList<BudgetPosition> positions)
    {
        var ids = rules.Sets.ToDictionary(set => set, set => (Lines: (IReadOnlyList<string>)[.. set.Rules.Select(rule => rule.Id), .. set.GoalRules.Select(rule => rule.Id)], Statements: (IReadOnlyList<string>)[.. set.StatementRules.Select(rule => rule.Id)]));
        var lines = positions.Count <= MostLines ? positions : [.. positions.DistinctBy(position => (position.Key.EntityCode, position.Section, position.Category))];
        foreach (var position in lines)
        {
            foreach (var rule in ids[rules.For(position)].Lines)
            {
                foreach (var level in _levels) AddWarning(rule, level, position.ProjectName, (position.Key.EntityCode, position.Key.ProjectCode), router.RouteLine(rule, level, position), step => router.ForStep(step, position, null));
            }
        }

        foreach (var (code, name) in Entities(positions))
        {
            foreach (var rule in ids[rules.General].Statements)
            {
                foreach (var level in _levels) AddWarning(rule, level, name, null, router.RouteStatement(rule, level, code), step => router.ForStep(step, null, code));
            }
        }
    }

    private static List<(string Code, string Name)> Entities(IReadOnlyList<BudgetPosition> positions) =>
        [.. positions.DistinctBy(position => position.Key.EntityCode).Select(position => (position.Key.EntityCode, position.EntityName ?? position.Key.EntityCode))];

    private void AddWarning(
        string rule, Level level, string subject, (string Entity, string Code)? project, Routed routed, Func<Alerts.EscalationStep, IReadOnlyList<Recipient>> next)
    {
        Add(routed.Recipients, new ToldThing(RuleWords.Of(rule) ?? rule, level, subject) { IsWarning = true, Project = project });
        foreach (var step in routed.Route.Escalation?.Steps ?? []) Add(next(step), new ToldThing("逐级上报", level, subject) { Project = project });
    }

    private void Add(IEnumerable<Recipient> recipients, ToldThing thing)
    {
        foreach (var recipient in recipients) Add(recipient, thing);
    }

    private void Add(Recipient recipient, ToldThing thing)
    {
        if (!_people.TryGetValue(recipient.Address, out var person)) _people[recipient.Address] = person = (recipient.Name, []);
        person.Things.Add(thing);
    }
}

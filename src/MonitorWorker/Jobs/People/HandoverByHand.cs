using System.Net.Mail;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.People;

/// <summary>One hand-over as it is asked for.</summary>
/// <param name="From">Name or address of somebody in office.</param>
/// <param name="To">Name or address of somebody in office, or the address of somebody new.</param>
/// <param name="Name">Name of somebody new.</param>
/// <param name="Day">The successor's first day; null is today.</param>
/// <param name="Section">Only the rows of this 责任股室; null is all.</param>
/// <param name="Entity">Only the rows of this 单位编码; null is all.</param>
/// <param name="Place">Where it was asked for, as problems name it; empty on the command line.</param>
public sealed record HandoverRequest(string From, string To, string? Name, DateOnly? Day, string? Section, string? Entity, string Place = "");

/// <summary>What hand-overs come to.</summary>
/// <param name="Problems">Why nothing can be done, in Chinese; empty where it can.</param>
public sealed record HandoverPlan(IReadOnlyList<OfficeHandover> Handovers, IReadOnlyList<string> Problems);

/// <summary>Hands over everything of one person to another, or of several people.</summary>
public sealed class HandoverByHand(FactStore facts, PeopleStore people, SuccessionJob successions, OfficeSettings office, TimeProvider clock)
{
    /// <summary>What would be handed over; changes nothing.</summary>
    public async Task<HandoverPlan> PlanAsync(IReadOnlyList<HandoverRequest> asked, DateOnly today, CancellationToken cancellationToken) =>
        Plan(asked, await facts.LoadContactsAsync(cancellationToken), today, office.Routes.Allowed);

    /// <summary>Enters what was planned, and tells those whose day has come.</summary>
    /// <param name="by">Whose word it is.</param>
    /// <returns>Number of mails put into the outbox.</returns>
    public async Task<int> CarryOutAsync(HandoverPlan plan, string by, DateOnly today, CancellationToken cancellationToken)
    {
        await people.AddAsync(plan.Handovers, by, clock.GetUtcNow(), cancellationToken);
        return await successions.RunAsync(today, cancellationToken);
    }

    /// <summary>All of them or none: a list with a slip in it is mended first.</summary>
    internal static HandoverPlan Plan(IReadOnlyList<HandoverRequest> asked, IReadOnlyList<Contact> contacts, DateOnly today, MailDomains allowed)
    {
        var handovers = new List<OfficeHandover>();
        var problems = new List<string>();
        var taken = new HashSet<Contact>();
        foreach (var one in asked)
        {
            if (Read(one, contacts, today, allowed, taken) is var (handover, problem) && problem is not null) problems.Add(one.Place + problem);
            else handovers.Add(handover!);
        }

        return new HandoverPlan(handovers, problems);
    }

    private static (OfficeHandover? Handover, string? Problem) Read(HandoverRequest asked, IReadOnlyList<Contact> contacts, DateOnly today, MailDomains allowed, HashSet<Contact> taken)
    {
        var day = asked.Day ?? today;
        if (day.DayNumber < today.DayNumber - Succession.Days) return No($"{day:yyyy-MM-dd}太早：交接日期不早于今天之前{Succession.Days}天");
        var inOffice = contacts.Where(contact => contact.Until is null || contact.Until > day).ToList();
        var from = inOffice.Where(contact => Is(contact, asked.From)).ToList();
        if (from.Count == 0) return No($"通讯录里没有在任的{asked.From}（写姓名或邮箱；people list 列出全部）");
        if (from.Select(contact => contact.Name).Distinct().ToList() is { Count: > 1 } several) return No($"{asked.From}是共用邮箱，有{string.Join('、', several)}：写要交接的那个人的姓名");
        if (IsSeveral(from)) return No($"通讯录里有几个叫{asked.From}的人：写邮箱");
        var left = from.Where(contact => (asked.Section is null || contact.Section == asked.Section) && (asked.Entity is null || contact.EntityCode == asked.Entity)).ToList();
        if (left.Count == 0) return No($"{from[0].Name}没有{asked.Entity}{asked.Section}的职责。现有：{string.Join('、', from.Select(PeopleStore.InWords))}");
        if (left.Find(row => !taken.Add(row)) is { } twice) return No($"{twice.Name}的{PeopleStore.InWords(twice)}交接了两次");

        var to = inOffice.Where(contact => Is(contact, asked.To)).ToList();
        // Where several people read one mailbox, the name says which of them it is.
        if (asked.Name is { } name && to.Exists(contact => contact.Name == name)) to.RemoveAll(contact => contact.Name != name);
        else if (asked.Name is not null) to = [];
        if (to.Select(contact => contact.Name).Distinct().Count() > 1) return No($"{asked.To}是共用邮箱，有{string.Join('、', to.Select(contact => contact.Name).Distinct())}：写继任人的姓名");
        if (IsSeveral(to)) return No($"通讯录里有几个叫{asked.To}的人：写邮箱");
        if (to.Count == 0 && !(asked.To.Contains('@', StringComparison.Ordinal) && MailAddress.TryCreate(asked.To, out _))) return No($"通讯录里没有在任的{asked.To}：新来的人写邮箱和姓名");
        if (to.Count == 0 && asked.Name is null) return No($"通讯录里没有{asked.To}：新来的人还要写姓名");
        var (successor, addresses) = to.Count > 0 ? (to[0].Name, to.SelectMany(contact => contact.Addresses).Distinct(StringComparer.OrdinalIgnoreCase).ToList()) : (asked.Name!, [asked.To]);
        if (successor == from[0].Name && addresses.Exists(from[0].Addresses.Contains)) return No($"{successor}不能交接给自己");
        if (addresses.TrueForAll(address => !allowed.Allow(address))) return No($"{addresses[0]}不在允许的域名内（mail.allowedDomains）");

        // What the successor has already, he keeps as it is.
        var took = left.Select(row => to.Find(own => (own.Role, own.EntityCode, own.Section, own.ProjectCode) == (row.Role, row.EntityCode, row.Section, row.ProjectCode) && own.IsInOffice(day))
            ?? row with { Name = successor, Addresses = addresses, From = day, Until = null, Bounced = [] }).ToList();
        return (new OfficeHandover(0, day, [.. left.Select(row => row with { Until = day })], took), null);

        static (OfficeHandover?, string?) No(string problem) => (null, problem);
    }

    private static bool Is(Contact contact, string asked) => contact.Name == asked || contact.Addresses.Contains(asked, StringComparer.OrdinalIgnoreCase);

    /// <summary>Rows of one name that no address joins are several people.</summary>
    private static bool IsSeveral(List<Contact> rows) => rows.Exists(row => !row.Addresses.Any(address => rows[0].Addresses.Contains(address, StringComparer.OrdinalIgnoreCase)));
}

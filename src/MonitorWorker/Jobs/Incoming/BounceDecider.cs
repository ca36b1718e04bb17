using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Replies;
using MonitorWorker.Storage;

namespace MonitorWorker.Jobs.Incoming;

/// <summary>
/// What becomes of a delivery report. One of a failure for good is told to the administrators; where it names our mail by what only its reader and the servers
/// on its way know, nothing more is sent to the address and the next people in line are told. Anybody can write one that names an address alone.
/// </summary>
internal sealed class BounceDecider(IReadOnlyList<Contact> contacts, AlertPlaces places, OfficeSettings office, DateOnly today)
{
    public ReplyDecision Decide(BounceReport report, (FoundMail Mail, bool IsNamed)? found)
    {
        var status = report.Status is null ? "" : report.Status + " ";
        var says = $"{report.Recipient ?? found?.Mail.Recipient}：{status}{report.Detail}";
        if (found is not var (mail, isNamed)) return new ReplyDecision(IncomingOutcome.Bounce, $"退信，找不到所说的邮件。{says}");
        IReadOnlyList<string> numbers = [.. mail.Told.Select(alert => alert.Number)];
        if (!report.IsPermanent) return new ReplyDecision(IncomingOutcome.Bounce, $"暂时没有送达，对方服务器还在尝试。{says}") { Alerts = numbers };

        // Room can be made: the mail did not arrive, and the address is none the worse.
        var isFull = report.Status?.EndsWith(".2.2", StringComparison.Ordinal) == true;
        var bounced = new IncomingEffect.Bounced(mail.Id, mail.Recipient, report.Status, $"退信：{status}{report.Detail}", isNamed && !isFull);
        return new ReplyDecision(IncomingOutcome.Bounce, (isNamed && isFull ? "没有送达，对方邮箱已满。" : isNamed ? "没有送达，今后不再发往该邮箱。" : "没有送达；退信只说了邮箱，没有说是哪封邮件，只告知系统管理员。") + says)
        {
            Alerts = numbers,
            Effects = isNamed ? [bounced, .. mail.Told.Where(alert => alert.IsOpen).Select(alert => Reroute(alert, mail.Recipient)).OfType<IncomingEffect>()] : [bounced],
        };
    }

    /// <returns>Null where others have been told whom it would come to.</returns>
    private IncomingEffect.Rerouted? Reroute(SpokenAlert alert, string address)
    {
        var without = contacts.Select(contact => contact.Addresses.Contains(address, StringComparer.OrdinalIgnoreCase) ? contact with { Bounced = [.. contact.Bounced, .. contact.Addresses.Where(Is)] } : contact);
        var router = new Router([.. without], today, office.CatchAll, office.Routes);
        var rule = new FormerSubject(alert.Key).Rule;
        var routed = places.Of(alert) is { } position ? router.RouteLine(rule, alert.Level, position) : router.RouteStatement(rule, alert.Level, alert.Entity);
        var notices = routed.Recipients
            .Where(recipient => !Is(recipient.Address) && !alert.Told.Any(told => told.Address.Equals(recipient.Address, StringComparison.OrdinalIgnoreCase)))
            .Select(recipient => AlertNotices.Anew(alert, recipient, null))
            .OfType<NewNotice>()
            .ToList();
        return notices.Count == 0 ? null : new IncomingEffect.Rerouted(alert, address, notices);

        bool Is(string other) => other.Equals(address, StringComparison.OrdinalIgnoreCase);
    }
}
